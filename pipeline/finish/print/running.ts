/**
 * Text in page margins that is known only after printing: the current section and the number of pages. Chrome has no
 * `string-set`, so either would need a second print. Instead the margin box contains a placeholder, whose glyphs are replaced in
 * the file by those of the text, using the fonts that are already embedded.
 */
import { type Fonts, type PdfFont, widthOf } from '../../pdf/content/fonts.ts';
import { charactersIn, type Run } from '../../pdf/content/run.ts';
import { glyphsOnly, pageNumber } from '../../template/marks.ts';

/** Meaning of a placeholder: the section, the number of pages, or nothing. */
export type MarginKey = 's' | 'n' | 'p';

/** Content of one page's margins. */
export interface Margins {
  /** The text that replaces a placeholder. */
  readonly textOf: (key: MarginKey) => string;
  /** Printed number of the page. */
  readonly number: number;
  /** The name of a font in the page's resources; adds the font if it is missing. */
  readonly nameOf: (font: PdfFont) => string;
}

/** Replaces a run that has a placeholder. */
export function fillMargin(run: Run, fonts: Fonts, { textOf, number: page, nameOf }: Margins): Run[] {
  const { font: own, codes, xs, size } = run;
  const characters = charactersIn(run);
  const mark = characters.at(-1) as string;
  // What only brings glyphs along is taken out.
  if (characters[0] === glyphsOnly) return [];
  const key = mark === 'c' ? 'p' : (mark.toLowerCase() as MarginKey);
  const value = textOf(key);
  const before = characters.slice(0, -3).replace(pageNumber, String(page));
  // If there is no section, the separator before it is removed too.
  const kept = value === '' && key !== 'p' ? before.replace(/[\s·|:–—-]+$/u, '') : before;
  const runs = setIn(own, `${kept}${value}`) ?? setElsewhere(own, kept, value, fonts);
  const width = (font: PdfFont, code: number) => (widthOf(font, code) * size) / 1000;
  let total = 0;
  for (const { font, codes: glyphs } of runs) for (const code of glyphs) total += width(font, code);
  const start = xs[0] as number;
  const left = (xs.at(-1) as number) + width(own, codes.at(-1) as number) - start - total;
  let at = start + (mark === 'c' ? left / 2 : mark === key ? 0 : left);
  return runs.map(({ font, codes: glyphs }) => {
    const places: number[] = [];
    for (const code of glyphs) {
      places.push(at);
      at += width(font, code);
    }
    return run.with(glyphs, places, nameOf(font), font);
  });
}

/** Consecutive glyphs of one font. */
interface Glyphs {
  readonly font: PdfFont;
  readonly codes: number[];
}

/** A text in one font; undefined if the font lacks a character. */
function setIn(font: PdfFont, text: string): Glyphs[] | undefined {
  const codes: number[] = [];
  for (const character of text) {
    const code = font.codes.get(character);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return text === '' ? [] : [{ font, codes }];
}

/** The same with characters from other fonts; if a character is missing in all, only the text before the placeholder is set. */
function setElsewhere(own: PdfFont, kept: string, value: string, fonts: Fonts): Glyphs[] {
  const wanted = [...`${kept}${value}`].map((character) => glyphOf(character, own) ?? elsewhere(character, own, fonts));
  const glyphs = wanted.every((glyph) => glyph !== undefined) ? wanted : [...kept].flatMap((character) => glyphOf(character, own) ?? []);
  const runs: Glyphs[] = [];
  for (const { font, code } of glyphs) {
    if (runs.at(-1)?.font !== font) runs.push({ font, codes: [] });
    runs.at(-1)?.codes.push(code);
  }
  return runs;
}

interface Glyph {
  readonly font: PdfFont;
  readonly code: number;
}

function glyphOf(character: string, font: PdfFont): Glyph | undefined {
  const code = font.codes.get(character);
  return code === undefined ? undefined : { font, code };
}

/** The character in another font of the same weight, as the browser would choose it. */
function elsewhere(character: string, own: PdfFont, fonts: Fonts): Glyph | undefined {
  const weight = (font: PdfFont) => font.name.split('-').at(-1);
  const candidates = fonts.all().filter((font) => font.codes.has(character));
  const isSans = (font: PdfFont) => font.name.includes('Sans') === own.name.includes('Sans');
  const best = candidates.find((font) => weight(font) === weight(own) && isSans(font)) ?? candidates.find(isSans) ?? candidates[0];
  return best && glyphOf(character, best);
}

/**
 * The running section title of each page.
 * @param before title before the first section
 */
export function sectionsOf(
  running: readonly { readonly id: string; readonly text: string }[],
  places: ReadonlyMap<string, number>,
  before = '',
): (page: number) => string {
  const heads = running.map(({ id, text }) => ({ text, page: places.get(id) ?? 0 })).filter(({ page }) => page > 0);
  return (page) => {
    const here = heads.filter((head) => head.page === page);
    // A page where a chapter starts has no section yet; otherwise the first section that starts here, or the current one.
    if (here.some(({ text }) => text === '')) return '';
    return (here[0] ?? heads.findLast((head) => head.page < page))?.text ?? before;
  };
}
