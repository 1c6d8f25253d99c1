/**
 * The sources of a submission as one value: every file of the packs and of their projects, with what only this machine knows of them
 * (links, days of commits), so that a worker reads what would be read here.
 */
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { diagnostic, Stop } from '../../model/diagnostic.ts';
import { sha256 } from '../../platform/hash.ts';

/** What is in a bundle, before the bytes of its files in the same order. Paths are relative to its root, with forward slashes. */
export interface BundleHead {
  /** The folder that paths are displayed relative to. */
  readonly base: string;
  /** Where its root was, if not all is in that folder: then messages have whole paths. */
  readonly root?: string;
  readonly files: readonly (readonly [path: string, bytes: number, sha256: string])[];
  /** Symbolic links. */
  readonly links: readonly (readonly [path: string, target: string])[];
  /** Other names of files (hard links): a rule for one name holds for all. */
  readonly names: readonly (readonly [path: string, first: string])[];
  /** Days of last commits, as far as they were asked for. */
  readonly days: Readonly<Record<string, string>>;
}

export interface Bundle {
  /** The absolute path that everything is relative to. */
  readonly root: string;
  /** Hash of all that is in it. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface BundleRequest {
  /** Absolute paths of packs' folders and of their projects. */
  readonly folders: readonly string[];
  /** Absolute paths of what is made and no source: the output, the cache. */
  readonly made: readonly string[];
  /** The folder that paths are displayed relative to. */
  readonly base: string;
  /** Days of last commits, by absolute path. */
  readonly days: Readonly<Record<string, string>>;
  /** The most that it may hold, in megabytes. */
  readonly most?: number;
}

export const bundleMagic: Buffer = Buffer.from('dossier sources 1\n');
/** The most that one submission sends, in megabytes. */
const largest = 500;

/** @throws Stop if there is too much */
export async function bundleOf({ folders, made, base, days, most = largest }: BundleRequest): Promise<Bundle> {
  const root = commonFolder([base, ...folders]);
  const relative = (file: string) => path.relative(root, file).split(path.sep).join('/');
  const found = new Map<string, Found>();
  const excluded = new Set(made);
  for (const folder of topmost(folders)) await walk(folder, excluded, found);
  const files: { name: string; bytes: Buffer }[] = [];
  const [links, names]: [[string, string][], [string, string][]] = [[], []];
  const first = new Map<string, string>();
  let size = 0;
  for (const file of [...found.keys()].sort()) {
    const { link, node, isMark } = found.get(file) ?? {};
    const name = relative(file);
    if (link !== undefined) links.push([name, link]);
    else if (node !== undefined && first.has(node)) names.push([name, first.get(node) ?? '']);
    else {
      if (node !== undefined) first.set(node, name);
      const bytes = isMark ? Buffer.alloc(0) : await readFile(file);
      size += bytes.length;
      if (size > most * 1e6) throw new Stop(2, [diagnostic('QUEUE_LARGE', { limit: most }, { file: 'dossier' })]);
      files.push({ name, bytes });
    }
  }
  const shownDays = Object.fromEntries(Object.entries(days).map(([file, day]) => [relative(file), day]));
  const head: BundleHead = {
    base: relative(base),
    ...(root === base ? {} : { root }),
    files: files.map(({ name, bytes }) => [name, bytes.length, sha256(bytes)] as const),
    links,
    names,
    days: shownDays,
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const whole = Buffer.concat([bundleMagic, length, text, ...files.map(({ bytes }) => bytes)]);
  return { root, digest: sha256(text), bytes: await promisify(gzip)(whole, { level: 1 }) };
}

interface Found {
  /** Where a symbolic link leads. */
  readonly link?: string;
  /** What all names of a file share, if it has several. */
  readonly node?: string;
  /** Only that it is there matters. */
  readonly isMark?: boolean;
}

/** What is never a source. Of a repository, only that it is one matters: a project ends there. */
const isSkipped = (name: string) => name === 'node_modules' || name.startsWith('.');

async function walk(folder: string, excluded: ReadonlySet<string>, found: Map<string, Found>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.name === '.git') found.set(file, { isMark: true });
    if (isSkipped(entry.name) || excluded.has(file) || found.has(file)) continue;
    if (entry.isDirectory()) await walk(file, excluded, found);
    else if (entry.isSymbolicLink()) found.set(file, { link: await readlink(file) });
    else if (entry.isFile()) {
      const { dev, ino, nlink } = await lstat(file);
      found.set(file, nlink > 1 ? { node: `${dev}:${ino}` } : {});
    }
  }
}

const isInside = (folder: string, file: string): boolean => file === folder || file.startsWith(folder + path.sep);

/** Without folders that are in others. */
const topmost = (folders: readonly string[]): string[] =>
  [...new Set(folders)].filter((one) => !folders.some((other) => other !== one && isInside(other, one)));

function commonFolder(folders: readonly string[]): string {
  let [common = path.sep] = folders;
  while (!folders.every((folder) => isInside(common, folder)) && path.dirname(common) !== common) common = path.dirname(common);
  return common;
}
