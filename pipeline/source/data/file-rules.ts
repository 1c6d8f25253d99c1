/** Rules of `data` in `pack.yaml` belong to files, however the paths that name them are spelled. */
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import type { Files } from '../../platform/files.ts';
import { imageTypes } from '../../platform/image-types.ts';
import type { PackConfig } from '../config/schema.ts';
import type { FileKeys, Source } from '../types.ts';
import { confineToProject } from './project.ts';

type Disk = Pick<Files, 'confine' | 'isFile' | 'tree'>;

/** What holds records, by its ending. */
export const hasRecords = (name: string): boolean => /\.(csv|tsv|ya?ml|json|xlsx|xlsm|ods)$/i.test(name);

/**
 * The files that `data` names. A key that names none, or one that its rule could not withhold, is reported.
 * @param texts chapters, the deck, and what the deck takes over, relative to the folder
 */
export async function fileKeys(
  folder: string,
  config: PackConfig,
  texts: readonly string[],
  at: Source['at'],
  files: Disk,
): Promise<{ readonly keys: FileKeys; readonly problems: readonly Diagnostic[] }> {
  const keys = new Map<string, string[]>();
  const problems: Diagnostic[] = [];
  const given = await filesOf(folder, givenAway(config), files);
  const works = await filesOf(folder, config.bibliography, files);
  const printed = await filesOf(folder, texts, files);
  for (const key of Object.keys(config.data)) {
    const place = at(['data', key], true);
    const isImage = path.extname(key).toLowerCase() in imageTypes;
    const file = isImage ? await confineToProject(path.resolve(folder, key), folder, files) : await files.confine(folder, key);
    if (file === undefined) problems.push(diagnostic('PATH_OUTSIDE', { name: key }, place));
    else if (!(await files.isFile(file)))
      problems.push(diagnostic('FILE_MISSING', { name: key, near: nearest(key, await files.tree(folder)) }, place));
    else {
      const own = original(path.relative(folder, file).split(path.sep), config);
      const isRead = isReadElsewhere(own) || works.has(file) || printed.has(path.join(folder, ...own));
      const isKnown = hasRecords(file) || path.extname(file).toLowerCase() in imageTypes || given.has(file);
      if (isRead || !isKnown) problems.push(diagnostic('DATA_RULE', { name: key }, place));
      keys.set(file, [...(keys.get(file) ?? []), key]);
    }
  }
  return { keys, problems };
}

/** The path of what a file is a translation of; its own if it is none. */
function original(steps: readonly string[], { languages }: PackConfig): readonly string[] {
  const [first = '', ...rest] = steps;
  return languages.includes(first) && rest.length > 0 ? rest : steps;
}

/** Whether a file is read by others than what asks for these rules, whoever lists it: texts, glossaries, templates. */
const isReadElsewhere = (steps: readonly string[]): boolean =>
  steps[0] === 'templates' || (steps.length === 1 && /^(pack\.yaml|glossary\.yaml|.*\.md)$/i.test(steps[0] as string));

function givenAway({ annexes, attachments, audiences }: PackConfig): string[] {
  const lists = [attachments, ...Object.values(audiences).map((audience) => audience.attachments ?? [])];
  return [...annexes, ...lists.flat()].flatMap((one) => (typeof one === 'string' ? [] : [one.file]));
}

async function filesOf(folder: string, names: readonly string[], files: Disk): Promise<ReadonlySet<string>> {
  return new Set((await Promise.all(names.map((name) => files.confine(folder, name)))).filter((file) => file !== undefined));
}

/**
 * The keys whose rules hold for a file: those that name it, and those that name what it is a translation of.
 * @param file its absolute path, as `confine` gives it
 * @param original what it is known to be a translation of
 */
export async function keysFor(
  file: string,
  { folder, config, fileKeys: keys }: Pick<Source, 'folder' | 'config' | 'fileKeys'>,
  files: Pick<Files, 'confine' | 'identity'>,
  original?: string,
): Promise<readonly string[]> {
  if (keys.size === 0) return [];
  const found = new Set([...(keys.get(file) ?? []), ...(original === undefined ? [] : (keys.get(original) ?? []))]);
  // Another name of the same file on disk.
  const identity = await files.identity(file);
  for (const [other, own] of identity === undefined ? [] : keys)
    if (other !== file && (await files.identity(other)) === identity) for (const key of own) found.add(key);
  const [first = '', ...rest] = path.relative(folder, file).split(path.sep);
  const translated = config.languages.includes(first) ? await files.confine(folder, rest.join('/')) : undefined;
  for (const key of translated === undefined ? [] : (keys.get(translated) ?? [])) found.add(key);
  return [...found];
}
