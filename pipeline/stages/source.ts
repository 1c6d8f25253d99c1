/** source: a pack's folder → its configuration and texts. */
import path from 'node:path';
import { loadPack } from '../config/load.ts';
import type { PackConfig } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { diagnostic, nearest } from '../diagnostics.ts';
import { tokenNames } from '../template/tokens.ts';
import type { Source, SourceFile } from '../types.ts';

const deckName = 'slides.md';

/**
 * Reads `pack.yaml` and what it names.
 * @returns the pack in each of its languages, or undefined if its configuration cannot be used (which is reported)
 */
export async function source(folder: string, context: Context): Promise<Source[] | undefined> {
  const configFile = await read(folder, 'pack.yaml', context);
  if (configFile === undefined) return undefined;
  const { config, problems } = loadPack(configFile, await tokenNames(folder, context));
  problems.forEach(context.report);
  if (config === undefined) return undefined;
  const base = config.languages[0] as string;
  return Promise.all(config.languages.map((lang) => inLanguage(folder, configFile, config, lang, base, context)));
}

async function inLanguage(
  folder: string,
  configFile: SourceFile,
  config: PackConfig,
  lang: string,
  base: string,
  context: Context,
): Promise<Source> {
  const listed = (await context.files.list(folder)).filter((name) => name.endsWith('.md') && !/^readme\.md$/i.test(name));
  const named = chapterNames(config, listed, configFile, context);
  const load = async (name: string) => {
    const translated = lang === base ? undefined : `${lang}/${name}`;
    if (translated !== undefined && (await context.files.isFile(path.join(folder, translated)))) return read(folder, translated, context);
    if (translated !== undefined)
      context.report(diagnostic('LANG_FALLBACK', { name, lang, used: base }, { file: configFile.shown, line: 1, column: 1 }));
    return read(folder, name, context);
  };
  const chapters = await Promise.all(named.map(load));
  const deck = listed.includes(deckName) ? await load(deckName) : undefined;
  if (chapters.length === 0 && deck === undefined)
    context.report(diagnostic('PACK_EMPTY', {}, { file: configFile.shown, line: 1, column: 1 }));
  return {
    pack: path.basename(folder),
    folder,
    lang,
    config,
    configFile,
    chapters: chapters.filter((file) => file !== undefined),
    deck,
  };
}

/** Every chapter: those that `chapters` lists first, in its order, then (if there is no such list) the rest by name. */
function chapterNames(config: PackConfig, listed: readonly string[], configFile: SourceFile, context: Context): string[] {
  const found = listed.filter((name) => name !== deckName);
  const lists = [config.chapters, ...Object.values(config.audiences).map((audience) => audience.chapters)];
  for (const name of lists.flatMap((list) => list ?? [])) {
    if (found.includes(name)) continue;
    const line = configFile.text.split('\n').findIndex((text) => text.includes(name)) + 1;
    const column = (configFile.text.split('\n')[line - 1]?.indexOf(name) ?? 0) + 1;
    context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, found) }, { file: configFile.shown, line, column }));
  }
  if (config.chapters === undefined) return found;
  return config.chapters.filter((name) => found.includes(name));
}

async function read(folder: string, name: string, { files, report }: Context): Promise<SourceFile | undefined> {
  const file = path.join(folder, name);
  try {
    return { name, path: file, shown: files.shown(file), text: await files.text(file) };
  } catch (cause) {
    report(diagnostic('PACK_UNREADABLE', { why: reason(cause) }, { file: files.shown(file) }));
    return undefined;
  }
}

const reason = (cause: unknown): string => {
  const code = (cause as NodeJS.ErrnoException).code;
  const reasons: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    EPERM: 'not permitted',
  };
  return reasons[code ?? ''] ?? String((cause as Error).message);
};
