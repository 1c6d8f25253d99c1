/** source: a pack's folder → its configuration and texts. */
import path from 'node:path';
import { loadPack } from '../config/load.ts';
import type { PackConfig } from '../config/schema.ts';
import { translatePack } from '../config/translate.ts';
import type { Context } from '../context.ts';
import { diagnostic, nearest } from '../diagnostics.ts';
import { tokenNames } from '../template/tokens.ts';
import type { Diagnostic, Source, SourceFile } from '../types.ts';

const deckName = 'slides.md';

/**
 * Reads `pack.yaml` and what it names.
 * @returns the pack in each of its languages, or undefined if its configuration cannot be used (which is reported)
 */
export async function source(folder: string, context: Context): Promise<Source[] | undefined> {
  const configFile = await read(folder, 'pack.yaml', '', context);
  if (configFile === undefined) return undefined;
  const { config, problems } = loadPack(configFile, await tokenNames(folder, context));
  problems.forEach(context.report);
  if (config === undefined) return undefined;
  const base = { config, file: configFile, lang: config.languages[0] as string };
  return Promise.all(config.languages.map((lang) => inLanguage(folder, lang, base, context)));
}

/** The pack as it is written: its configuration, the file that holds it, and its language. */
interface Base {
  readonly config: PackConfig;
  readonly file: SourceFile;
  readonly lang: string;
}

async function inLanguage(folder: string, lang: string, base: Base, context: Context): Promise<Source> {
  const { files, report } = context;
  const untranslated: Diagnostic[] = [];
  const missing = (file: SourceFile) =>
    void untranslated.push(diagnostic('LANG_FALLBACK', { name: file.name, lang }, { file: file.shown, line: 1, column: 1 }));
  const translation = async (name: string) =>
    lang !== base.lang && (await files.isFile(path.join(folder, lang, name))) ? read(folder, name, lang, context, lang) : undefined;
  const load = async (name: string) => {
    const translated = await translation(name);
    const file = translated ?? (await read(folder, name, base.lang, context));
    if (file !== undefined && file.lang !== lang) missing(file);
    return file;
  };
  const listed = (await files.list(folder)).filter((name) => name.endsWith('.md') && !/^readme\.md$/i.test(name));
  const texts = await translation('pack.yaml');
  if (texts === undefined && lang !== base.lang) missing(base.file);
  const translated = texts && translatePack(base.config, base.file, texts);
  translated?.problems.forEach(report);
  untranslated.push(...(translated?.untranslated ?? []));
  const chapters = await Promise.all(chapterNames(base.config, listed, base.file, context).map(load));
  const deck = listed.includes(deckName) ? await load(deckName) : undefined;
  if (chapters.length === 0 && deck === undefined) report(diagnostic('PACK_EMPTY', {}, { file: base.file.shown, line: 1, column: 1 }));
  return {
    pack: path.basename(folder),
    folder,
    lang,
    config: translated?.config ?? base.config,
    configFile: base.file,
    chapters: chapters.filter((file) => file !== undefined),
    deck,
    untranslated,
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

/** @param under folder of the translation */
async function read(folder: string, name: string, lang: string, { files, report }: Context, under = ''): Promise<SourceFile | undefined> {
  const file = path.join(folder, under, name);
  try {
    return { name, path: file, shown: files.shown(file), text: await files.text(file), lang };
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
