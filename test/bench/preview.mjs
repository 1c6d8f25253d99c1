/**
 * The preview as people have it: the command, a browser that looks at it, and one paragraph or bullet that says something new, again
 * and again. From the write of the source to what is drawn in the browser. PACK FINAL-HTML CACHE FILE VIEW RUNS EDITS.
 *
 * - FILE is edited: its first plain words after line 2.
 * - EDITS more saves follow, and memory is measured at each fiftieth after a collection: what Node and the page hold.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from './browser.mjs';

const [pack, html, cache, name, view, runs, edits] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(pack, name);
const text = await readFile(file, 'utf8');

const held = path.join(import.meta.dirname, 'held.mjs');
const args = ['--expose-gc', '--import', held, path.join(root, 'dist/cli.js'), 'preview', pack, '--port', '0', '--cache-dir', cache];
const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const { value: url } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
const browser = await launch(html);
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
const client = await page.createCDPSession();

let turn = 0;
/** Words that are nowhere else. */
const word = () => `now${turn}q`;
const first = /^(- )?(\w+ \w+) /m;
const changed = () => text.replace(first, (_, bullet = '', words) => `${bullet}${words} ${word()} `);
/** Everything that is drawn: of pages their text, which follows the drawing; of frames what is shown of them. */
const isSeen = (wanted) => {
  const frames = [...document.querySelectorAll('iframe')]
    .filter((frame) => frame.checkVisibility())
    .map((frame) => frame.contentDocument?.body);
  return (
    [...document.querySelectorAll('.text-layer')].some((layer) => layer.textContent.includes(wanted)) ||
    // Reading what is shown makes the browser lay it out: it is asked only if the words are there at all.
    frames.some((body) => body?.textContent.includes(wanted) && body.innerText.includes(wanted))
  );
};
/** Resolves, with the time of day, when a frame with these words was drawn: what is asked for in a frame runs before it is drawn, and a task after it. */
const seen = (wanted) =>
  page.evaluate(
    (given, test) =>
      new Promise((resolve) => {
        const isThere = new Function(`return ${test}`)();
        const look = () => {
          if (isThere(given)) setTimeout(() => resolve(performance.timeOrigin + performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    wanted,
    isSeen.toString(),
  );

/** Saves, and waits until it is seen. */
async function save() {
  turn += 1;
  const waiting = seen(word());
  const start = performance.timeOrigin + performance.now();
  await writeFile(file, changed());
  return (await waiting) - start;
}

/** In MiB. Prints that are under way end first: they hold what they print. */
async function memory() {
  await page.waitForFunction(() => /Built in/.test(document.querySelector('.state')?.textContent ?? ''), { timeout: 60_000 });
  await client.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes } = await page.metrics();
  const answer = once(server, 'message');
  server.send('held');
  return { ...(await answer)[0], page: JSHeapUsedSize / 2 ** 20, nodes: Nodes };
}

/** Edits between two looks at memory. */
const every = 50;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const times = [];
const steps = [];
try {
  await page.setBypassCSP(true);
  await page.goto(`${url}&view=${view}${view === 'slides' ? '&kind=slides' : ''}`);
  await page.waitForSelector('.text-layer span, .stage canvas, .flow-frame', { timeout: 120_000 });
  await page.waitForFunction(() => /Built in/.test(document.querySelector('.state')?.textContent ?? ''), { timeout: 120_000 });
  if (view !== 'flow') {
    // The page with the words that change is in sight.
    const { origin, searchParams } = new URL(url);
    const place = { file, line: text.slice(0, text.search(first)).split('\n').length };
    const headers = { 'content-type': 'application/json', 'x-dossier-token': searchParams.get('token') };
    const answer = await fetch(`${origin}/at`, { method: 'POST', headers, body: JSON.stringify(place) });
    if (!answer.ok) throw new Error(`the place is not known: ${await answer.text()}`);
    await pause(1500);
  }
  for (let index = 0; index <= Number(runs); index += 1) {
    const time = await save();
    // The first turn warms everything.
    if (index > 0) times.push(time);
    await pause(view === 'pages' ? 400 : 1500);
  }
  for (let index = 1; index <= Number(edits); index += 1) {
    await save();
    if (index % every === 0 || index === Number(edits)) steps.push({ edits: index, ...(await memory()) });
  }
} finally {
  await writeFile(file, text);
  await browser.close();
  server.kill('SIGTERM');
}
process.stdout.write(JSON.stringify({ times, held: steps }));
process.exit(0);
