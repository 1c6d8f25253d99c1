/** Makes `dist/`: the command line in a few files, so that it starts fast, and the index of the fonts. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Font, openSync } from 'fontkit';
import { defineConfig, type Plugin } from 'rolldown';

const families = [
  { family: 'Source Serif 4', package: 'source-serif-4', faces: ['400', '400i', '600', '600i'] },
  { family: 'Source Sans 3', package: 'source-sans-3', faces: ['400', '400i', '600', '600i'] },
  { family: 'IBM Plex Mono', package: 'ibm-plex-mono', faces: ['400', '600'] },
  { family: 'Noto Serif JP', package: 'noto-serif-jp', faces: ['400', '600'] },
  { family: 'Noto Sans JP', package: 'noto-sans-jp', faces: ['400', '600'] },
];

/** Reads from the font files which characters they have: what their style sheets declare is more than that. */
function fontIndex(): Plugin {
  return {
    name: 'font-index',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'fonts.json', source: JSON.stringify(families.map(indexFamily)) });
    },
  };
}

function indexFamily({ family, package: name, faces }: (typeof families)[number]) {
  const folder = path.join(process.cwd(), 'node_modules', '@fontsource', name);
  const json = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const declared = Object.keys(json('unicode.json') as Record<string, string>);
  const fileOf = (slice: string) => path.join(folder, 'files', `${name}-${slice.replace(/[[\]]/g, '')}-400-normal.woff2`);
  const indexSlice = (slice: string) => {
    const font = openSync(fileOf(slice)) as Font;
    return { name: slice, range: toRange(font.characterSet.filter((point) => point >= 32)) };
  };
  // One file with the two levels of JIS X 0208, beside the hundred slices.
  const whole = existsSync(fileOf('japanese')) ? indexSlice('japanese') : undefined;
  const slices = declared.map(indexSlice);
  const parsed = faces.map((face) => ({ weight: Number.parseInt(face, 10), style: face.endsWith('i') ? 'italic' : 'normal' }));
  return { family, package: name, version: json('package.json').version, faces: parsed, slices, whole };
}

function toRange(points: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const point of [...new Set(points)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else spans.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return spans.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

export default defineConfig({
  input: { cli: 'pipeline/cli.ts', index: 'pipeline/index.ts' },
  platform: 'node',
  // Found on disk at run time, or shared with the user's own code.
  external: [/^puppeteer/, /^@sparticuz\//, /^@fontsource\//],
  output: { dir: 'dist', format: 'esm', cleanDir: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  plugins: [fontIndex()],
});
