/** Selects packs. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './usage.ts';

const isPack = (folder: string): boolean => existsSync(path.join(folder, 'pack.yaml'));

/** Folders in content/ that contain a pack. */
export function allPacks(): string[] {
  const content = path.resolve('content');
  const names = existsSync(content) ? readdirSync(content) : [];
  return names.map((name) => path.join(content, name)).filter(isPack);
}

/**
 * Folders of the named packs, or of all.
 * @throws UsageError if a named pack does not exist, or there are none
 */
export function findPacks(names: readonly string[]): string[] {
  const known = allPacks();
  if (names.length === 0 && known.length === 0) throw new UsageError('no packs found: add a folder with a pack.yaml to content/');
  if (names.length === 0) return known;
  return names.map((name) => {
    const found = [path.resolve('content', name), path.resolve(name)].find(isPack);
    if (found !== undefined) return found;
    const choices = known.map((folder) => path.basename(folder)).join(', ');
    throw new UsageError(`no pack "${name}"${choices === '' ? '; name a folder that contains a pack.yaml' : `; choose from: ${choices}`}`);
  });
}

/**
 * Files named by options.
 * @throws UsageError for the first missing file
 */
export function mustExist(files: readonly (string | undefined)[]): void {
  const missing = files.find((file) => file !== undefined && !existsSync(file));
  if (missing !== undefined) throw new UsageError(`no file "${missing}"`);
}
