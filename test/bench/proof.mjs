/**
 * What the proof costs: the pack of `content/` is built with it and without it, turn by turn: by a program whose plan is empty
 * and whose stage gives back what it is given.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { quicker, timed } from './process.mjs';
import { variant } from './variant.mjs';

const nothing = {
  'pipeline/prove/plan.ts': "export const planProof = async () => ({ digest: 'none' });",
  'pipeline/prove/prove.ts':
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
  // Both compile their code anew: which functions of it are kept depends on the first run.
  const programs = { without: await variant(options, 'unproven', nothing), with: await variant(options, 'proven', {}) };
  const [hook, told] = [path.join(folder, 'account.cjs'), path.join(folder, 'account')];
  await writeFile(hook, account);
  const at = (name, what) => path.join(folder, `proof-${name}-${what}`);
  const build = async (name, isFirst) => {
    if (isFirst) for (const what of ['out', 'cache']) await rm(at(name, what), { recursive: true, force: true });
    const args = ['--require', hook, programs[name], 'build', '--force', '--out', at(name, 'out'), '--cache-dir', at(name, 'cache')];
    const one = await timed(process.execPath, args, { cwd: root, env: { BENCH_ACCOUNT: told }, withCpu: true });
    return { ...one, node: Number(await readFile(told, 'utf8')) };
  };
  const turns = { first: [], again: [] };
  for (let index = 0; index <= runs; index += 1) {
    log(`proof, turn ${index}`);
    for (const which of Object.keys(turns)) {
      const turn = {};
      for (const name of index % 2 === 0 ? ['without', 'with'] : ['with', 'without']) turn[name] = await build(name, which === 'first');
      // Before the first turn nothing of the programs is compiled.
      if (index > 0) turns[which].push(turn);
    }
  }
  const isProven = async (name) => /"salt": "[0-9a-f]+"/.test(await readFile(path.join(folder, `proof-${name}-out/manifest.json`), 'utf8'));
  if (!(await isProven('with')) || (await isProven('without'))) throw new Error('the two programs are not what they should be');
  const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
  const row = (title, which, key) => {
    const of = (name, value) => quicker(turns[which].map((turn) => turn[name][value]));
    const [bare, proven] = [of('without', key), of('with', key)];
    // The browser does the same in both, and not twice in the same time: what the proof adds is seen in Node's part alone.
    const whole = of('with', key === 'node' ? 'cpu' : key);
    return [title, seconds(bare), seconds(proven), `${(((proven - bare) / whole) * 100).toFixed(1)} %`];
  };
  const rows = (title, which) => [
    row(`${title}: wall`, which, 'milliseconds'),
    row('processors, browser included', which, 'cpu'),
    row('processors of Node alone, as a share of those of the whole', which, 'node'),
  ];
  return [
    {
      title: 'What the proof costs in builds of `content/` (whole processes, means of the quicker half of turns)',
      head: ['', 'without', 'with', 'share of the build'],
      rows: [...rows('first build', 'first'), ...rows('forced build, caches held', 'again')],
    },
  ];
}
