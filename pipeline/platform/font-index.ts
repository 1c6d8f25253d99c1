/** Build step: which characters the fonts' files have, and which files Dossier needs of them (see rolldown.config.ts). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Font, openSync } from 'fontkit';
import { type FontFamily, fileOf, isTextFace, type Slice, spansOf } from './font-css.ts';
import { type Family, families, moreFamilies } from './font-families.ts';
import { chinesePoints } from './han.ts';

/** The characters that the font files really contain: their style sheets declare more. */
export function fontIndexes(): { readonly base: readonly FontFamily[]; readonly more: readonly FontFamily[] } {
  const base = families.map((family) => indexFamily(family));
  const latin = base.filter(isTextFace);
  const taken = new Set(latin.flatMap(({ slices }) => slices.flatMap(({ spans }) => pointsOf(spans))));
  return { base, more: moreFamilies.map((family) => indexFamily(family, taken)) };
}

/** Zero-width joiners and the circle that shows where a mark is belong to each script. */
const ofEveryScript = new Set([0x200c, 0x200d, 0x25cc]);

/** East Asian faces draw the tick like the sign of a root: all documents take it from a face with signs. */
const tick = 0x2713;

/** Marks and signs that no script has to itself. */
const isCommon = (point: number): boolean => point < 0x300 || (point >= 0x2000 && point < 0x2c00);

/** @param taken characters of text faces, which other families do not set */
function indexFamily({ faces, slices: chosen, whole: wholeName, ...family }: Family, taken?: ReadonlySet<number>): FontFamily {
  const name = family.package;
  const declared =
    chosen ?? Object.keys(json(name, 'unicode.json') as Record<string, string>).filter((slice) => !taken || slice.startsWith('['));
  const indexSlice = (slice: string, but?: ReadonlySet<number>): Slice & { points: readonly number[] } => {
    const font = openSync(pathOf(name, slice, 400)) as Font;
    refuseUndrawn(font, `${name}, ${slice}`);
    const isFree = (point: number) => {
      if (family.han && point === tick) return false;
      if (family.only === 'lines') return point >= 0x2500 && point < 0x25a0;
      if (!taken || family.only || ofEveryScript.has(point)) return true;
      if (family.isScript && isCommon(point)) return false;
      return !taken.has(point) || (family.han?.startsWith('zh') === true && chinesePoints.includes(point));
    };
    const points = font.characterSet.filter((point) => point >= 32 && isFree(point) && !but?.has(point));
    return { name: slice, spans: spansOf(points), points };
  };
  const whole = wholeName === undefined ? undefined : indexSlice(wholeName);
  // Of those that only some documents need, slices are for what the large file lacks.
  const rest = taken && whole ? new Set(whole.points) : undefined;
  const slices = declared.map((slice) => indexSlice(slice, rest)).filter(({ points }) => points.length > 0);
  return {
    ...family,
    version: (json(name, 'package.json') as { version: string }).version,
    faces: faces.map((face) => ({ weight: Number.parseInt(face, 10), style: face.endsWith('i') ? 'italic' : 'normal' })),
    // Rare letters are there in one weight. Korean has its Han letters in slices, rare or not.
    slices: slices.map(({ points: _, ...slice }) => (rest && family.han !== 'ko' ? { ...slice, isRare: true } : slice)),
    ...(rest && { isWholeFirst: true }),
    ...(whole && { whole: { name: whole.name, spans: whole.spans } }),
  };
}

/**
 * Chrome draws outlines, in colour where they have layers (`COLR`). It prints nothing of drawings in SVG, while their text
 * can be copied.
 */
export function refuseUndrawn(font: Font, what: string): void {
  const { tables } = (font as unknown as { directory: { tables: Record<string, unknown> } }).directory;
  const has = (tag: string) => tables[tag] !== undefined;
  if (!has('COLR') && (has('SVG ') || has('CBDT') || has('sbix')))
    throw new Error(`the font ${what} has drawings that Chrome does not print`);
}

const folderOf = (name: string) => path.join(process.cwd(), 'node_modules', '@fontsource', name);
const json = (name: string, file: string): unknown => JSON.parse(readFileSync(path.join(folderOf(name), file), 'utf8'));
const pathOf = (name: string, slice: string, weight: number, style = 'normal') =>
  path.join(folderOf(name), 'files', fileOf(name, slice, weight, style));

/** Every file that a document may use. */
export function fontFiles(all: readonly FontFamily[]): ReadonlySet<string> {
  const files = all.flatMap(({ package: name, faces, slices, whole }) =>
    [...slices, ...(whole ? [whole] : [])].flatMap((slice) =>
      (slice.isRare ? faces.slice(0, 1) : faces).map(({ weight, style }) => pathOf(name, slice.name, weight, style)),
    ),
  );
  return new Set(files);
}

/** Character widths for drawings, in thousandths of the font size, because Node cannot measure text. */
export function widths() {
  const table = (weight: number) => {
    const font = openSync(pathOf('source-sans-3', 'latin', weight)) as Font;
    const points = font.characterSet.filter((point) => point >= 32 && point < 0x2100);
    return Object.fromEntries(
      points.map((point) => [
        String.fromCodePoint(point),
        Math.round((font.glyphForCodePoint(point).advanceWidth * 1000) / font.unitsPerEm),
      ]),
    );
  };
  return { regular: table(400), bold: table(600) };
}

function pointsOf(spans: readonly number[]): number[] {
  const points: number[] = [];
  for (let at = 0; at < spans.length; at += 2)
    for (let point = spans[at] as number; point <= (spans[at + 1] as number); point++) points.push(point);
  return points;
}
