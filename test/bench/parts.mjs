/**
 * What it takes Chrome to print a long document at once, in the pieces that Dossier makes of it one after the other, side by
 * side, and one piece of it, up to the tagged files; and what joining finished pieces takes. FINAL-HTML RUNS.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { launch } from './browser.mjs';

const [folder, runs] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../..');

/** Cutting is inside the program; here it is wanted alone. */
async function loadSplit() {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'dossier-split-')), 'split.mjs');
  const bundle = await rolldown({ input: path.join(root, 'pipeline/render/split.ts'), platform: 'node', logLevel: 'silent' });
  await bundle.write({ file, format: 'esm' });
  const loaded = await import(pathToFileURL(file).href);
  await rm(path.dirname(file), { recursive: true });
  return loaded;
}

const { piecesOf } = await loadSplit();
const whole = path.join(folder, 'index.html');
const pieces = await Promise.all(
  piecesOf(await readFile(whole, 'utf8'), 0).map(async (html, index) => {
    const file = path.join(folder, `piece-${index}.html`);
    await writeFile(file, html);
    return file;
  }),
);
const browser = await launch(folder);
const [one, other] = [await browser.newPage(), await browser.newPage()];

async function print(page, file) {
  await page.goto(`file://${file}`, { waitUntil: 'load' });
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}
async function drain(page, files) {
  for (let file = files.shift(); file; file = files.shift()) await print(page, file);
}
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const ways = {
  whole: () => print(one, whole),
  inTurn: () => drain(one, [...pieces]),
  sideBySide: async () => {
    const files = [...pieces];
    await Promise.all([drain(one, files), drain(other, files)]);
  },
  single: () => print(one, pieces[1]),
};
const times = { whole: [], inTurn: [], sideBySide: [], single: [] };
for (let turn = 0; turn <= Number(runs); turn += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const taken = await timed(way);
    if (turn > 0) times[name].push(taken);
  }
}
await browser.close();
await Promise.all(pieces.map((file) => rm(file)));
process.stdout.write(JSON.stringify({ times, pieces: pieces.length }));
