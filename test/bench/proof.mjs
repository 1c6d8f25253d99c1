/**
 * What the proof costs: the pack of `content/` is built with it and without it, turn by turn: by a program whose plan is empty
 * and whose stage gives back what it is given.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { quicker, timed } from './process.mjs';
import { variant } from './variant.mjs';

const nothing = {
  'pipeline/proof/plan.ts': "export const planProof = async () => ({ digest: 'none' });",
  'pipeline/stages/prove.ts':
    'const proof = { strings: {}, images: 0, permitted: 0, short: 0, salt: "" };\n' +
    'export const prove = async (finished) => ({ ...finished, proof });\nexport const proveOlder = async () => {};',
};

/** Writes what a process and its threads have used of processors, as the process itself counts it, when it ends. */
const account = `
if (require('node:worker_threads').isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeFileSync(process.env.BENCH_ACCOUNT, String((user + system) / 1000));
});`;

export async function proof(options) {
  const { root, folder, runs, log } = options;
  const programs = { without: await variant(options, 'unproven', nothing), with: path.join(root, 'dist/cli.js') };
  const turns = [];
  const [hook, told] = [path.join(folder, 'account.cjs'), path.join(folder, 'account')];
  await writeFile(hook, account);
  for (let index = 0; index <= runs; index += 1) {
    log(`proof, turn ${index}`);
    const turn = {};
    for (const [name, cli] of index % 2 === 0 ? Object.entries(programs) : Object.entries(programs).reverse()) {
      const at = (what) => path.join(folder, `proof-${name}-${what}`);
      const args = ['--require', hook, cli, 'build', '--force', '--out', at('out'), '--cache-dir', at('cache')];
      const one = await timed(process.execPath, args, { cwd: root, env: { BENCH_ACCOUNT: told }, withCpu: true });
      turn[name] = { ...one, node: Number(await readFile(told, 'utf8')) };
    }
    // The first turn fills the caches.
    if (index > 0) turns.push(turn);
  }
  const isProven = async (name) => /"salt": "[0-9a-f]+"/.test(await readFile(path.join(folder, `proof-${name}-out/manifest.json`), 'utf8'));
  if (!(await isProven('with')) || (await isProven('without'))) throw new Error('the two programs are not what they should be');
  const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
  const of = (name, key) => quicker(turns.map((turn) => turn[name][key]));
  const row = (title, key) => {
    const [bare, proven] = [of('without', key), of('with', key)];
    // The browser does the same in both, and not twice in the same time: what the proof adds is seen in Node's part alone.
    const whole = of('with', key === 'node' ? 'cpu' : key);
    return [title, seconds(bare), seconds(proven), `${(((proven - bare) / whole) * 100).toFixed(1)} %`];
  };
  return [
    {
      title: 'What the proof costs: a forced build of `content/` with caches held (whole processes, mean of the quicker half of turns)',
      head: ['', 'without', 'with', 'share of the build'],
      rows: [
        row('wall', 'milliseconds'),
        row('processors, browser included', 'cpu'),
        row('processors of Node alone, as a share of those of the whole', 'node'),
      ],
    },
  ];
}
