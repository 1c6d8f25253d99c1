/**
 * Dossier as npm would publish it, installed into an empty folder without development packages: it builds a pack that needs
 * everything that stays outside of the bundle.
 *
 *   npm run test:packed
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const home = path.resolve(import.meta.dirname, '..');

function run(program, args, cwd, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => {
        texts[name] += text;
      });
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }));
  });
}

async function succeed(...args) {
  const result = await run(...args);
  if (result.code !== 0)
    throw new Error(
      `${args[0]} ${args[1].join(' ')}: exit code ${result.code}\n${result.stdout.slice(-3000)}${result.stderr.slice(-3000)}`,
    );
  return result.stdout;
}

/** Megabytes of a folder, without one of its folders. */
async function sizeOf(root, without) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !path.relative(root, entry.parentPath).split(path.sep).includes(without));
  const sizes = await Promise.all(files.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size));
  return sizes.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** What each package outside of the bundle is needed for. */
const pack = {
  'pack.yaml': 'title: Everything\ndate: 2025-10-15\nkinds: [briefing]\nbibliography: [refs.bib]\n',
  'refs.bib': '@article{doe2020, author = {Doe, Jane}, title = {On Councils}, journal = {Policy}, year = 2020}\n',
  'data.csv': 'year,amount\n2024,3\n2025,5\n',
  '01-all.md': [
    '# Everything',
    '```js\nconst answer = 42;\n```',
    '```dot caption="Two boxes." alt="Two boxes." #boxes\ndigraph { one -> two }\n```',
    '```mermaid caption="Two steps." alt="Two steps." #steps\nflowchart LR\n  A[Read] --> B[Write]\n```',
    '::chart[It grows.]{data="data.csv" type=bar x=year y=amount alt="Two bars."}',
    '$$\n\\int_0^1 x^2\\,dx = \\tfrac13\n$$',
    'So says @doe2020. :span[Bundesverfassungsgerichtsentscheidungen und Verantwortlichkeiten]{lang=de} und 日本.',
    '',
  ].join('\n\n'),
};

const library = `
import { createDossier, packJsonSchema } from 'dossier';
if (typeof createDossier !== 'function' || packJsonSchema().properties.title === undefined) throw new Error('the library is not whole');
`;

/** A program that uses the types: `artifacts` would be `any` without them, and then the second line of its end no error. */
const consumer = `
import { type BuildResult, type Code, createDossier, type Diagnostic, type Place, watchDossier } from 'dossier';

const dossier = createDossier({ packs: ['all'], audiences: ['everyone'], jobs: 2 });
const { artifacts, diagnostics }: BuildResult = await dossier.build();
export const sizes: number[] = artifacts.map((one) => one.bytes);
export const places: Place[] = diagnostics.map((one: Diagnostic) => one.place);
export const code: Code = 'FILE_MISSING';
export const watch: Promise<{ close: () => Promise<void> }> = watchDossier(dossier, {
  roots: ['all'], ignored: [], onChanged: () => {}, onBuilt: (result) => result.failed.length, onError: (cause) => cause.message,
});
// @ts-expect-error
export const wrong: string = artifacts.length;
`;

/** What TypeScript says of that program, as it is set up by default for Node and for bundlers. */
async function checkTypes(folder) {
  await writeFile(path.join(folder, 'consumer.ts'), consumer);
  const tsc = path.join(home, 'node_modules/typescript/lib/tsc.js');
  const common = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--target', 'es2023', 'consumer.ts'];
  for (const options of [
    ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ])
    await succeed(process.execPath, [tsc, ...options, ...common], folder);
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-packed-'));
try {
  const started = Date.now();
  await succeed('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], home);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await succeed('npm', ['install', `./${archive}`, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  const size = await sizeOf(path.join(folder, 'node_modules'), '@sparticuz');
  if (size > 130) throw new Error(`installed without the browser, it takes ${size.toFixed(0)} MB`);
  await mkdir(path.join(folder, 'all'));
  for (const [name, text] of Object.entries(pack)) await writeFile(path.join(folder, 'all', name), text);
  await copyFile(path.join(home, 'test/keys/rsa.p12'), path.join(folder, 'office.p12'));

  await writeFile(path.join(folder, 'library.js'), library);
  await succeed(process.execPath, ['library.js'], folder);
  await checkTypes(folder);
  const command = path.join(folder, 'node_modules/.bin/dossier');
  const env = { DOSSIER_SIGN_PASSPHRASE: 'secret', NODE_OPTIONS: '' };
  const told = await succeed(command, ['build', 'all', '--strict', '--sign', 'office.p12', '--reporter', 'json'], folder, env);
  const { diagnostics, artifacts } = JSON.parse(told);
  if (diagnostics.length > 0 || artifacts.length !== 1) throw new Error(`not one file without a word:\n${told}`);
  await succeed(command, ['verify', '--signed', path.join('output', artifacts[0].path)], folder);
  console.log(
    `${size.toFixed(0)} MB without the browser; installed, built, signed and verified in ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
