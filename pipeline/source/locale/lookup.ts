/** Where templates are found: the pack's own first, then the audience's, then those of its look, then Dossier's. No link leads out of the pack. */
import path from 'node:path';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';

/** Whose templates are looked for: a pack, and the audience with all that it inherits from. */
export interface TemplateOwner {
  readonly folder: string;
  readonly lineage: readonly string[];
  readonly options: { readonly look?: string | undefined };
}

/** A folder that may hold templates. */
export interface TemplateFolder {
  readonly path: string;
  /** The folder that none of its files may leave: the pack, or what all packs share. */
  readonly root: string;
}

type Reading = Pick<Context, 'files' | 'report'>;

/** The pack's own folder of templates, then those that all packs share. */
export function templateRoots(folder: string, { templates }: Pick<Context, 'templates'>): readonly TemplateFolder[] {
  const own = path.join(folder, 'templates');
  // Who works inside the pack's folder has one folder of both sorts: it is the pack's.
  const shared = templates.filter((root) => root !== own);
  return [{ path: own, root: folder }, ...shared.map((root) => ({ path: root, root }))];
}

/**
 * Folders in order of precedence: in each root those of the audience, of the one that it inherits from and so on, that of its look, then
 * the root itself.
 */
export function templateFolders(
  { folder, lineage, options }: TemplateOwner,
  context: Pick<Context, 'templates'>,
): readonly TemplateFolder[] {
  return templateRoots(folder, context).flatMap(({ path: top, root }) =>
    [...lineage.map((audience) => path.join('audiences', audience)), ...(options.look ? [path.join('looks', options.look)] : []), ''].map(
      (one) => ({
        path: path.join(top, one),
        root,
      }),
    ),
  );
}

/** Names of the looks that a pack may have. */
export async function lookNames(folder: string, context: Reading & Pick<Context, 'templates'>): Promise<readonly string[]> {
  const files = await listAll('looks', templateRoots(folder, context), context);
  return [...new Set(files.flatMap((name) => name.split('/').slice(0, -1)[0] ?? []))];
}

/** The file or folder of this relative path, links resolved; undefined if it leads out of the pack, which is reported. */
async function inside(name: string, { path: folder, root }: TemplateFolder, { files, report }: Reading): Promise<string | undefined> {
  const wanted = path.join(folder, name);
  const found = await files.confine(root, path.relative(root, wanted));
  const place = { file: files.shown(wanted), line: 1, column: 1 };
  if (found === undefined) report(diagnostic('PATH_OUTSIDE', { name: path.relative(root, wanted).split(path.sep).join('/') }, place));
  return found;
}

/** The first file of this relative path, or undefined. */
export async function lookup(name: string, folders: readonly TemplateFolder[], context: Reading): Promise<string | undefined> {
  const { files } = context;
  for (const folder of folders) {
    if (!(await mayHold(name, folder, context))) continue;
    const file = await inside(name, folder, context);
    if (file !== undefined && (await files.isFile(file))) return file;
  }
  return undefined;
}

/** Every file below a folder of the template tree. */
async function treeOf(under: string, folder: TemplateFolder, context: Reading): Promise<readonly string[]> {
  const found = await inside(under, folder, context);
  return found === undefined ? [] : context.files.tree(found);
}

/**
 * Whether a file can be there. Most folders have few files or are not there: one question for all names of a subfolder, in place of three
 * for each. A link to a folder is listed as if it were a file; one that leads out of the pack is reported when its file is looked for.
 */
async function mayHold(name: string, { path: folder, root }: TemplateFolder, { files }: Reading): Promise<boolean> {
  const [top = '', ...parts] = path.posix.normalize(name).split('/');
  const found = await files.confine(root, path.relative(root, parts.length === 0 ? folder : path.join(folder, top)));
  if (found === undefined) return true;
  if (parts.length === 0) return (await files.list(found)).includes(top);
  const names = await files.tree(found);
  return parts.some((_, index) => names.includes(parts.slice(0, index + 1).join('/')));
}

/** Every file of this relative path, the least particular first: for what is laid over instead of replaced. */
export async function lookupAll(name: string, folders: readonly TemplateFolder[], context: Reading): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => lookup(name, [folder], context)));
  return found.filter((file) => file !== undefined).reverse();
}

/** Relative paths of all files under a folder of the template tree, whichever of the folders holds them. */
export async function listAll(under: string, folders: readonly TemplateFolder[], context: Reading): Promise<string[]> {
  const lists = await Promise.all(folders.map((folder) => treeOf(under, folder, context)));
  return [...new Set(lists.flat())].sort();
}
