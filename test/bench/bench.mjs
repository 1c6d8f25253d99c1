/**
 * How fast Dossier is, against a bare print by the same browser and against other programs, all in one run: read the ratios,
 * not the seconds. What the tables mean stands in README.md beside this file.
 *
 *   npm run bench                                        everything, medians of 5
 *   npm run bench -- --quick                             the same questions in less than 20 minutes
 *   npm run bench -- --only pages,watch --pages 10,100 --runs 3 --peers none
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generatePack } from './generate.mjs';
import { openPeers, peerNames } from './peers.mjs';
import { suites } from './suites.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    pages: { type: 'string' },
    runs: { type: 'string' },
    peers: { type: 'string', default: 'all' },
    'peers-folder': { type: 'string', default: path.join(root, 'node_modules/.cache/dossier-bench') },
    quick: { type: 'boolean', default: false },
  },
});
const list = (text) => text.split(',').map((part) => part.trim());
const chosen = values.only ? list(values.only) : Object.keys(suites);
const unknown = chosen.find((name) => !(name in suites));
if (unknown !== undefined) throw new Error(`no part "${unknown}"; parts: ${Object.keys(suites).join(', ')}`);
const wanted = values.peers === 'all' ? peerNames : values.peers === 'none' ? [] : list(values.peers);

const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-bench-'));
const start = performance.now();
try {
  // Finds and unpacks the browser, which all are given.
  await generatePack(path.join(folder, 'first'), 1);
  execFileSync(process.execPath, [
    path.join(import.meta.dirname, 'final-html.mjs'),
    path.join(folder, 'first'),
    path.join(folder, 'first-html'),
  ]);
  const browser = JSON.parse(await readFile(path.join(folder, 'first-html/browser.json'), 'utf8'));
  const peers = await openPeers(values['peers-folder'], wanted, browser);
  const options = {
    root,
    folder,
    peers,
    browser,
    quick: values.quick,
    runs: Number(values.runs ?? (values.quick ? 3 : 5)),
    pages: list(values.pages ?? '10,100,500,1000').map(Number),
    log: (text) => process.stderr.write(`[${((performance.now() - start) / 1000).toFixed(0)} s] ${text}\n`),
  };
  const cpu = os.cpus()[0]?.model ?? 'unknown processor';
  console.log(`# Bench\n\nNode ${process.version}, ${os.availableParallelism()} cores (${cpu}), medians of ${options.runs}.`);
  const versions = peers.names.map((name) => `${name} ${peers.versions[name]}`).join(', ');
  console.log(`Browser: ${browser.identity}. Peers: ${versions || 'none'}.`);
  for (const name of chosen) {
    options.log(name);
    for (const { title, head, rows, note } of await suites[name](options)) {
      console.log(`\n## ${title}\n\n| ${head.join(' | ')} |\n|${head.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|`);
      for (const row of rows) console.log(`| ${row.join(' | ')} |`);
      if (note) console.log(`\n${note}`);
    }
  }
  options.log('done');
} finally {
  await rm(folder, { recursive: true, force: true });
}
