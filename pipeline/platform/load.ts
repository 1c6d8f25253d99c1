/**
 * Starts the bundled program with what V8 compiled of it in an earlier run: compiling takes a tenth of a short build, in each of
 * its threads. Bundled by itself as `dist/load.js`; the program's own files are in `dist/code/` (see rolldown.config.ts).
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { cacheHome, home } from './home.ts';
import { tierUpFlag } from './tier-up.ts';
import { writeAtomicSync } from './write-atomic.ts';

const folder = path.join(home, 'dist', 'code');
const requireOther = createRequire(path.join(folder, 'x.js'));

interface Loaded {
  readonly module: { exports: unknown };
  readonly script: vm.Script;
}

const loaded = new Map<string, Loaded>();
let compiled: ReadonlyMap<string, Buffer> | undefined;
/** Whether something was loaded that had to be compiled. */
let isNew = false;

/** Runs the command line. */
export function startCommandLine(): void {
  // Before anything is loaded: compiled code is taken only under the flags under which it was made.
  const flag = tierUpFlag(process.versions.node);
  if (flag !== undefined) v8.setFlagsFromString(flag);
  start('cli.js');
}

/** Runs a file of `dist/code/`, and keeps for the next run what was compiled, once this one has ended well. */
export function start(file: string): void {
  process.once('exit', (code) => {
    if (code === 0 && isNew) keep();
  });
  load(file);
}

/** Where the files say `import()` of another package: scripts from compiled code have forgotten how. */
// biome-ignore lint/plugin: of packages only, which are no part of the layers
const importOther = (name: string): Promise<unknown> => import(name);

/** What a file of `dist/code/` exports. */
export function load(file: string): unknown {
  const before = loaded.get(file);
  if (before) return before.module.exports;
  const filename = path.join(folder, file);
  compiled ??= kept();
  const cachedData = compiled.get(file);
  // On one line, so that stack traces name the right ones.
  const source = `(function (exports, require, module, __filename, __dirname, importOther) { ${readFileSync(filename, 'latin1')}\n})`;
  const script = new vm.Script(source, { filename, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) isNew = true;
  const module = { exports: {} };
  loaded.set(file, { module, script });
  const required = (name: string) => (name.startsWith('./') ? load(name.slice(2)) : requireOther(name));
  script.runInThisContext()(module.exports, required, module, filename, folder, importOther);
  return module.exports;
}

/** Where it is kept: for this Dossier, this V8 with its flags, and this sort of thread, because each runs other functions. */
function place(): string {
  const version = readFileSync(path.join(home, 'dist', 'version'), 'utf8').slice(0, 16);
  const name = `${version}-${v8.cachedDataVersionTag().toString(16)}-${isMainThread ? 'main' : 'thread'}`;
  return path.join(cacheHome(process.env), 'dossier', 'compiled', name);
}

/** Length of the hash at the head of the file, and of the number after it. */
const [hashLength, numberLength] = [32, 4];

/** What an earlier run has kept, by name of the file; nothing where it is damaged, or where another user could have written it. */
function kept(): ReadonlyMap<string, Buffer> {
  try {
    const bytes = readOwn(place());
    const body = bytes.subarray(hashLength);
    if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, hashLength))) return new Map();
    const end = numberLength + body.readUInt32LE(0);
    const list = JSON.parse(body.toString('utf8', numberLength, end)) as [name: string, from: number, to: number][];
    return new Map(list.map(([name, from, to]) => [name, body.subarray(end + from, end + to)]));
  } catch {
    return new Map();
  }
}

function readOwn(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const { uid, mode } = fstatSync(handle);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn) throw new Error('others may write to it');
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Other versions' files that nobody has written for so long are removed, in milliseconds. */
const longest = 30 * 24 * 3600 * 1000;

function keep(): void {
  try {
    const parts = new Map(compiled);
    for (const [name, { script }] of loaded) parts.set(name, script.createCachedData());
    let at = 0;
    const spans = [...parts].map(([name, { length }]) => {
      at += length;
      return [name, at - length, at];
    });
    const list = Buffer.from(JSON.stringify(spans));
    const length = Buffer.alloc(numberLength);
    length.writeUInt32LE(list.length);
    const body = Buffer.concat([length, list, ...parts.values()]);
    const file = place();
    writeAtomicSync(file, Buffer.concat([createHash('sha256').update(body).digest(), body]), { file: 0o600, folder: 0o700 });
    for (const name of readdirSync(path.dirname(file))) {
      const other = path.join(path.dirname(file), name);
      if (Date.now() - statSync(other).mtimeMs > longest) rmSync(other, { force: true, recursive: true });
    }
  } catch {
    // The next run compiles again.
  }
}
