/**
 * Builds public decks and documents, none of which is kept here: `test/corpus.json` says where each comes from and what becomes of it.
 *
 *     npm run corpus -- --from ~/checkouts            checkouts as <owner>/<repository>; what is not there is counted and skipped
 *     npm run corpus -- --from ~/checkouts --only gem5 --keep /tmp/corpus
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { missingWords } from './words.mjs';

const home = path.join(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    from: { type: 'string' },
    only: { type: 'string' },
    kind: { type: 'string' },
    keep: { type: 'string' },
    report: { type: 'string' },
    seconds: { type: 'string', default: '300' },
  },
});
if (options.from === undefined) {
  console.error('name a folder of checkouts: npm run corpus -- --from <folder>');
  process.exit(2);
}

/** Runs the command: what it wrote, and how it ended. */
function dossier(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(home, 'dist/cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.resume();
    const timer = setTimeout(() => child.kill('SIGKILL'), Number(options.seconds) * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, text: Buffer.concat(out).toString('utf8') });
    });
  });
}

/** What became of one entry: `prints`, or why not. */
async function tryOne(entry, file, work) {
  const out = path.join(work, 'out');
  await rm(out, { recursive: true, force: true });
  const kinds = entry.kind === 'deck' ? ['--only', 'slides'] : ['--only', 'briefing'];
  const started = performance.now();
  const args = ['build', file, ...kinds, '--out', out, '--cache-dir', path.join(work, 'cache'), '--reporter', 'json', '--force'];
  const { code, signal, text } = await dossier(args);
  const seconds = Math.round(performance.now() - started) / 1000;
  if (signal !== null) return { outcome: 'hangs', seconds };
  let result;
  try {
    result = JSON.parse(text);
  } catch {
    return { outcome: 'crashes', seconds };
  }
  const codes = (severity) => {
    const all = result.diagnostics.filter((one) => one.severity === severity).map((one) => one.code);
    return Object.fromEntries([...new Set(all)].sort().map((one) => [one, all.filter((other) => other === one).length]));
  };
  const errors = codes('error');
  const pdfs = result.artifacts.map((one) => path.join(out, one.path));
  const pages = result.artifacts.reduce((sum, one) => sum + one.pages, 0);
  const outcome = 'INTERNAL' in errors ? 'crashes' : code === 0 && pdfs.length > 0 ? 'prints' : `refused: ${Object.keys(errors).join(' ')}`;
  const words = outcome === 'prints' ? await missingWords([await readFile(file, 'utf8')], pdfs) : undefined;
  return { outcome, seconds, pages, errors, warnings: codes('warning'), infos: codes('info'), words, pdfs };
}

const entries = JSON.parse(await readFile(path.join(home, 'test/corpus.json'), 'utf8'));
const wanted = entries.filter(
  (one) =>
    (options.kind === undefined || one.kind === options.kind) &&
    (options.only === undefined || `${one.repository}/${one.path}`.includes(options.only)),
);
const work = await mkdtemp(path.join(os.tmpdir(), 'dossier-corpus-'));
if (options.keep !== undefined) await mkdir(options.keep, { recursive: true });
const report = [];
let skipped = 0;
for (const [index, entry] of wanted.entries()) {
  const file = path.join(options.from, entry.repository, entry.path);
  const isSame =
    existsSync(file) &&
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex') === entry.sha256;
  if (!isSame) {
    skipped++;
    continue;
  }
  const { pdfs = [], ...result } = await tryOne(entry, file, work);
  const isExpected = result.outcome === entry.expected;
  const { words, missing } = result.words ?? {};
  const lost = missing === undefined ? '' : `, ${missing} of ${words} words not found`;
  console.log(
    `[${index + 1}/${wanted.length}] ${isExpected ? 'as expected' : 'DIFFERENT  '} ${result.outcome}, ${result.seconds} s${lost}  ${entry.repository}/${entry.path}`,
  );
  for (const [number, pdf] of options.keep === undefined ? [] : pdfs.entries())
    await copyFile(pdf, path.join(options.keep, `${String(index + 1).padStart(3, '0')}${number > 0 ? `-${number}` : ''}.pdf`));
  report.push({ kind: entry.kind, dialect: entry.dialect, file: `${entry.repository}/${entry.path}`, isExpected, ...result });
}
await rm(work, { recursive: true, force: true });
if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, undefined, 1)}\n`);

for (const kind of ['deck', 'document']) {
  const own = report.filter((one) => one.kind === kind);
  if (own.length > 0) console.log(`${kind}s: ${own.filter((one) => one.outcome === 'prints').length} of ${own.length} print`);
}
const different = report.filter((one) => !one.isExpected);
console.log(`${report.length} tried, ${skipped} skipped (not in ${options.from}, or changed), ${different.length} not as expected`);
process.exit(different.length > 0 ? 1 : 0);
