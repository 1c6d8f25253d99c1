/**
 * What the proof costs: the pack of `content/` is built with it and without it, turn by turn. Dossier itself has no switch
 * for that, so a second program is bundled whose plan is empty and whose stage gives back what it is given.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { median, timed } from './process.mjs';

const nothing = {
  'pipeline/proof/plan.ts': "export const planProof = async () => ({ digest: 'none' });",
  'pipeline/stages/prove.ts':
    'const proof = { strings: {}, images: 0, permitted: 0, short: 0, salt: "" };\n' +
    'export const prove = async (finished) => ({ ...finished, proof });\nexport const proveOlder = async () => {};',
};

/** Dossier without the proof, in a folder of its own. Gives its command. */
async function withoutProof({ root, folder }) {
  const home = path.join(folder, 'unproven');
  await mkdir(home);
  const { default: config } = await loadConfig(root, home);
  const replaced = {
    name: 'nothing',
    load: (id) => nothing[path.relative(root, id).split(path.sep).join('/')],
  };
  // Everything beside the program's own files is that of the one that is there.
  const own = config.plugins.filter(({ name }) => ['plain-visits', 'unneeded', 'scripts'].includes(name));
  const bundle = await rolldown({ ...config, cwd: root, plugins: [replaced, ...own], logLevel: 'silent' });
  await cp(path.join(root, 'dist'), path.join(home, 'dist'), { recursive: true, filter: (file) => path.basename(file) !== 'code' });
  await bundle.write({ ...config.output, dir: path.join(home, 'dist'), cleanDir: false });
  // Compiled code is kept by this name: another program has another.
  const version = await readFile(path.join(root, 'dist/version'), 'utf8');
  await writeFile(path.join(home, 'dist/version'), createHash('sha256').update(`without proof ${version}`).digest('hex'));
  await cp(path.join(root, 'templates'), path.join(home, 'templates'), { recursive: true });
  await cp(path.join(root, 'package.json'), path.join(home, 'package.json'));
  await symlink(path.join(root, 'node_modules'), path.join(home, 'node_modules'));
  return path.join(home, 'dist/cli.js');
}

/** The configuration is TypeScript, and Node 20 reads none. */
async function loadConfig(root, home) {
  const file = path.join(home, 'config.mjs');
  const bundle = await rolldown({
    input: path.join(root, 'pipeline/rolldown.config.ts'),
    platform: 'node',
    external: /^(?!\.|\/)/,
    logLevel: 'silent',
  });
  await bundle.write({ file, format: 'esm' });
  // Packages are found from where the program is.
  const place = path.join(root, 'node_modules/.cache', `bench-config-${process.pid}.mjs`);
  await mkdir(path.dirname(place), { recursive: true });
  await rename(file, place).catch(async () => writeFile(place, await readFile(file)));
  try {
    return await import(place);
  } finally {
    await rm(place, { force: true });
  }
}

export async function proof(options) {
  const { root, folder, runs, log } = options;
  const programs = { without: await withoutProof(options), with: path.join(root, 'dist/cli.js') };
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
