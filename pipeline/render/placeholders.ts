/**
 * Page numbers in the text (as in a table of contents) from one print. Chrome cannot know a page number before it has laid out
 * all pages, and a second print costs as much as the first. So each placeholder is printed with all ten digits, a mark and its
 * index; the finished file shows on which page every target is; and the placeholder's glyphs in the page's content
 * are replaced by those of the number. The placeholder's width is fixed, so nothing else moves.
 */
import { charactersIn, pilcrow, type Run } from '../pdf/content/run.ts';

/** Separates the digits from the index; every Latin font has it in its most common slice. */
const mark = pilcrow;
const indexDigits = 4;
const placeholderPattern = /(<([a-z]+)\b[^>]*\sdata-page-of="([^"]*)"[^>]*>)[^<]*(?=<\/\2>)/g;

/** Number of glyphs of a placeholder: all digits, the mark, and the index. */
export const placeholderLength = 10 + 1 + indexDigits;

/**
 * Placeholders are four digits wide. The rest of their text overflows on the left,
 * where it widens nothing (in a document from right to left, on the right); clipping would cost more than everything else, because Chrome paints clipped text for every page.
 */
export const placeholderStyle = `[data-page-of]{display:inline-block;width:4ch;text-indent:-${placeholderLength}ch;white-space:nowrap;text-align:left;direction:ltr;font-variant-numeric:lining-nums tabular-nums}html[dir=rtl] [data-page-of]{text-indent:0}${widths()}`;

/** A placeholder for a page number. */
export interface PageNumberPlaceholder {
  /** Id of the target element. */
  readonly id: string;
  /** Its width in digits; in running text (`data-digits`) it must be exactly as wide as its number. */
  digits: number;
  readonly isExact: boolean;
  /** The number is at the left edge of its place: the document runs from right to left. */
  readonly isFlushLeft?: boolean;
  /** Removed from the page, because the placeholder before it shows the same page. */
  isGone?: boolean;
}

const ordinaryDigits = 4;

function widths(): string {
  return [1, 2, 3, 4].map((digits) => `[data-page-of][data-digits="${digits}"]{width:${digits}ch}`).join('');
}

/** Inserts placeholders into HTML, and returns them in order. */
export function withPlaceholders(html: string): { html: string; placeholders: PageNumberPlaceholder[] } {
  const placeholders: PageNumberPlaceholder[] = [];
  const isFlushLeft = /<html\b[^>]*\sdir="rtl"/.test(html);
  const marked = html.replace(placeholderPattern, (_, open: string, _tag: string, id: string) => {
    const index = String(placeholders.length).padStart(indexDigits, '0');
    const digits = /\sdata-digits="(\d)"/.exec(open)?.[1];
    placeholders.push({
      id,
      digits: Number(digits ?? ordinaryDigits),
      isExact: digits !== undefined,
      ...(isFlushLeft ? { isFlushLeft } : {}),
    });
    return `${open}0123456789${mark}${index}`;
  });
  return { html: marked, placeholders };
}

/** Gives every exact placeholder as many digits as its number has. Returns whether any had to change. */
export function fitPlaceholders(placeholders: readonly PageNumberPlaceholder[], pages: ReadonlyMap<string, number>): boolean {
  const wrong = placeholders.filter(({ id, digits, isExact }) => isExact && pages.has(id) && String(pages.get(id)).length !== digits);
  for (const placeholder of wrong) placeholder.digits = String(pages.get(placeholder.id)).length;
  return wrong.length > 0;
}

/** The index of the placeholder in a run of text; undefined for any other run. */
export function placeholderIn({ codes, font }: Run): number | undefined {
  if (codes.length !== placeholderLength || font.characters.get(codes[10] as number) !== mark) return undefined;
  return Number(charactersIn({ codes: codes.subarray(11), font }));
}
