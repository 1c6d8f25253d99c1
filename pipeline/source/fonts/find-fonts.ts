/** The font files that a pack names: files and folders of the pack or its project, and npm packages of the project. */
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Files } from '../../platform/files.ts';
import { confineToProject, projectOf } from '../data/project.ts';

/** Ending of a font file, and its media type. */
export const fontTypes: Readonly<Record<string, string>> = {
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.ttc': 'font/collection',
  '.otc': 'font/collection',
  '.woff': 'font/woff',
};

export const isFontFile = (name: string): boolean => Object.hasOwn(fontTypes, path.extname(name).toLowerCase());

/** A font file, and where it is named. */
export interface NamedFont {
  readonly file: string;
  readonly place: Place;
}

type Found = { readonly fonts: readonly NamedFont[] } | { readonly problem: Diagnostic };

const packageName = /^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/;

/** The fonts that one entry of `fonts` means. */
export async function namedFonts(name: string, place: Place, pack: string, files: Files): Promise<Found> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name) || name.includes('\0')) return { problem: diagnostic('FONT_REMOTE', { name }, place) };
  const own = await inProject(name, pack, files);
  if (own === undefined) return { problem: diagnostic('PATH_OUTSIDE', { name }, place) };
  if (await files.isFile(own)) {
    return isFontFile(own) ? { fonts: [{ file: own, place }] } : { problem: diagnostic('FONT_BROKEN', { name, why: notFont }, place) };
  }
  const folder = (await folderFonts(own, files)) ?? (await packageFonts(name, pack, files));
  if (folder === undefined) {
    if (packageName.test(name) && !isFontFile(name)) return { problem: diagnostic('FONT_PACKAGE', { name }, place) };
    return { problem: diagnostic('FILE_MISSING', { name, near: nearest(name, (await files.tree(pack)).filter(isFontFile)) }, place) };
  }
  if (folder.length === 0) return { problem: diagnostic('FONT_NONE', { name }, place) };
  // A link among them may lead out of the project.
  const inside = await Promise.all(folder.map((file) => confineToProject(file, pack, files)));
  return { fonts: inside.flatMap((file) => (file === undefined ? [] : [{ file, place }])) };
}

const notFont = 'it is not a font in WOFF2, TTF or OTF';

/** As images are found: beside `pack.yaml`, or with a slash from the top of the project. */
async function inProject(name: string, pack: string, files: Files): Promise<string | undefined> {
  if (!path.isAbsolute(name)) return confineToProject(path.resolve(pack, name), pack, files);
  return confineToProject(path.join(await projectOf(pack, files), name), pack, files);
}

/** The fonts of a folder; undefined if it is not there. */
async function folderFonts(folder: string, files: Files): Promise<readonly string[] | undefined> {
  const names = await files.tree(folder).catch(() => []);
  return names.length === 0 ? undefined : best(names).map((name) => path.join(folder, name));
}

/** The fonts of a package that the project has installed, or one file of it. */
async function packageFonts(name: string, pack: string, files: Files): Promise<readonly string[] | undefined> {
  const project = await projectOf(pack, files);
  for (let folder = pack; folder.startsWith(project); folder = path.dirname(folder)) {
    const found = await confineToProject(path.join(folder, 'node_modules', name), pack, files);
    if (found !== undefined && isFontFile(name) && (await files.isFile(found))) return [found];
    if (found !== undefined && packageName.test(name) && (await files.isFile(path.join(found, 'package.json')))) {
      const names = (await files.tree(found)).filter((one) => !one.startsWith('node_modules/'));
      return best(names).map((one) => path.join(found, one));
    }
    if (folder === project) break;
  }
  return undefined;
}

const order = Object.keys(fontTypes);

/** Of files that differ in their ending only, the best one. */
function best(names: readonly string[]): string[] {
  const rank = (name: string) => order.indexOf(path.extname(name).toLowerCase());
  const found = new Map<string, string>();
  for (const name of names.filter(isFontFile)) {
    const stem = name.slice(0, -path.extname(name).length);
    const other = found.get(stem);
    if (other === undefined || rank(name) < rank(other)) found.set(stem, name);
  }
  return [...found.values()];
}
