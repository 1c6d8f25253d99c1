/** The bundled font families and the contents of their files. Runs at build time (see rolldown.config.ts). */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Font, openSync } from 'fontkit';

interface Family {
  readonly family: string;
  readonly package: string;
  readonly faces: readonly string[];
  readonly only?: 'math';
  /** Slices to choose from; all of them by default. */
  readonly slices?: readonly string[];
}

const families: readonly Family[] = [
  { family: 'Source Serif 4', package: 'source-serif-4', faces: ['400', '400i', '600', '600i'] },
  { family: 'Source Sans 3', package: 'source-sans-3', faces: ['400', '400i', '600', '600i'] },
  { family: 'IBM Plex Mono', package: 'ibm-plex-mono', faces: ['400', '600'] },
  { family: 'Noto Serif JP', package: 'noto-serif-jp', faces: ['400', '600'] },
  { family: 'Noto Sans JP', package: 'noto-sans-jp', faces: ['400', '600'] },
  { family: 'Noto Naskh Arabic', package: 'noto-naskh-arabic', faces: ['400', '600'], slices: ['arabic'] },
  { family: 'Noto Serif Hebrew', package: 'noto-serif-hebrew', faces: ['400', '600'], slices: ['hebrew'] },
  // Only for formulas: no other text may fall back to it.
  { family: 'STIX Two Math', package: 'stix-two-math', faces: ['400'], only: 'math' },
];

/** The characters that the font files really contain: their style sheets declare more. */
export const fontIndexes = () => families.map(indexFamily);

function indexFamily({ family, package: name, faces, only, slices: chosen }: Family) {
  const folder = path.join(process.cwd(), 'node_modules', '@fontsource', name);
  const json = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const declared = chosen ?? Object.keys(json('unicode.json') as Record<string, string>);
  const fileOf = (slice: string) => path.join(folder, 'files', `${name}-${slice.replace(/[[\]]/g, '')}-400-normal.woff2`);
  const indexSlice = (slice: string) => {
    const font = openSync(fileOf(slice)) as Font;
    return { name: slice, spans: toSpans(font.characterSet.filter((point) => point >= 32)) };
  };
  // One file with both levels of JIS X 0208, beside the hundred slices.
  const whole = existsSync(fileOf('japanese')) ? indexSlice('japanese') : undefined;
  const slices = declared.map(indexSlice);
  const parsed = faces.map((face) => ({ weight: Number.parseInt(face, 10), style: face.endsWith('i') ? 'italic' : 'normal' }));
  return { family, package: name, version: json('package.json').version, faces: parsed, slices, whole, only };
}

/** Character widths for drawings, in thousandths of the font size, because Node cannot measure text. */
export function widths() {
  const table = (weight: number) => {
    const file = path.join(process.cwd(), 'node_modules/@fontsource/source-sans-3/files', `source-sans-3-latin-${weight}-normal.woff2`);
    const font = openSync(file) as Font;
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

/** Ranges as a flat list: from, to, from, to. */
function toSpans(points: readonly number[]): number[] {
  const spans: number[] = [];
  for (const point of [...new Set(points)].sort((a, b) => a - b)) {
    if (spans.at(-1) === point - 1) spans[spans.length - 1] = point;
    else spans.push(point, point);
  }
  return spans;
}
