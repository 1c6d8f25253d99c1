/**
 * Whether a long document is sooner done in parts: whole, in two halves side by side, and with one chapter printed again, each
 * up to one tagged file. Page numbers in the margins and links between parts, which parts would need besides, are left out:
 * they would only make parts dearer. FINAL-HTML RUNS.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { launch } from './browser.mjs';

const [folder, runs] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../..');

/** Joining is inside the program; here it is wanted alone. */
async function loadJoin() {
  const entry = path.join(await mkdtemp(path.join(os.tmpdir(), 'dossier-join-')), 'join.ts');
  const from = (file) => JSON.stringify(path.join(root, 'pipeline/pdf', file));
  await writeFile(
    entry,
    `export { join } from ${from('join/index.ts')};\nexport { PdfDocument, write } from ${from('objects/index.ts')};\n`,
  );
  const file = entry.replace(/\.ts$/, '.mjs');
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file, format: 'esm' });
  const loaded = await import(pathToFileURL(file).href);
  await rm(path.dirname(entry), { recursive: true });
  return loaded;
}

const { join, PdfDocument, write } = await loadJoin();
const browser = await launch(folder);

const html = await readFile(path.join(folder, 'index.html'), 'utf8');
const starts = [...html.matchAll(/<section class="chapter"/g)].map(({ index }) => index);
const ends = [...starts.slice(1), html.indexOf('</section>', html.lastIndexOf('</header>')) + '</section>'.length];
const body = html.indexOf('>', html.indexOf('<body')) + 1;
const chapters = starts.map((start, index) => html.slice(start, ends[index]));
const part = (from, to, withFront) => `${html.slice(0, withFront ? starts[0] : body)}${chapters.slice(from, to).join('')}</body></html>`;
const middle = Math.ceil(chapters.length / 2);

let files = 0;
async function print(text) {
  files += 1;
  const file = path.join(folder, `part-${files}.html`);
  await writeFile(file, text);
  const page = await browser.newPage();
  await page.goto(`file://${file}`, { waitUntil: 'load' });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  await page.close();
  await rm(file);
  return pdf;
}
const joined = (pdfs) => write(join(pdfs.map((pdf) => ({ document: PdfDocument.read(pdf) }))));

async function timed(work) {
  const start = performance.now();
  const value = await work();
  return [performance.now() - start, value];
}

const ready = [];
for (const [index] of chapters.entries()) ready.push(await print(part(index, index + 1, index === 0)));
const times = { whole: [], halves: [], joinHalves: [], chapter: [], joinChapters: [] };
let bytes = {};
for (let turn = 0; turn <= Number(runs); turn += 1) {
  const [whole, one] = await timed(() => print(html));
  const [halves, two] = await timed(() => Promise.all([print(part(0, middle, true)), print(part(middle, chapters.length, false))]));
  const [joinHalves, fromTwo] = await timed(() => joined(two));
  const [chapter, changed] = await timed(() => print(part(1, 2, false)));
  const [joinChapters, fromAll] = await timed(() => joined(ready.map((pdf, index) => (index === 1 ? changed : pdf))));
  bytes = { whole: one.length, halves: fromTwo.length, chapters: fromAll.length };
  if (turn === 0) continue;
  for (const [name, value] of Object.entries({ whole, halves, joinHalves, chapter, joinChapters })) times[name].push(value);
}
await browser.close();
process.stdout.write(JSON.stringify({ times, bytes, chapters: chapters.length }));
