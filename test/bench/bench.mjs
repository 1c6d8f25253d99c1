/**
 * Times whole editions against one bare Chrome print of the same final HTML, in one run, with the same browser on both sides.
 * Machines are shared and noisy: read the ratios, not the seconds.
 *
 *   npm run bench                  10, 100 and 500 pages, medians of 5
 *   npm run bench -- --runs 3 --pages 10,100
 *   npm run bench -- --finish      what finishing adds to the tagged print, at 100 and 1,000 pages
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
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, pages: { type: 'string' }, finish: { type: 'boolean', default: false } },
});
const runs = Number(values.runs);
const sizes = (values.pages ?? (values.finish ? '100,1000' : '10,100,500')).split(',').map(Number);

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
  if (values.finish) await benchFinishing();
  else await benchEditions();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function benchEditions() {
  const rows = [];
  for (const pages of sizes) rows.push(await benchSize(pages));
  const help = median(await repeat(() => timed(process.execPath, [cli, '--help'])));
  print(rows);
  console.log(`\ndossier --help: ${seconds(help)}`);
  console.log(`Node ${process.version}, ${os.availableParallelism()} cores, medians of ${runs}`);
}

/** What finishing costs: each turn a process that prints and finishes, and a build whose memory is measured. */
async function benchFinishing() {
  console.log(
    'Finishing (tags, metadata, compression; not signing) beside the tagged print of the same pages, both once in a fresh process.\n',
  );
  console.log('| pages | tagged print | finishing | ratio | Chrome’s file | finished file | Node’s memory, build |');
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const size of sizes) {
    const pack = path.join(folder, `pack-${size}`);
    const html = path.join(folder, `final-${size}`);
    await generatePack(pack, size);
    await run(process.execPath, [path.join(root, 'test/bench/final-html.mjs'), pack, html], { cwd: root });
    const turns = await repeat(async () => {
      const { stdout } = await run(process.execPath, [path.join(root, 'test/bench/finish.mjs'), html], { cwd: root });
      return { ...JSON.parse(stdout), build: await memoryOfBuild(pack) };
    });
    const middle = (key) => median(turns.map((turn) => turn[key]));
    const { pages, from, to } = turns[0];
    const ratio = median(turns.map(({ finished, printed }) => finished / printed));
    const kib = (value) => `${Math.round(value / 1024).toLocaleString('en')} KiB`;
    console.log(
      `| ${pages} | ${seconds(middle('printed'))} | ${seconds(middle('finished'))} | ${ratio.toFixed(2)} | ${kib(from)} | ${kib(to)} | ${Math.round(middle('build') / 2 ** 20)} MiB |`,
    );
  }
  console.log(`\nNode ${process.version}, ${os.availableParallelism()} cores, medians of ${runs}`);
}

/** The largest memory of Dossier's own process while it builds, in bytes; the browser's is not counted. */
async function memoryOfBuild(pack) {
  const tell = 'data:text/javascript,process.on("exit",()=>process.stderr.write("#"+process.resourceUsage().maxRSS+"#"))';
  const args = [
    '--import',
    tell,
    cli,
    'build',
    pack,
    '--force',
    '--out',
    path.join(folder, 'out'),
    '--cache-dir',
    path.join(folder, 'cache'),
  ];
  const { stderr } = await run(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
  return Number(/#(\d+)#/.exec(stderr)?.[1]) * 1024;
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
