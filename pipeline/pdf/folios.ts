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
export const slotStyle = `[data-page-of]{display:inline-block;width:4ch;text-indent:-${placeholderLength}ch;white-space:nowrap;text-align:left;font-variant-numeric:lining-nums tabular-nums}`;

/** HTML whose slots hold placeholders, and the id that each slot names, in order. */
export function withPlaceholders(html: string): { html: string; targets: string[] } {
  const targets: string[] = [];
  const marked = html.replace(slotPattern, (_, open: string, _tag: string, id: string) => {
    const index = String(targets.length).padStart(indexDigits, '0');
    targets.push(id);
    return `${open}0123456789${mark}${index}`;
  });
  return { html: marked, targets };
}

/**
 * The file with every placeholder replaced.
 * @param targets the id of each slot, as `withPlaceholders` gave them
 * @param pages page number by id; a slot whose id has none is left empty
 * @returns undefined if not every slot was found: then the pages must be printed again
 */
export function fillFolios(pdf: PdfFile, targets: readonly string[], pages: ReadonlyMap<string, number>): Uint8Array | undefined {
  const found = new Set<number>();
  const streams = new Map<number, Uint8Array>();
  const fonts = new Map<number, Map<string, string>>();
  for (const number of pdf.pages()) {
    if (found.size === targets.length) break;
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
        return pages.get(targets[index] ?? '');
      },
    );
    if (after !== before) streams.set(contents, Buffer.from(after, 'latin1'));
  }
  return found.size === targets.length ? pdf.withStreams(streams) : undefined;
}

/** One run of text: its font, its place, and glyph by glyph what is shown and how far the next one stands. */
const runPattern = /BT\n\/(F\d+) ([\d.]+) Tf\n([-\d. ]+?) ([-\d.]+) ([-\d.]+) Tm\n((?:<[0-9a-fA-F]+> Tj\n(?:[-\d.]+ [-\d.]+ Td )?)+)ET\n/g;

function replaceRuns(
  content: string,
  glyphs: (font: string) => Map<string, string>,
  numberAt: (index: number) => number | undefined,
): string {
  return content.replace(runPattern, (run, font: string, size: string, matrix: string, x: string, y: string, shown: string) => {
    const steps = [...shown.matchAll(/<([0-9a-fA-F]{4})> Tj\n(?:([-\d.]+) [-\d.]+ Td )?/g)];
    if (steps.length !== placeholderLength) return run;
    const text = glyphs(font);
    const codes = steps.map((step) => (step[1] as string).toLowerCase());
    if (text.get(codes[10] as string) !== mark) return run;
    const advances = steps.map((step) => Number(step[2] ?? 0));
    const number = numberAt(
      Number(
        codes
          .slice(11)
          .map((code) => text.get(code))
          .join(''),
      ),
    );
    if (number === undefined) return '';
    const figures = [...String(number)].map(Number);
    const width = (figure: number) => advances[figure] as number;
    const right = Number(x) + (placeholderLength + 4) * width(0);
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
