/** source: a pack's folder → its configuration and texts. */
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { hasLockedMetadata } from '../platform/image-metadata/index.ts';
import { loadPack } from './config/load.ts';
import type { KindNames, PackConfig } from './config/schema.ts';
import { tokenNames } from './config/tokens.ts';
import { translatePack } from './config/translate.ts';
import { lockFrom, lockName } from './data/fetch-lock.ts';
import { fileKeys } from './data/file-rules.ts';
import { readImage } from './data/image-file.ts';
import { findImage, nearestImage } from './data/images.ts';
import type { FileKeys, Source, SourceFile } from './types.ts';

const deckName = 'slides.md';

/**
 * Reads `pack.yaml` and what it names.
 * @returns the pack in each of its languages, or undefined if its configuration cannot be used (which is reported)
 */
export async function source(folder: string, kinds: KindNames, context: Context): Promise<Source[] | undefined> {
  const configFile = await read(folder, 'pack.yaml', '', context);
  if (configFile === undefined) return undefined;
  const { config, problems, at } = loadPack(configFile, await tokenNames(folder, context), kinds);
  problems.forEach(context.report);
  if (config === undefined) return undefined;
  await checkFiles(folder, config, at, context);
  await checkLock(folder, context);
  const { keys, problems: ofKeys } = await fileKeys(folder, config, at, context.files);
  ofKeys.forEach(context.report);
  const base = { config, file: configFile, lang: config.languages[0] as string, at, fileKeys: keys };
  return Promise.all(config.languages.map((lang) => inLanguage(folder, lang, base, context)));
}

/** The pack as it is written: its configuration, the file that holds it, and its language. */
interface Base {
  readonly config: PackConfig;
  readonly file: SourceFile;
  readonly lang: string;
  readonly at: Source['at'];
  readonly fileKeys: FileKeys;
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
    fileKeys: base.fileKeys,
    at: (path, key) => translated?.at(path, key) ?? base.at(path, key),
    chapters: chapters.filter((file) => file !== undefined),
    deck,
    untranslated,
  };
}

/** Every chapter: those that `chapters` lists, in its order, or all by name. */
function chapterNames(config: PackConfig, listed: readonly string[], configFile: SourceFile, context: Context): string[] {
  const found = listed.filter((name) => name !== deckName);
  const wanted = config.chapters ?? found;
  for (const name of new Set(wanted)) {
    if (!found.includes(name))
      context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, found) }, placeOfText(configFile, name)));
  }
  for (const name of new Set(Object.values(config.audiences).flatMap((audience) => audience.chapters ?? []))) {
    const place = placeOfText(configFile, name);
    if (!found.includes(name)) context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, found) }, place));
    else if (!wanted.includes(name)) context.report(diagnostic('CHAPTER_UNLISTED', { name }, place));
  }
  return wanted.filter((name) => found.includes(name));
}

/** Images whose metadata cannot be removed here. */
const isOtherImage = /\.(tiff?|avif|hei[cf]|jxl|dng)$/i;

/** The files that `pack.yaml` names, beside chapters and data: logos, annexes, attachments. */
async function checkFiles(folder: string, config: PackConfig, at: Source['at'], { files, report }: Context): Promise<void> {
  const audiences = Object.keys(config.audiences).map((name) => ['audiences', name, 'logo']);
  const logos = [['logo'], ...audiences].flatMap((steps) => {
    const logo = steps.length === 1 ? config.logo : config.audiences[steps[1] as string]?.logo;
    return logo === undefined ? [] : [{ name: logo, place: at(steps) }];
  });
  const annexes = config.annexes.map(({ file }, index) => ({
    name: file,
    place: at(['annexes', index, 'file']),
    isGiven: false,
  }));
  const lists = [['attachments'], ...Object.keys(config.audiences).map((name) => ['audiences', name, 'attachments'])];
  const attachments = lists.flatMap((steps) =>
    ((steps.length === 1 ? config.attachments : config.audiences[steps[1] as string]?.attachments) ?? []).flatMap((one, index) =>
      typeof one === 'string' ? [] : [{ name: one.file, place: at([...steps, index, 'file']), isGiven: true }],
    ),
  );
  for (const { name, place } of logos) await checkLogo(name, place, folder, { files, report });
  for (const { name, place, isGiven } of [...annexes, ...attachments]) {
    const file = await files.confine(folder, name);
    if (file === undefined) report(diagnostic('PATH_OUTSIDE', { name }, place));
    else if (!(await files.isFile(file)))
      report(diagnostic('FILE_MISSING', { name, near: nearest(name, await files.tree(folder)) }, place));
    else if (isGiven && config.images.metadata !== 'keep' && isOtherImage.test(file) && hasLockedMetadata(await files.bytes(file)))
      report(diagnostic('IMAGE_METADATA', { name }, place));
  }
}

async function checkLock(folder: string, { files, report }: Context): Promise<void> {
  const file = path.join(folder, lockName);
  if ((await files.isFile(file)) && lockFrom(await files.text(file).catch(() => '')) === undefined)
    report(diagnostic('FETCH_LOCK', {}, { file: files.shown(file) }));
}

async function checkLogo(name: string, place: Place, folder: string, { files, report }: Pick<Context, 'files' | 'report'>): Promise<void> {
  const found = await findImage(name, { path: path.join(folder, 'pack.yaml') }, folder, files);
  if (found.sort === 'remote') return report(diagnostic('REMOTE_BLOCKED', { name }, place));
  if (found.sort === 'outside') return report(diagnostic('IMAGE_OUTSIDE', { name }, place));
  if (found.sort === 'missing') return report(diagnostic('IMAGE_MISSING', { name, near: await nearestImage(name, folder, files) }, place));
  if (found.sort !== 'file') return;
  const read = await readImage(found, files);
  if (read.sort !== 'image') report(diagnostic(read.sort, { name }, place));
  else if (found.instead !== undefined) report(diagnostic('IMAGE_ELSEWHERE', { name, instead: found.instead }, place));
}

/** Where a file's name stands in pack.yaml. */
function placeOfText({ shown, text }: SourceFile, wanted: string): Place {
  const before = text.slice(0, Math.max(0, text.lastIndexOf(wanted))).split('\n');
  return { file: shown, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** @param under folder of the translation, which goes by the name of what it translates */
async function read(folder: string, name: string, lang: string, { files, report }: Context, under = ''): Promise<SourceFile | undefined> {
  const file = path.join(folder, under, name);
  if ((await files.confine(folder, path.join(under, name))) === undefined) {
    report(diagnostic('PATH_OUTSIDE', { name }, { file: files.shown(file), line: 1, column: 1 }));
    return undefined;
  }
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
