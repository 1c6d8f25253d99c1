/**
 * What finishing costs: by itself, beside the print, in one fresh process; and what it adds to a build, in which it goes on
 * while the browser prints: by a program that leaves prints as they are.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { generatePack } from './generate.mjs';
import { median, quicker, timed } from './process.mjs';
import { variant } from './variant.mjs';

const run = promisify(execFile);
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
const kibibytes = (value) => `${Math.round(value / 1024).toLocaleString('en')} KiB`;

const nothing = {
  'pipeline/finish/join.ts': `
    export const finishPiece = async (bytes) => ({ bytes, hash: '', unfilled: 0, fonts: [] });
    export const joinPieces = () => { throw new Error('no packs here'); };
    export const finishPieces = ([{ bytes }]) => ({ bytes, room: null, pages: 1, fonts: [], unfilled: 0 });`,
};

/** Tags, metadata and compression, without signing. */
export async function finish({ root, folder, runs, pages, log }) {
  const rows = [];
  // What a build does in the page before it prints.
  const hyphens = path.join(folder, 'hyphens.mjs');
  const bundle = await rolldown({ input: path.join(root, 'pipeline/render/hyphens.ts'), logLevel: 'silent' });
  await bundle.write({ file: hyphens, format: 'esm' });
  // Both compile their code anew: which functions of it are kept depends on the first run.
  const [whole, bare] = [await variant({ root, folder }, 'finished', {}), await variant({ root, folder }, 'unfinished', nothing)];
  const programs = { whole, bare };
  for (const length of pages.filter((one) => one >= 100)) {
    const [pack, html] = [`pack-f${length}`, `html-f${length}`].map((name) => path.join(folder, name));
    await generatePack(pack, length);
    await run(process.execPath, [path.join(root, 'test/bench/final-html.mjs'), pack, html], { cwd: root });
    const turns = [];
    const print = async () => {
      const { stdout } = await run(process.execPath, [path.join(root, 'test/bench/finish-print.mjs'), html, hyphens], { cwd: root });
      turns.push(JSON.parse(stdout));
    };
    const built = { whole: [], bare: [] };
    const build = async (name, options = {}) => {
      const [out, cache] = ['out', 'cache'].map((what) => `${pack}-${name}-${what}`);
      for (const place of [out, cache]) await rm(place, { recursive: true, force: true });
      return timed(process.execPath, [programs[name], 'build', pack, '--out', out, '--cache-dir', cache], { cwd: root, ...options });
    };
    for (let index = 0; index <= 2 * runs; index += 1) {
      log(`print, and builds of ${length} pages with and without finishing, turn ${index}`);
      // In the same minutes, which are quicker or slower for all of them.
      if (index % 2 === 1) await print();
      for (const name of index % 2 === 0 ? ['bare', 'whole'] : ['whole', 'bare']) {
        const { milliseconds } = await build(name);
        // The first run keeps the program's compiled code.
        if (index > 0) built[name].push(milliseconds);
      }
    }
    const added = quicker(built.whole) - quicker(built.bare);
    const { own } = await build('whole', { withMemory: true });
    const mean = (key) => quicker(turns.map((turn) => turn[key]));
    const ratio = median(turns.map(({ finished, printed }) => finished / printed));
    const [{ pages: count, from, to }] = turns;
    rows.push([
      count,
      seconds(mean('printed')),
      seconds(mean('finished')),
      ratio.toFixed(2),
      seconds(added),
      (added / mean('printed')).toFixed(2),
      kibibytes(from),
      kibibytes(to),
      `${own.toFixed(0)} MiB`,
    ]);
  }
  return [
    {
      title:
        'Finishing (tags, metadata, compression; not signing) beside the tagged print of the same pages (means of the quicker half of turns)',
      head: [
        'pages',
        'tagged print',
        'finishing by itself',
        'ratio',
        'it adds to a build',
        'ratio',
        'Chrome’s file',
        'finished file',
        'Node’s peak in a build',
      ],
      rows,
    },
  ];
}
