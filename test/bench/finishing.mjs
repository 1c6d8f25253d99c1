/** What finishing adds to the print: both are timed in one fresh process, as a build has them. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { generatePack } from './generate.mjs';
import { median, timed } from './process.mjs';

const run = promisify(execFile);
const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
const kibibytes = (value) => `${Math.round(value / 1024).toLocaleString('en')} KiB`;

/** Tags, metadata and compression, without signing. */
export async function finish({ root, folder, runs, pages, log }) {
  const rows = [];
  for (const length of pages.filter((one) => one >= 100)) {
    const [pack, html] = [`pack-f${length}`, `html-f${length}`].map((name) => path.join(folder, name));
    await generatePack(pack, length);
    await run(process.execPath, [path.join(root, 'test/bench/final-html.mjs'), pack, html], { cwd: root });
    const turns = [];
    for (let index = 0; index < runs; index += 1) {
      log(`finishing ${length} pages, turn ${index + 1}`);
      const { stdout } = await run(process.execPath, [path.join(root, 'test/bench/finish-print.mjs'), html], { cwd: root });
      turns.push(JSON.parse(stdout));
    }
    const build = [path.join(root, 'dist/cli.js'), 'build', pack, '--force', '--out', `${pack}-out`, '--cache-dir', `${pack}-cache`];
    const { own } = await timed(process.execPath, build, { cwd: root, withMemory: true });
    const middle = (key) => median(turns.map((turn) => turn[key]));
    const ratio = median(turns.map(({ finished, printed }) => finished / printed));
    const [{ pages: count, from, to }] = turns;
    rows.push([
      count,
      seconds(middle('printed')),
      seconds(middle('finished')),
      ratio.toFixed(2),
      kibibytes(from),
      kibibytes(to),
      `${own.toFixed(0)} MiB`,
    ]);
  }
  return [
    {
      title: 'Finishing (tags, metadata, compression; not signing) beside the tagged print of the same pages',
      head: ['pages', 'tagged print', 'finishing', 'ratio', 'Chrome’s file', 'finished file', 'Node’s peak in a build'],
      rows,
    },
  ];
}
