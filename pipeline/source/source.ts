/** source: a pack's folder → its configuration and texts. */
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import { nearest } from '../model/nearest.ts';
import { type Place, placeInText } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { checkBrand } from './brand/check.ts';
import type { KindNames } from './config/audience-schema.ts';
import { impliedConfig, nameAsTitle } from './config/implied.ts';
import { checkLooks, filesIn, loadPack } from './config/load.ts';
import type { PackConfig } from './config/schema.ts';
import { packTokens } from './config/tokens.ts';
import { translatePack } from './config/translate.ts';
import { fileKeys } from './data/file-rules.ts';
import { checkFiles } from './data/named-files.ts';
import { projectOf } from './data/project.ts';
import { type ChapterFiles, chapterFiles } from './files/chapter-files.ts';
import { allImports, deckImports } from './files/deck-imports.ts';
import { looseTexts } from './files/loose-texts.ts';
import type { ChapterOrder, ChapterRole } from './files/order-files.ts';
import { type PackPlace, packPlace } from './files/pack-place.ts';
import { reportChapters } from './files/report-chapters.ts';
import type { PackFonts } from './fonts/families.ts';
import { packFonts } from './fonts/own-fonts.ts';
import { lookNames } from './locale/lookup.ts';
import type { FileKeys, Source, SourceFile } from './types.ts';

/**
 * Reads a pack: `pack.yaml` and what it names, or a folder or single file of Markdown without one.
 * @param given absolute path of a folder or of a Markdown file
 * @returns the pack in each of its languages, or undefined if its configuration cannot be used (which is reported)
 */
export async function source(given: string, kinds: KindNames, context: Context): Promise<Source[] | undefined> {
  const place = packPlace(given);
  const { folder, only } = place;
  const names = await context.files.list(folder);
  // A folder of that name, or a link that leads nowhere, is a pack.yaml that cannot be read: its rules must not be passed over.
  const isNamed = names.some((name) => name.replace(/\/$/, '') === 'pack.yaml');
  if (isNamed && only === undefined) return configured(place, kinds, context);
  for (const name of names.filter((one) => /^pack\.ya?ml$/i.test(one)))
    if (/^(?:audiences|properties|data)[ \t]*:/m.test(await context.files.text(path.join(folder, name)).catch(() => ''))) {
      const file = context.files.shown(path.join(folder, name));
      context.report(diagnostic('PACK_PASSED_OVER', { isAlone: isNamed, folder: context.files.shown(folder) || '.' }, { file }));
      return undefined;
    }
  return unconfigured(place, kinds, context);
}

async function configured(place: PackPlace, kinds: KindNames, context: Context): Promise<Source[] | undefined> {
  const configFile = await read(place.folder, 'pack.yaml', '', context);
  if (configFile === undefined) return undefined;
  const tokens = await packTokens(place.folder, context);
  const loaded = loadPack(configFile, [...tokens.keys()], kinds);
  loaded.problems.forEach(context.report);
  if (loaded.config === undefined) return undefined;
  checkBrand(loaded.config, tokens, loaded.at).forEach(context.report);
  checkLooks(loaded.config, await lookNames(place.folder, context), loaded.at).forEach(context.report);
  const config = { ...loaded.config, date: loaded.config.date ?? (await context.files.committed(place.folder)) };
  const deck = path.posix.normalize(config.slides);
  const wanted = {
    listed: filesIn(config.chapters),
    appendices: config.appendices,
    deck,
    languages: config.languages.slice(1),
    isConfigured: true,
  };
  const found = await chapterFiles(place.folder, wanted, context.files);
  const taken = await takenByDeck(place.folder, deck, context.files);
  const isFree = (name: string) => filesIn(loaded.config?.chapters) !== undefined || !taken.has(name);
  const chapters = { ...found, names: found.names.filter(isFree), leftOut: found.leftOut.filter(isFree) };
  await reportChapters(chapters, place.folder, { config, shown: configFile.shown }, context);
  const texts = { chapters: chapterNames(config, chapters, configFile, context), deck, imported: [...taken] };
  await checkDeck(config.slides, loaded.has(['slides']), place, configFile, found, context);
  const { isUsable, at, has } = loaded;
  return inLanguages(place, { ...texts, roles: rolesOf(config, found.order), config, isUsable, file: configFile, at, has }, context);
}

/** A pack that is nothing but Markdown. */
async function unconfigured(place: PackPlace, kinds: KindNames, context: Context): Promise<Source[] | undefined> {
  const { files, report } = context;
  const found = await looseTexts(place, files);
  const { deck, order } = found;
  const taken = deck ? await takenByDeck(place.folder, deck.name, files) : new Set<string>();
  const texts = found.texts.filter(({ name }) => !taken.has(name));
  const all = deck ? [deck, ...texts] : texts;
  const [first] = all;
  const shown = files.shown(first?.path ?? place.folder);
  const at = () => ({ file: shown, line: 1, column: 1 });
  if (first === undefined) report(diagnostic('PACK_EMPTY', {}, { file: shown }));
  const known = { texts: all, isDeck: deck !== undefined, name: nameAsTitle(place.pack), title: order?.title };
  const text = await impliedConfig(known, files);
  const file: SourceFile = { name: 'pack.yaml', path: first?.path ?? place.folder, shown, text, lang: '' };
  const { config, isUsable, problems, has } = loadPack(file, [...(await packTokens(place.folder, context)).keys()], kinds);
  for (const one of problems) report({ ...one, place: at() });
  if (config === undefined) return undefined;
  await reportChapters(found, place.folder, { config, shown }, context);
  const written = { chapters: texts.map(({ name }) => name), deck: deck?.name, imported: [...taken] };
  return inLanguages(place, { ...written, roles: rolesOf(config, order), config, isUsable, file, at, has }, context);
}

/** What chapters are beside their order. */
const rolesOf = ({ appendices = [] }: PackConfig, order: ChapterOrder | undefined): ReadonlyMap<string, ChapterRole> =>
  new Map<string, ChapterRole>([...(order?.roles ?? []), ...appendices.map((name) => [name, { isAppendix: true }] as const)]);

/** The pack as it is written: its configuration, the file that holds it, and its texts. */
interface Written {
  readonly config: PackConfig;
  readonly isUsable: boolean;
  readonly file: SourceFile;
  readonly at: Source['at'];
  readonly has: Source['has'];
  readonly chapters: readonly string[];
  readonly deck: string | undefined;
  readonly roles: ReadonlyMap<string, ChapterRole>;
  /** Files that the deck takes slides or code from. */
  readonly imported: readonly string[];
}

interface Base extends Written {
  readonly lang: string;
  readonly fonts: PackFonts;
  readonly fileKeys: FileKeys;
}

async function inLanguages(place: PackPlace, written: Written, context: Context): Promise<Source[]> {
  const { config, at, chapters, deck, imported } = written;
  await checkFiles(place.folder, config, at, context);
  const texts = [...chapters, ...(deck === undefined ? [] : [deck]), ...imported];
  const { keys, problems } = await fileKeys(place.folder, config, texts, at, context.files);
  problems.forEach(context.report);
  const fonts = await packFonts(place.folder, config, at, context);
  const base = { ...written, lang: config.languages[0] as string, fileKeys: keys, fonts };
  return Promise.all(config.languages.map((lang) => inLanguage(place, lang, base, context)));
}

async function inLanguage({ folder, pack }: PackPlace, lang: string, base: Base, context: Context): Promise<Source> {
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
  const texts = await translation('pack.yaml');
  if (texts === undefined && lang !== base.lang) missing(base.file);
  const translated = texts && translatePack(base.config, base.file, texts);
  translated?.problems.forEach(report);
  untranslated.push(...(translated?.untranslated ?? []));
  const chapters = await Promise.all(base.chapters.map(load));
  const hasDeck = base.deck !== undefined && (await files.isFile(path.join(folder, base.deck)));
  const alone = hasDeck ? await load(base.deck as string) : undefined;
  const deck = alone && (await withImports(alone, folder, files));
  if (chapters.length === 0 && deck === undefined) report(diagnostic('PACK_EMPTY', {}, { file: base.file.shown, line: 1, column: 1 }));
  return {
    pack,
    folder,
    lang,
    config: translated?.config ?? base.config,
    isUsable: base.isUsable,
    configFile: base.file,
    fileKeys: base.fileKeys,
    fonts: base.fonts,
    has: base.has,
    at: (path, key) => translated?.at(path, key) ?? base.at(path, key),
    chapters: chapters.filter((file) => file !== undefined).map((file) => withRole(file, base.roles)),
    deck,
    untranslated,
  };
}

function withRole(file: SourceFile, roles: Written['roles']): SourceFile {
  const role = roles.get(file.name);
  return role === undefined ? file : { ...file, role };
}

/** Files whose slides the deck takes over are no chapters: whom it takes them over for is written there. */
async function takenByDeck(folder: string, name: string, files: Context['files']): Promise<ReadonlySet<string>> {
  const file = await files.confine(folder, name);
  if (file === undefined || !(await files.isFile(file))) return new Set();
  const imports = await deckImports({ path: file, text: await files.text(file) }, folder, await projectOf(folder, files), files);
  const own = (await files.confine(folder, '.')) ?? folder;
  return new Set(allImports(imports).map(({ path: one }) => path.relative(own, one).split(path.sep).join('/')));
}

async function withImports(deck: SourceFile, folder: string, files: Context['files']): Promise<SourceFile> {
  const imports = await deckImports(deck, folder, await projectOf(folder, files), files);
  return Object.keys(imports).length === 0 ? deck : { ...deck, imports };
}

/** Every chapter that exists; those that are listed and do not are reported. */
function chapterNames(config: PackConfig, found: ChapterFiles, configFile: SourceFile, context: Context): string[] {
  const exists = (name: string) => found.all.includes(name) || found.texts.includes(name);
  for (const name of new Set(found.names))
    if (!exists(name)) context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, found.all) }, placeOfText(configFile, name)));
  for (const name of new Set(Object.values(config.audiences).flatMap((audience) => filesIn(audience.chapters) ?? []))) {
    const place = placeOfText(configFile, name);
    if (!exists(name)) context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, found.all) }, place));
    else if (!found.names.includes(name)) context.report(diagnostic('CHAPTER_UNLISTED', { name }, place));
  }
  return found.names.filter(exists);
}

/** A deck that pack.yaml names has to be there; without that, there may be none. */
async function checkDeck(
  name: string,
  isNamed: boolean,
  { folder }: PackPlace,
  configFile: SourceFile,
  { all }: ChapterFiles,
  { files, report }: Context,
): Promise<void> {
  if (isNamed && !(await files.isFile(path.join(folder, name))))
    report(diagnostic('FILE_MISSING', { name, near: nearest(name, all) }, placeOfText(configFile, name)));
}

/** Where a file's name is in pack.yaml. */
const placeOfText = ({ shown, text }: SourceFile, wanted: string): Place => placeInText(text, Math.max(0, text.lastIndexOf(wanted)), shown);

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
