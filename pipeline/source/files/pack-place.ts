/** What a user names as a pack: a folder, or a single Markdown file. */
import path from 'node:path';

/** Where a pack lies. */
export interface PackPlace {
  /** Its name, which is also its folder in `output/`. */
  readonly pack: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** The one file that it consists of, relative to the folder; undefined for a whole folder. */
  readonly only?: string;
}

/** Files that are read as Markdown without being named. `.mdx` and `.qmd` are read for their text. */
const markdownFile = /\.(?:md|markdown|mdown|mkdn?|qmd|rmd|mdx)$/i;

/** Whether a file is Markdown by its name. */
export const isMarkdown = (name: string): boolean => markdownFile.test(name);

/** Whether a path that a user gives names a text rather than a folder. */
export const namesText = (given: string): boolean => isMarkdown(given) || /\.txt$/i.test(given);

/** A file's name without the ending of a text. */
export const withoutEnding = (name: string): string => name.replace(markdownFile, '').replace(/\.txt$/i, '');

/** Names that say nothing of what they hold: the folder's name is better. */
const isGeneric = (stem: string) => /^(?:readme|index|slides|deck|main|presentation)$/i.test(stem);

/** The file that stands for a whole pack in messages. */
export const shownFile = (given: string): string => (namesText(given) ? given : path.join(given, 'pack.yaml'));

/** @param given absolute path of a folder or of a Markdown file */
export function packPlace(given: string): PackPlace {
  if (!namesText(given)) return { pack: path.basename(given), folder: given };
  const [folder, only] = [path.dirname(given), path.basename(given)];
  const stem = withoutEnding(only);
  return { pack: isGeneric(stem) ? path.basename(folder) || stem : stem, folder, only };
}
