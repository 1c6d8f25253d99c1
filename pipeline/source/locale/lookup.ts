/** Where templates are found: the pack's own first, then the audience's, then Dossier's. */
import path from 'node:path';
import type { Context } from '../../platform/context.ts';

/** Whose templates are looked for: a pack, and the audience with all that it inherits from. */
export interface TemplateOwner {
  readonly folder: string;
  readonly lineage: readonly string[];
}

/** Folders in order of precedence: in each root those of the audience, of the one that it inherits from and so on, then the root itself. */
export function templateFolders({ folder, lineage }: TemplateOwner, { templates }: Pick<Context, 'templates'>): readonly string[] {
  const own = path.join(folder, 'templates');
  return [own, ...templates].flatMap((root) => [...lineage.map((audience) => path.join(root, 'audiences', audience)), root]);
}

/** The first file of this relative path, or undefined. */
export async function lookup(name: string, folders: readonly string[], { files }: Pick<Context, 'files'>): Promise<string | undefined> {
  for (const folder of folders) {
    // Most folders have few files or are not there: one question for all names, in place of three for each.
    if (!mayHold(await files.tree(folder), name)) continue;
    const file = await files.confine(folder, name);
    if (file !== undefined && (await files.isFile(file))) return file;
  }
  return undefined;
}

/** Whether a file can be there. A link to a folder is listed as if it were a file. */
function mayHold(names: readonly string[], name: string): boolean {
  const parts = path.posix.normalize(name).split('/');
  return parts.some((_, index) => names.includes(parts.slice(0, index + 1).join('/')));
}

/** Every file of this relative path, the least particular first: for what is laid over instead of replaced. */
export async function lookupAll(name: string, folders: readonly string[], context: Pick<Context, 'files'>): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => lookup(name, [folder], context)));
  return found.filter((file) => file !== undefined).reverse();
}

/** Relative paths of all files under a folder of the template tree, whichever of the folders holds them. */
export async function listAll(under: string, folders: readonly string[], { files }: Pick<Context, 'files'>): Promise<string[]> {
  const lists = await Promise.all(folders.map((folder) => files.tree(path.join(folder, under))));
  return [...new Set(lists.flat())].sort();
}
