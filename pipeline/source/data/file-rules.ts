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
export const hasRecords = (name: string): boolean => /\.(csv|tsv|ya?ml|json)$/i.test(name);

/** The files that `data` names. A key that names none, or one that its rule could not withhold, is reported. */
export async function fileKeys(
  folder: string,
  config: PackConfig,
  at: Source['at'],
  files: Disk,
): Promise<{ readonly keys: FileKeys; readonly problems: readonly Diagnostic[] }> {
  const keys = new Map<string, string[]>();
  const problems: Diagnostic[] = [];
  const given = await filesOf(folder, givenAway(config), files);
  const works = await filesOf(folder, config.bibliography, files);
  for (const key of Object.keys(config.data)) {
    const place = at(['data', key], true);
    const isImage = path.extname(key).toLowerCase() in imageTypes;
    const file = isImage ? await confineToProject(path.resolve(folder, key), folder, files) : await files.confine(folder, key);
    if (file === undefined) problems.push(diagnostic('PATH_OUTSIDE', { name: key }, place));
    else if (!(await files.isFile(file)))
      problems.push(diagnostic('FILE_MISSING', { name: key, near: nearest(key, await files.tree(folder)) }, place));
    else {
      const isRead = isReadElsewhere(path.relative(folder, file).split(path.sep), config) || works.has(file);
      const isKnown = hasRecords(file) || path.extname(file).toLowerCase() in imageTypes || given.has(file);
      if (isRead || !isKnown) problems.push(diagnostic('DATA_RULE', { name: key }, place));
      keys.set(file, [...(keys.get(file) ?? []), key]);
    }
  }
  return { keys, problems };
}

/** Whether a file is read by others than what asks for these rules: chapters, texts, glossaries, templates. */
function isReadElsewhere(steps: readonly string[], { languages }: PackConfig): boolean {
  const [first = '', ...rest] = steps;
  const own = languages.includes(first) && rest.length > 0 ? rest : steps;
  return first === 'templates' || (own.length === 1 && /^(pack\.yaml|glossary\.yaml|.*\.md)$/i.test(own[0] as string));
}

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
