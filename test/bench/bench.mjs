/**
 * Times whole editions against one bare Chrome print of the same final HTML, in one run, with the same browser on both sides.
 * Machines are shared and noisy: read the ratios, not the seconds.
 *
 *   npm run bench                  10, 100 and 500 pages, medians of 5
 *   npm run bench -- --runs 3 --pages 10,100
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { generatePack } from './generate.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const cli = path.join(root, 'dist/cli.js');
const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, pages: { type: 'string', default: '10,100,500' } } });
const runs = Number(values.runs);
const sizes = values.pages.split(',').map(Number);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;

/** Wall time of a whole process, in milliseconds. */
async function timed(file, args, env = {}) {
  const start = performance.now();
  await run(file, args, { cwd: root, env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
  return performance.now() - start;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-bench-'));
try {
  const rows = [];
  for (const pages of sizes) rows.push(await benchSize(pages));
  const help = median(await repeat(() => timed(process.execPath, [cli, '--help'])));
  print(rows);
  console.log(`\ndossier --help: ${seconds(help)}`);
  console.log(`Node ${process.version}, ${os.availableParallelism()} cores, medians of ${runs}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function repeat(work) {
  const times = [];
  for (let index = 0; index < runs; index += 1) times.push(await work());
  return times;
}

async function benchSize(pages) {
  const pack = path.join(folder, `pack-${pages}`);
  await generatePack(pack, pages);
  const out = path.join(folder, `out-${pages}`);
  const cache = path.join(folder, `cache-${pages}`);
  const html = path.join(folder, `final-${pages}`);
  const build = ['build', pack, '--out', out, '--cache-dir', cache];
  // The final HTML with its files, as the render stage gets it; also warms the disk.
  await timed(process.execPath, [path.join(root, 'test/bench/final-html.mjs'), pack, html]);
  const edition = [];
  const bare = [];
  const unchanged = [];
  // Turn by turn, so that a slow minute of the machine falls on both sides.
  for (let index = 0; index < runs; index += 1) {
    bare.push(await timed(process.execPath, [path.join(root, 'test/bench/bare-print.mjs'), html, `${html}.pdf`]));
    edition.push(await timed(process.execPath, [cli, ...build, '--force']));
    unchanged.push(await timed(process.execPath, [cli, ...build]));
  }
  const { artifacts } = JSON.parse(await readFile(path.join(out, 'manifest.json'), 'utf8'));
  return { pages: artifacts[0].pages, bare: median(bare), edition: median(edition), unchanged: median(unchanged) };
}

function print(rows) {
  console.log('Whole cold processes: from Markdown to finished PDF, and one bare print (tagged, with outline) of the same final HTML.\n');
  console.log('| pages | bare print | whole edition | ratio | unchanged build |');
  console.log('| ---: | ---: | ---: | ---: | ---: |');
  for (const { pages, bare, edition, unchanged } of rows) {
    console.log(`| ${pages} | ${seconds(bare)} | ${seconds(edition)} | ${(edition / bare).toFixed(2)} | ${seconds(unchanged)} |`);
  }
}
