/** Finds the project that a command is run in, from any of its subfolders, as git and npm do. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './usage.ts';

/** Where a command finds its packs. */
export interface Project {
  /** The folder to work in: that of `content/`, or of a pack that is in none. */
  readonly root: string;
  /** The pack that the command is run in, if any. */
  readonly pack: string | undefined;
}

export const isPack = (folder: string): boolean => existsSync(path.join(folder, 'pack.yaml'));

/** Folders in the project's content/ that contain a pack. */
export function packsIn(project: string): string[] {
  const content = path.join(project, 'content');
  // Something of this name in a folder far above may be a file.
  const names = statSync(content, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(content) : [];
  return names.map((name) => path.join(content, name)).filter(isPack);
}

/** Looks in a folder, then in those around it; undefined if there are no packs. */
export function findProject(cwd: string): Project | undefined {
  let pack: string | undefined;
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (packsIn(folder).length > 0) return { root: folder, pack };
    if (pack === undefined && isPack(folder)) pack = folder;
    if (path.dirname(folder) === folder) return pack === undefined ? undefined : { root: pack, pack };
  }
}

/** @throws UsageError if the folder of `-C` is not there */
export function enterFolder(folder: string | undefined): void {
  if (folder === undefined) return;
  try {
    process.chdir(folder);
  } catch {
    throw new UsageError(`no folder "${folder}"`);
  }
}

/** Options that name files: what they name does not change when the working folder does. */
const paths = ['out', 'sign', 'signChain', 'signPassphrase', 'cacheDir', 'browser', 'at'];

/** Goes to the project that the command is run in; inside a pack, that pack is built unless others are named. */
export function enterProject(command: Command): void {
  const cwd = process.cwd();
  const project = findProject(cwd);
  if (project === undefined) return;
  const names = command.processedArgs[0] as string[];
  if (names.length === 0 && project.pack !== undefined) names.push(project.pack);
  if (project.root === cwd) return;
  for (const [index, name] of names.entries()) {
    const file = path.resolve(cwd, name);
    if (existsSync(file)) names[index] = file;
  }
  for (const key of paths) {
    const value: unknown = command.getOptionValue(key);
    if (typeof value === 'string' && command.getOptionValueSource(key) === 'cli') command.setOptionValue(key, path.resolve(cwd, value));
  }
  process.chdir(project.root);
}
