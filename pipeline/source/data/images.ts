/** Where an image is: beside the text that names it, in the pack, in the project, or among what was fetched from the network. */
import path from 'node:path';
import { nearest } from '../../model/nearest.ts';
import type { Files } from '../../platform/files.ts';
import { imageTypes } from '../../platform/image-types.ts';
import type { SourceName } from '../types.ts';
import { type FetchedImage, readLock } from './fetch-lock.ts';
import { confineToProject, projectOf } from './project.ts';

type Disk = Pick<Files, 'confine' | 'isFile' | 'text'>;

export type FoundImage =
  | {
      readonly sort: 'file';
      /** Absolute path, always the same for the same file. */
      readonly file: string;
      /** Its path in the pack, if it was found where its name does not say. */
      readonly instead?: string;
      /** What the lock file says of it, if it was fetched. */
      readonly fetched?: FetchedImage;
    }
  | { readonly sort: 'missing' | 'outside' | 'remote' };

/** Folders that other programs serve as the top of a site. */
const served = ['', 'public', 'static'];

export const isRemote = (name: string): boolean => /^((https?|ftp):)?\/\//i.test(name);

/**
 * Finds an image. The one place that decides it: rules, print and leak check must mean the same file.
 * @param source the text that names it
 * @param folder absolute path of the pack
 */
export async function findImage(name: string, source: Pick<SourceName, 'path'>, folder: string, files: Disk): Promise<FoundImage> {
  if (isRemote(name)) return findFetched(name, folder, files);
  let isInside = false;
  for (const plain of spellings(name)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(plain)) continue;
    for (const place of places(plain, path.dirname(source.path), folder, await topOf(plain, folder, files))) {
      const file = await confineToProject(place, folder, files);
      if (file === undefined) continue;
      isInside = true;
      if (await files.isFile(file)) return { sort: 'file', file };
    }
  }
  return (await findInstead(name, folder, files)) ?? { sort: isInside ? 'missing' : 'outside' };
}

/** For a path that leads out of the pack to nothing: the same path inside of it. */
async function findInstead(name: string, folder: string, files: Disk): Promise<FoundImage | undefined> {
  for (const plain of spellings(name)) {
    const instead = plain.replace(/^(\.\.?\/)+/, '');
    if (!plain.includes('../') || instead === '' || path.isAbsolute(instead)) continue;
    const file = await files.confine(folder, instead);
    if (file !== undefined && (await files.isFile(file))) return { sort: 'file', file, instead };
  }
  return undefined;
}

async function findFetched(name: string, folder: string, files: Disk): Promise<FoundImage> {
  const fetched = (await readLock(folder, files)).get(addressOf(name));
  const file = fetched && (await files.confine(folder, fetched.file));
  return fetched && file !== undefined && (await files.isFile(file)) ? { sort: 'file', file, fetched } : { sort: 'remote' };
}

/** The image that may be meant by a name that is no file’s: one of this name elsewhere, or of a similar path. */
export async function nearestImage(name: string, folder: string, files: Pick<Files, 'tree'>): Promise<string | undefined> {
  const known = (await files.tree(folder)).filter((file) => path.extname(file).toLowerCase() in imageTypes);
  const base = (file: string) => (file.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  return known.find((file) => base(file) === base(name)) ?? nearest(name, known);
}

/** The address in one form, whoever wrote it: parsers escape addresses, and `//example.org` leaves the protocol open. */
export function addressOf(name: string): string {
  try {
    return new URL(name.startsWith('//') ? `https:${name}` : name).href;
  } catch {
    return name;
  }
}

/** The path as it is meant: as written, without what only a web server reads (`?raw=true`), and with Windows' separators. */
function spellings(name: string): string[] {
  const plain = decoded(name);
  const bare = plain.replace(/(?<=.)[?#].*$/s, '');
  const forward = (one: string) => one.replaceAll('\\', '/');
  return [...new Set([plain, bare, forward(plain), forward(bare)])].filter((one) => one !== '' && !one.includes('\0'));
}

/** A path or an address without escapes. */
export function decoded(name: string): string {
  const lenient = name.replace(/%(?![0-9a-f]{2})/gi, '%25');
  try {
    return decodeURIComponent(lenient);
  } catch {
    // Escapes of another encoding than UTF-8.
    return name;
  }
}

/** The folders that a path with a leading slash may begin at. */
async function topOf(plain: string, folder: string, files: Disk): Promise<readonly string[]> {
  if (!plain.startsWith('/')) return [];
  return [...new Set([folder, await projectOf(folder, files)])];
}

/** Beside the Markdown file, or (for a translation in a folder of its own) from the pack's top; `/x` from a top, or as it is. */
function places(plain: string, beside: string, folder: string, tops: readonly string[]): string[] {
  if (tops.length === 0) return [path.join(beside, plain), path.join(folder, plain)];
  return [...tops.flatMap((top) => served.map((sub) => path.join(top, sub, plain))), path.normalize(plain)];
}
