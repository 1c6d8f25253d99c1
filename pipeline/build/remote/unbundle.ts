/** A bundle of sources, unpacked on a worker: once for all editions that need it, and for all workers of a machine. */
import { link, mkdir, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { BlobStore } from '../../platform/blob-store.ts';
import { sharedFiles } from '../../platform/dependency-tracker.ts';
import { diskFiles, type Files } from '../../platform/files.ts';
import { sha256 } from '../../platform/hash.ts';
import { placeAtomic } from '../../platform/write-atomic.ts';
import { type BundleHead, bundleMagic } from './bundle.ts';

/** Sources on this machine. */
export interface Sources {
  readonly root: string;
  /** The folder that the submitter worked in. */
  readonly cwd: string;
  readonly files: Files;
}

/** Unpacked sources are kept for so many milliseconds after their last use, which is noted at most so often. */
const [keptFor, notedEvery] = [24 * 3_600_000, 3_600_000];
/** Submissions whose sources a worker has at hand: editions of several come in turns. */
const atHand = 8;

/**
 * Gives sources of submissions, and has the last ones at hand, with what was found in Dossier's own templates: every edition looks up
 * hundreds of them.
 */
export function sourceKeeper(folder: string, store: BlobStore, templates: string): (digest: string) => Promise<Sources> {
  const known = new Map<string, { readonly since: number; readonly sources: Promise<Sources> }>();
  const fresh = async (digest: string): Promise<Sources> => {
    const sources = await sourcesOf(digest, folder, store);
    return { ...sources, files: sharedFiles(sources.files, [templates]) };
  };
  return (digest) => {
    const before = known.get(digest);
    const found = before !== undefined && Date.now() - before.since < notedEvery ? before : { since: Date.now(), sources: fresh(digest) };
    known.delete(digest);
    known.set(digest, found);
    // A store that fails now may not fail at the next attempt.
    found.sources.catch(() => known.delete(digest));
    for (const one of [...known.keys()].slice(0, -atHand)) known.delete(one);
    return found.sources;
  };
}

/**
 * The sources of a submission.
 * @param folder where they are kept
 * @throws StoreError if the store does not give them
 */
export async function sourcesOf(digest: string, folder: string, store: BlobStore): Promise<Sources> {
  const root = path.join(folder, digest);
  const isThere = await stat(root).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await prune(folder);
    const bytes = await store.get(digest);
    await placeAtomic(root, (beside) => unpack(bytes, beside)).catch((cause: NodeJS.ErrnoException) => {
      // Another worker of this machine was faster.
      if (!/^(?:ENOTEMPTY|EEXIST|EPERM)$/.test(cause.code ?? '')) throw cause;
    });
  }
  const now = new Date();
  await utimes(root, now, now).catch(() => {});
  const head = JSON.parse(await diskFiles(root).text(path.join(root, headFile))) as Kept;
  const tree = path.join(root, 'tree');
  const cwd = path.join(tree, head.base);
  return { root: tree, cwd, files: bundledFiles(tree, cwd, head) };
}

const headFile = 'head.json';
type Kept = Pick<BundleHead, 'base' | 'root' | 'days'>;

/** What is around a bundle is no part of its projects. What git knew was asked where git was. */
function bundledFiles(tree: string, cwd: string, { root, days }: Kept): Files {
  const files = diskFiles(cwd);
  const inTree = (file: string) => path.relative(tree, file).split(path.sep).join('/');
  const isOutside = (file: string) => root !== undefined && file.startsWith(tree + path.sep) && !file.startsWith(cwd + path.sep);
  const isMark = (file: string) => /^(?:package\.json|\.git|HEAD)$/.test(path.basename(file)) && !file.startsWith(tree + path.sep);
  return {
    ...files,
    isFile: async (file) => !isMark(file) && files.isFile(file),
    committed: async (file) => days[inTree(file)],
    shown: (file) => (isOutside(file) ? path.posix.join(root ?? '', inTree(file)) : files.shown(file)),
  };
}

async function unpack(bytes: Uint8Array, folder: string): Promise<void> {
  const whole = await promisify(gunzip)(bytes);
  if (!whole.subarray(0, bundleMagic.length).equals(bundleMagic)) throw new Error('what the store gave are no sources');
  const start = bundleMagic.length + 4;
  const end = start + whole.readUInt32BE(bundleMagic.length);
  const head = JSON.parse(whole.toString('utf8', start, end)) as BundleHead;
  const tree = path.join(folder, 'tree');
  const placeOf = (name: string): string => {
    const file = path.join(tree, name);
    if (!file.startsWith(tree + path.sep)) throw new Error(`the sources name a file outside of themselves: ${name}`);
    return file;
  };
  const made = new Set<string>();
  const roomFor = async (file: string): Promise<string> => {
    const parent = path.dirname(file);
    if (!made.has(parent)) await mkdir(parent, { recursive: true, mode: 0o700 });
    made.add(parent);
    return file;
  };
  await mkdir(path.join(tree, head.base), { recursive: true, mode: 0o700 });
  let at = end;
  for (const [name, length, sum] of head.files) {
    const content = whole.subarray(at, at + length);
    at += length;
    if (sha256(content) !== sum) throw new Error(`the sources are damaged: ${name}`);
    await writeFile(await roomFor(placeOf(name)), content, { mode: 0o600 });
  }
  for (const [name, first] of head.names) await link(placeOf(first), await roomFor(placeOf(name)));
  // Links come last, so that nothing is written through one.
  for (const [name, target] of head.links) await symlink(target, await roomFor(placeOf(name)));
  await writeFile(
    path.join(folder, headFile),
    JSON.stringify({ base: head.base, ...(head.root && { root: head.root }), days: head.days } satisfies Kept),
    { mode: 0o600 },
  );
}

async function prune(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(path.join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > keptFor) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
