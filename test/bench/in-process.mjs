/**
 * Times in one process, turn by turn: a bare print with a warm browser, a rebuild after one paragraph changed, and the same
 * with the watch, from the write of the source to the finished PDF. PACK FINAL-HTML OUTPUT CACHE RUNS.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDossier, watchDossier } from '../../dist/index.js';
import { launch } from './browser.mjs';

const [pack, html, output, cacheFolder, runs] = process.argv.slice(2);
const browser = await launch(html);

async function bare() {
  const start = performance.now();
  const page = await browser.newPage();
  await page.goto(`file://${path.join(html, 'index.html')}`, { waitUntil: 'load' });
  await writeFile(`${html}.pdf`, await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }));
  const milliseconds = performance.now() - start;
  await page.close();
  return milliseconds;
}

const dossier = createDossier({ packs: [pack], output, cacheFolder });
await dossier.build();
dossier.warm();
const chapter = path.join(pack, '001-chapter.md');
const text = await readFile(chapter, 'utf8');
let turn = 0;
/** The first paragraph says something new each time, in as many words, so that pages stay as they are. */
const changed = () => {
  turn += 1;
  return text.replace(/^(\w+ \w+) /m, (_, words) => `${words} ${['now', 'new', 'own', 'old'][turn % 4]}${turn} `).replace(/\n$/, '');
};

const times = { bare: [], rebuild: [], watch: [] };
const check = ({ artifacts, failed }) => {
  if (failed.length > 0 || artifacts.some(({ unchanged }) => unchanged)) throw new Error('the change was not printed');
};
for (let index = 0; index <= Number(runs); index += 1) {
  const bareTime = await bare();
  await writeFile(chapter, changed());
  const start = performance.now();
  check(await dossier.rebuild([chapter]));
  const rebuild = performance.now() - start;
  // The first turn warms both sides.
  if (index > 0) times.bare.push(bareTime);
  if (index > 0) times.rebuild.push(rebuild);
}
let built = () => {};
const watch = await watchDossier(dossier, {
  roots: [pack],
  ignored: [output],
  onBuilt: (result) => built(result),
  onError: (cause) => {
    throw cause;
  },
});
for (let index = 0; index <= Number(runs); index += 1) {
  const done = new Promise((resolve) => {
    built = resolve;
  });
  const start = performance.now();
  await writeFile(chapter, changed());
  check(await done);
  if (index > 0) times.watch.push(performance.now() - start);
  // As people do: the next save comes later.
  await new Promise((resolve) => setTimeout(resolve, 300));
}
await watch.close();
await writeFile(chapter, text);
await Promise.all([dossier.close(), browser.close()]);
process.stdout.write(JSON.stringify(times));
process.exit(0);
