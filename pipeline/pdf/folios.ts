/**
 * Page numbers inside the text ("Contents … 12") from one print. Chrome cannot know a page number before it has laid out
 * all pages, and a second print costs as much as the first. So each slot is printed with a mark, its own index, and all
 * ten digits; the finished file tells on which page every target stands; and the mark's glyphs in the page's content
 * are replaced by those of the number. The slot's width is fixed, so nothing else moves.
 */
import { PdfFile } from './file.ts';

/** Parts the digits from the index; every Latin face has it in the slice of its commonest characters. */
const mark = '¶';
const indexDigits = 4;
const slotPattern = /(<([a-z]+)\b[^>]*\sdata-page-of="([^"]*)"[^>]*>)[^<]*(?=<\/\2>)/g;

/** Glyphs of a placeholder: all digits, the mark, and the index. */
const placeholderLength = 10 + 1 + indexDigits;

/**
 * What slots look like while they hold a placeholder: as wide as four figures. What is too much hangs out on the left,
 * where it widens nothing; clipping it would cost more than all the rest, because Chrome paints clipped text for every page.
 */
export const slotStyle = `[data-page-of]{display:inline-block;width:4ch;text-indent:-${placeholderLength}ch;white-space:nowrap;text-align:left;font-variant-numeric:lining-nums tabular-nums}${widths()}`;

/** One place for a page number. */
export interface Slot {
  /** Id of the element whose page it tells. */
  readonly id: string;
  /** Figures that it has room for; a slot in running text (`data-digits`) must be exactly as wide as its number. */
  digits: number;
  readonly isExact: boolean;
  /** Taken out of the page, because the slot before it tells the same page. */
  isGone?: boolean;
}

const ordinaryDigits = 4;

function widths(): string {
  return [1, 2, 3, 4].map((digits) => `[data-page-of][data-digits="${digits}"]{width:${digits}ch}`).join('');
}

/** HTML whose slots hold placeholders, and the slots in order. */
export function withPlaceholders(html: string): { html: string; slots: Slot[] } {
  const slots: Slot[] = [];
  const marked = html.replace(slotPattern, (_, open: string, _tag: string, id: string) => {
    const index = String(slots.length).padStart(indexDigits, '0');
    const digits = /\sdata-digits="(\d)"/.exec(open)?.[1];
    slots.push({ id, digits: Number(digits ?? ordinaryDigits), isExact: digits !== undefined });
    return `${open}0123456789${mark}${index}`;
  });
  return { html: marked, slots };
}

/**
 * The file with every placeholder replaced.
 * @param slots as `withPlaceholders` gave them
 * @param pages page number by id; a slot whose id has none is left empty
 * @returns undefined if not every slot was found: then the pages must be printed again
 */
export function fillFolios(pdf: PdfFile, slots: readonly Slot[], pages: ReadonlyMap<string, number>): Uint8Array | undefined {
  const found = new Set<number>();
  const left = slots.filter(({ isGone }) => !isGone).length;
  const streams = new Map<number, Uint8Array>();
  const fonts = new Map<number, Map<string, string>>();
  for (const number of pdf.pages()) {
    if (found.size === left) break;
    const page = pdf.object(number);
    // Slots stand in links to their targets, so a page without annotations has none.
    if (!page.includes('/Annots')) continue;
    const contents = PdfFile.reference(page, 'Contents');
    if (contents === undefined) continue;
    const before = pdf.stream(contents).toString('latin1');
    const after = replaceRuns(
      before,
      (font) => glyphsOf(pdf, page, font, fonts),
      (index) => {
        found.add(index);
        const slot = slots[index];
        return slot && { number: pages.get(slot.id), digits: slot.digits };
      },
    );
    if (after !== before) streams.set(contents, Buffer.from(after, 'latin1'));
  }
  return found.size === left ? pdf.withStreams(streams) : undefined;
}

/** Gives every exact slot the figures that its number has. Says whether any had to change. */
export function fitSlots(slots: readonly Slot[], pages: ReadonlyMap<string, number>): boolean {
  const wrong = slots.filter(({ id, digits, isExact }) => isExact && pages.has(id) && String(pages.get(id)).length !== digits);
  for (const slot of wrong) slot.digits = String(pages.get(slot.id)).length;
  return wrong.length > 0;
}

/** One run of text: its font, its place, and glyph by glyph what is shown and how far the next one stands. */
const runPattern = /BT\n\/(F\d+) ([\d.]+) Tf\n([-\d. ]+?) ([-\d.]+) ([-\d.]+) Tm\n((?:<[0-9a-fA-F]+> Tj\n(?:[-\d.]+ [-\d.]+ Td )?)+)ET\n/g;

function replaceRuns(
  content: string,
  glyphs: (font: string) => Map<string, string>,
  fillingOf: (index: number) => { number: number | undefined; digits: number } | undefined,
): string {
  return content.replace(runPattern, (run, font: string, size: string, matrix: string, x: string, y: string, shown: string) => {
    const steps = [...shown.matchAll(/<([0-9a-fA-F]{4})> Tj\n(?:([-\d.]+) [-\d.]+ Td )?/g)];
    if (steps.length !== placeholderLength) return run;
    const text = glyphs(font);
    const codes = steps.map((step) => (step[1] as string).toLowerCase());
    if (text.get(codes[10] as string) !== mark) return run;
    const advances = steps.map((step) => Number(step[2] ?? 0));
    const filling = fillingOf(
      Number(
        codes
          .slice(11)
          .map((code) => text.get(code))
          .join(''),
      ),
    );
    if (filling?.number === undefined) return '';
    const figures = [...String(filling.number)].map(Number);
    const width = (figure: number) => advances[figure] as number;
    const right = Number(x) + (placeholderLength + filling.digits) * width(0);
    const from = right - figures.reduce((sum, figure) => sum + width(figure), 0);
    const parts = figures.map(
      (figure, place) => `<${codes[figure]}> Tj\n${place < figures.length - 1 ? `${decimal(width(figure))} 0 Td ` : ''}`,
    );
    return `BT\n/${font} ${size} Tf\n${matrix} ${decimal(from)} ${y} Tm\n${parts.join('')}ET\n`;
  });
}

const decimal = (value: number) => String(Math.round(value * 1e5) / 1e5);

/** The characters of a page's font by glyph code, from its ToUnicode map (ISO 32000-1, 9.10.3). */
function glyphsOf(pdf: PdfFile, page: string, name: string, known: Map<number, Map<string, string>>): Map<string, string> {
  const reference = PdfFile.reference(page, name);
  if (reference === undefined) return new Map();
  const seen = known.get(reference);
  if (seen) return seen;
  const map = PdfFile.reference(pdf.object(reference), 'ToUnicode');
  const glyphs = map === undefined ? new Map<string, string>() : readToUnicode(pdf.stream(map).toString('latin1'));
  known.set(reference, glyphs);
  return glyphs;
}

export function readToUnicode(text: string): Map<string, string> {
  const glyphs = new Map<string, string>();
  const code = (value: number) => value.toString(16).padStart(4, '0');
  for (const [, block] of text.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, character] of (block as string).matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>/g)) {
      glyphs.set((glyph as string).toLowerCase(), String.fromCharCode(Number.parseInt(character as string, 16)));
    }
  }
  for (const [, block] of text.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, first] of (block as string).matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>/g)) {
      const start = Number.parseInt(from as string, 16);
      for (let glyph = start; glyph <= Number.parseInt(to as string, 16); glyph += 1) {
        glyphs.set(code(glyph), String.fromCharCode(Number.parseInt(first as string, 16) + glyph - start));
      }
    }
  }
  return glyphs;
}
