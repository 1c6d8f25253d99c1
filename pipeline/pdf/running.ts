/**
 * Text in page margins that only the finished print knows: the section that a page stands in, and how many pages there
 * are. Chrome has no `string-set` and would print anew for either; here the margin box holds a mark, and the mark's
 * glyphs are replaced in the file by those of the text, in the fonts that the file has anyway.
 */
import { PdfFile } from './file.ts';
import { type Font, fontReferences, fontsOf, type Glyph } from './glyphs.ts';

/** Ends a run of text in a margin box. Capital letters mean that the box is set flush right. */
export const marks = { section: '¶¬s', sectionRight: '¶¬S', pages: '¶¬n', pagesRight: '¶¬N' } as const;
/** In the run before a mark: the number of the page. That all digits are written makes sure that the font has them. */
const number = '0123456789';

const runPattern = /BT\n\/(\S+) ([\d.]+) Tf\n([-\d. ]+?) ([-\d.]+) ([-\d.]+) Tm\n((?:<[0-9a-fA-F]{4}> Tj\n(?:[-\d.]+ [-\d.]+ Td )?)+)ET\n/g;

/**
 * The file with every mark replaced.
 * @param textFor what stands in place of a mark on a page (from 1): `s` the section, `n` the number of pages
 * @param numberOf the printed number of a page
 * @returns undefined if there was none: the browser writes text in another way than is read here
 */
export function fillRunning(
  pdf: PdfFile,
  textFor: (page: number, key: 's' | 'n') => string,
  numberOf: (page: number) => number,
): Uint8Array | undefined {
  const fonts = fontsOf(pdf);
  const streams = new Map<number, Uint8Array>();
  const dictionaries = new Map<number, string>();
  for (const [index, number] of pdf.pages().entries()) {
    const page = pdf.object(number);
    const contents = PdfFile.reference(page, 'Contents');
    if (contents === undefined) continue;
    const names = new Map(fontReferences(page).map(([name, object]) => [name, fonts.font(object)]));
    const used = new Set<number>();
    const before = pdf.stream(contents).toString('latin1');
    const after = before.replace(runPattern, (run, name: string, size: string, matrix: string, x: string, y: string, shown: string) => {
      const own = names.get(name);
      const written =
        own &&
        rewrite({
          own,
          size: Number(size),
          x: Number(x),
          shown,
          fonts: fonts.all,
          text: (key) => textFor(index + 1, key),
          number: numberOf(index + 1),
        });
      if (!written) return run;
      for (const { glyph } of written) used.add(glyph.font);
      return segments(written)
        .map(({ font, from, steps }) => `BT\n/${nameOf(font, names)} ${size} Tf\n${matrix} ${decimal(from)} ${y} Tm\n${steps}ET\n`)
        .join('');
    });
    if (after === before) continue;
    streams.set(contents, Buffer.from(after, 'latin1'));
    const added = [...used].filter((object) => ![...names.values()].some((font) => font.object === object));
    if (added.length > 0)
      dictionaries.set(
        number,
        page.replace(/\/Font\s*<</, (open) => `${open}${added.map((object) => `/D${object} ${object} 0 R\n`).join('')}`),
      );
  }
  return streams.size === 0 ? undefined : pdf.withChanges(streams, dictionaries);
}

interface Placed {
  readonly glyph: Glyph;
  readonly x: number;
}

interface Run {
  readonly own: Font;
  readonly size: number;
  readonly x: number;
  readonly shown: string;
  readonly fonts: () => Font[];
  readonly text: (key: 's' | 'n') => string;
  readonly number: number;
}

/** The run with its text in place of the mark, or undefined if it has none. */
function rewrite({ own, size, x, shown, fonts, text, number: page }: Run): Placed[] | undefined {
  const steps = [...shown.matchAll(/<([0-9a-fA-F]{4})> Tj\n(?:([-\d.]+) [-\d.]+ Td )?/g)];
  const characters = steps.map((step) => own.characters.get((step[1] as string).toLowerCase()) ?? '');
  const key = characters.at(-1) ?? '';
  if (characters.slice(-3, -1).join('') !== '¶¬' || !/[snSN]/.test(key)) return undefined;
  const value = text(key.toLowerCase() as 's' | 'n');
  const before = characters.slice(0, -3).join('').replace(number, String(page));
  // Where nothing follows, what would part it from the text goes too.
  const kept = value === '' ? before.replace(/[\s·|:–—-]+$/u, '') : before;
  const wanted = [...`${kept}${value}`].map((character) => own.glyphs.get(character) ?? elsewhere(character, own, fonts));
  const glyphs = wanted.every((glyph) => glyph !== undefined) ? wanted : [...kept].flatMap((character) => own.glyphs.get(character) ?? []);
  const width = (glyph: Glyph) => (glyph.advance * size) / 1000;
  const total = (list: readonly Glyph[]) => list.reduce((sum, glyph) => sum + width(glyph), 0);
  const advanced = steps.reduce((sum, step, index) => sum + (index < steps.length - 1 ? Number(step[2]) : 0), 0);
  const last = own.glyphs.get(key);
  const isRight = key === key.toUpperCase();
  let at = isRight ? x + advanced + (last ? width(last) : 0) - total(glyphs) : x;
  return glyphs.map((glyph) => {
    const placed = { glyph, x: at };
    at += width(glyph);
    return placed;
  });
}

/** The character in another font of the same weight, as the browser would have found it. */
function elsewhere(character: string, own: Font, fonts: () => Font[]): Glyph | undefined {
  const weight = (font: Font) => font.name.split('-').at(-1);
  const candidates = fonts().filter((font) => font.glyphs.has(character));
  const isSans = (font: Font) => font.name.includes('Sans') === own.name.includes('Sans');
  const best = candidates.find((font) => weight(font) === weight(own) && isSans(font)) ?? candidates.find(isSans) ?? candidates[0];
  return best?.glyphs.get(character);
}

/** Runs of one font each. */
function segments(placed: readonly Placed[]): { font: number; from: number; steps: string }[] {
  const runs: { font: number; from: number; glyphs: Placed[] }[] = [];
  for (const one of placed) {
    const open = runs.at(-1);
    if (open?.font === one.glyph.font) open.glyphs.push(one);
    else runs.push({ font: one.glyph.font, from: one.x, glyphs: [one] });
  }
  return runs.map(({ font, from, glyphs }) => {
    const steps = glyphs.map(({ glyph, x }, index) => {
      const next = glyphs[index + 1];
      return `<${glyph.code}> Tj\n${next ? `${decimal(next.x - x)} 0 Td ` : ''}`;
    });
    return { font, from, steps: steps.join('') };
  });
}

function nameOf(object: number, names: ReadonlyMap<string, Font>): string {
  for (const [name, font] of names) if (font.object === object) return name;
  return `D${object}`;
}

const decimal = (value: number) => String(Math.round(value * 1e4) / 1e4);
