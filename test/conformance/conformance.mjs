/**
 * Lets veraPDF judge every file that Dossier makes: the packs in all languages, every sample that gives a PDF, a long document, and some
 * samples once more as PDF/A. Prints the rules that failed; exit code 1 if there are any, 2 without Java or Maven.
 *
 *   npm run conformance
 *   npm run conformance -- file.pdf …      only these files
 */
import { execFile, spawnSync } from 'node:child_process';
import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { generatePack } from '../bench/generate.mjs';
import { fetchVeraPdf, judge } from './verapdf.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const samples = path.join(root, 'test/samples');
/** Samples that are printed for archives too: text, tables, drawings, photographs, formulas, Japanese, notes, every kind. */
const archived = [
  'audiences',
  'blocks',
  'boxes',
  'charts',
  'citations',
  'cjk',
  'code',
  'diagrams',
  'figures',
  'footnotes',
  'glossary',
  'handout-forms',
  'languages',
  'markdown',
  'math',
  'references',
  'scripts',
  'scripts-arabic',
  'tables',
];

const foldersIn = async (place) =>
  (await readdir(place, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const pdfsIn = async (place) =>
  (await readdir(place, { recursive: true }))
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => path.join(place, name));

const missing = ['java', 'mvn'].filter((name) => spawnSync(name, ['-version'], { stdio: 'ignore' }).error);
if (missing.length > 0) {
  console.error(`veraPDF needs Java and Maven; not found: ${missing.join(', ')}`);
  process.exit(2);
}

const given = process.argv.slice(2);
const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-conformance-'));
const cache = await mkdtemp(path.join(os.tmpdir(), 'dossier-conformance-cache-'));
try {
  const [jars] = await Promise.all([
    fetchVeraPdf(path.join(root, 'node_modules/.cache/dossier')),
    given.length > 0 ? undefined : buildAll(),
  ]);
  const files = given.length > 0 ? given : await pdfsIn(folder);
  const results = await judge(jars, files);
  report(results);
  process.exitCode = results.some(isInvalid) || results.length < files.length ? 1 : 0;
} finally {
  await Promise.all([folder, cache].map((one) => rm(one, { recursive: true, force: true })));
}

async function buildAll() {
  await build(path.join(root, 'content'), 'packs', await foldersIn(path.join(root, 'content')));
  // Long enough to be printed in pieces.
  await generatePack(path.join(folder, 'source-long', 'long'), 60, { notes: 40, references: 40 });
  await build(path.join(folder, 'source-long'), 'long', ['long']);
  const names = await foldersIn(samples);
  await build(samples, 'samples', names);
  for (const level of ['a-2a', 'a-3a']) {
    const copies = path.join(folder, `source-${level}`);
    const known = archived.filter((name) => names.includes(name));
    for (const name of known) {
      await cp(path.join(samples, name), path.join(copies, name), { recursive: true });
      const file = path.join(copies, name, 'pack.yaml');
      if (/^conformance:/m.test(await readFile(file, 'utf8'))) throw new Error(`${name} asks for standards itself`);
      await appendFile(file, `\nconformance: [ua-1, ${level}]\n`);
    }
    await build(copies, level, known);
  }
}

/** Samples are meant to have problems; what they print is judged. */
async function build(cwd, name, packs) {
  const args = [path.join(root, 'dist/cli.js'), 'build', ...packs, '--out', path.join(folder, name), '--cache-dir', cache];
  await run(process.execPath, args, { cwd, maxBuffer: 1 << 26 }).catch((cause) => {
    if (cause.code !== 1) throw cause;
  });
}

/** A file that claims nothing was not judged by what it should keep. */
function isInvalid({ error, failed, standards }) {
  return error !== undefined || failed.length > 0 || !standards.some((name) => name.startsWith('PDF/UA-1'));
}

function report(results) {
  const rules = new Map();
  for (const { file, error, failed, standards } of results) {
    const name = path.relative(folder, file).startsWith('..') ? file : path.relative(folder, file);
    if (error !== undefined) console.log(`${name}: ${error}`);
    else if (!standards.some((one) => one.startsWith('PDF/UA-1')))
      console.log(`${name}: does not claim PDF/UA-1, but ${standards.join(', ') || 'nothing'}`);
    for (const { rule, description, count, where } of failed) {
      const known = rules.get(rule) ?? { description, count: 0, files: [], where };
      known.count += count;
      known.files.push(name);
      rules.set(rule, known);
    }
  }
  for (const [rule, { description, count, files, where }] of [...rules].sort(([, a], [, b]) => b.count - a.count)) {
    console.log(
      `${rule}: ${count} failed checks in ${files.length} files\n  ${description}\n  ${files.slice(0, 4).join('\n  ')}\n    ${where.join('\n    ')}`,
    );
  }
  const byStandard = new Map();
  for (const { standards } of results) for (const name of standards) byStandard.set(name, (byStandard.get(name) ?? 0) + 1);
  const checks = results.reduce((sum, result) => sum + result.checks, 0);
  console.log(
    `${results.length} files, ${[...byStandard].map(([name, count]) => `${count} by ${name}`).join(', ')}: ${checks} checks, ${results.filter(isInvalid).length} files with problems`,
  );
}
