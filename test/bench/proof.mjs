/**
 * What the proof costs: the pack of `content/` is built with it and without it, turn by turn: by a program whose plan is empty
 * and whose stage gives back what it is given.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { median, timed } from './process.mjs';
import { variant } from './variant.mjs';

const nothing = {
  'pipeline/proof/plan.ts': "export const planProof = async () => ({ digest: 'none' });",
  'pipeline/stages/prove.ts':
    'const proof = { strings: {}, images: 0, permitted: 0, short: 0, salt: "" };\n' +
    'export const prove = async (finished) => ({ ...finished, proof });\nexport const proveOlder = async () => {};',
};

export async function proof(options) {
  const { root, folder, runs, log } = options;
  const programs = { without: await variant(options, 'unproven', nothing), with: path.join(root, 'dist/cli.js') };
  const turns = [];
  for (let index = 0; index <= runs; index += 1) {
    log(`proof, turn ${index}`);
    const turn = {};
    for (const [name, cli] of index % 2 === 0 ? Object.entries(programs) : Object.entries(programs).reverse()) {
      const at = (what) => path.join(folder, `proof-${name}-${what}`);
      const args = [cli, 'build', '--force', '--out', at('out'), '--cache-dir', at('cache')];
      turn[name] = await timed(process.execPath, args, { cwd: root, withCpu: true });
    }
    // The first turn fills the caches.
    if (index > 0) turns.push(turn);
  }
  const isProven = async (name) => /"salt": "[0-9a-f]+"/.test(await readFile(path.join(folder, `proof-${name}-out/manifest.json`), 'utf8'));
  if (!(await isProven('with')) || (await isProven('without'))) throw new Error('the two programs are not what they should be');
  const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
  const row = (title, key) => {
    const [bare, proven] = ['without', 'with'].map((name) => median(turns.map((turn) => turn[name][key])));
    // Each turn by itself, so that a slow minute of the machine falls on both sides.
    const share = median(turns.map((turn) => 1 - turn.without[key] / turn.with[key]));
    return [title, seconds(bare), seconds(proven), `${(share * 100).toFixed(1)} %`];
  };
  return [
    {
      title: 'What the proof costs: a forced build of `content/` with caches held (whole processes)',
      head: ['', 'without', 'with', 'share of the build'],
      rows: [row('wall', 'milliseconds'), row('processors, browser included', 'cpu')],
    },
  ];
}
