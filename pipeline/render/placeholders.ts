/**
 * Page numbers inside the text ("Contents … 12") from one print. Chrome cannot know a page number before it has laid out
 * all pages, and a second print costs as much as the first. So each slot is printed with a mark, its own index, and all
 * ten digits; the finished file tells on which page every target stands; and the mark's glyphs in the page's content
 * are replaced by those of the number. The slot's width is fixed, so nothing else moves.
 */
import { charactersIn, pilcrow, type Run } from '../pdf/content/run.ts';

/** Parts the digits from the index; every Latin face has it in the slice of its commonest characters. */
const mark = pilcrow;
const indexDigits = 4;
const placeholderPattern = /(<([a-z]+)\b[^>]*\sdata-page-of="([^"]*)"[^>]*>)[^<]*(?=<\/\2>)/g;

/** Glyphs of a placeholder: all digits, the mark, and the index. */
export const placeholderLength = 10 + 1 + indexDigits;

/**
 * What slots look like while they hold a placeholder: as wide as four figures. What is too much hangs out on the left,
 * where it widens nothing; clipping it would cost more than all the rest, because Chrome paints clipped text for every page.
 */
export const placeholderStyle = `[data-page-of]{display:inline-block;width:4ch;text-indent:-${placeholderLength}ch;white-space:nowrap;text-align:left;font-variant-numeric:lining-nums tabular-nums}${widths()}`;

/** One place for a page number. */
export interface PageNumberPlaceholder {
  /** Id of the element whose page it tells. */
  readonly id: string;
  /** Figures that it has room for; a slot in running text (`data-digits`) must be exactly as wide as its number. */
  digits: number;
  readonly isExact: boolean;
  /** Taken out of the page, because the slot before it tells the same page. */
  isRemoved?: boolean;
}

const ordinaryDigits = 4;

function widths(): string {
  return [1, 2, 3, 4].map((digits) => `[data-page-of][data-digits="${digits}"]{width:${digits}ch}`).join('');
}

/** HTML whose slots hold placeholders, and the slots in order. */
export function withPlaceholders(html: string): { html: string; placeholders: PageNumberPlaceholder[] } {
  const placeholders: PageNumberPlaceholder[] = [];
  const marked = html.replace(placeholderPattern, (_, open: string, _tag: string, id: string) => {
    const index = String(placeholders.length).padStart(indexDigits, '0');
    const digits = /\sdata-digits="(\d)"/.exec(open)?.[1];
    placeholders.push({ id, digits: Number(digits ?? ordinaryDigits), isExact: digits !== undefined });
    return `${open}0123456789${mark}${index}`;
  });
  return { html: marked, placeholders };
}

/** Gives every exact slot the figures that its number has. Says whether any had to change. */
export function fitPlaceholders(placeholders: readonly PageNumberPlaceholder[], pages: ReadonlyMap<string, number>): boolean {
  const wrong = placeholders.filter(({ id, digits, isExact }) => isExact && pages.has(id) && String(pages.get(id)).length !== digits);
  for (const placeholder of wrong) placeholder.digits = String(pages.get(placeholder.id)).length;
  return wrong.length > 0;
}

/** Which slot a run of text holds the placeholder of; undefined for any other run. */
export function placeholderIn({ codes, font }: Run): number | undefined {
  if (codes.length !== placeholderLength || font.characters.get(codes[10] as number) !== mark) return undefined;
  return Number(charactersIn({ codes: codes.subarray(11), font }));
}
