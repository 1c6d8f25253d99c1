/** Which Markdown files of a folder are its chapters, and in which order. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { naturalOrder } from './natural-order.ts';
import { type ChapterOrder, chapterOrder, isOrderFile } from './order-files.ts';
import { isMarkdown, namesText, withoutEnding } from './pack-place.ts';

/** The Markdown files of a pack. */
export interface ChapterFiles {
  /** Chapters in reading order, relative to the folder, with forward slashes. */
  readonly names: readonly string[];
  /** Every Markdown file that may be one when it is listed. */
  readonly all: readonly string[];
  /** Files of other endings that are listed by name, such as `notes.txt`. */
  readonly texts: readonly string[];
  /** Files that nobody lists, so that they are not printed. */
  readonly leftOut: readonly string[];
  /** The file of another program that gives the order. */
  readonly order: ChapterOrder | undefined;
}

/** What decides. */
interface Wanted {
  /** `chapters` of pack.yaml. */
  readonly listed: readonly string[] | undefined;
  /** The file with the deck, if `pack.yaml` names another than `slides.md`: no chapter. */
  readonly deck?: string;
  /** `appendices` of pack.yaml: they come last. */
  readonly appendices?: readonly string[] | undefined;
  /** Folders of translations. */
  readonly languages: readonly string[];
  /** The pack has a `pack.yaml`: then files in subfolders are chapters only where there are none at its top. */
  readonly isConfigured: boolean;
}

export const deckName = 'slides.md';

/** Folders that hold no text of the pack: of Dossier, of npm, and those that other programs write or lay pages out with. */
const otherFolders = /^(?:\..*|node_modules|templates|output|dist|_site|_book|_build|_includes|_layouts)\/$/;

/** Licences, changes and rules of a project: a reader of a document does not look for them. */
const ofProject = /^(?:licen[cs]e|copying|changelog|changes|history|contributing|code[_-]of[_-]conduct|security|notice)$/i;

/** @param folder absolute path of the pack */
export async function chapterFiles(folder: string, wanted: Wanted, files: Files): Promise<ChapterFiles> {
  const deck = wanted.deck === undefined ? deckName : path.posix.normalize(wanted.deck);
  const all = (await markdownBelow(folder, '', wanted.languages, files)).filter((name) => name !== deck && !isOrderFile(name));
  const order = wanted.listed === undefined ? await chapterOrder(folder, files) : undefined;
  const appendices = new Set(wanted.appendices);
  const body = wanted.listed ?? order?.names ?? (wanted.isConfigured ? ofPack(all.filter((name) => !appendices.has(name))) : ofFolder(all));
  const names = [...body.filter((name) => !appendices.has(name)), ...appendices];
  const shown = new Set(names);
  const leftOut = wanted.listed === undefined ? all.filter((name) => !shown.has(name) && !isReadme(name)) : [];
  return { names, all, texts: await textsByName(folder, [...(wanted.listed ?? []), ...appendices], files), leftOut, order };
}

/** Listed files that are no Markdown by their names. */
async function textsByName(folder: string, listed: readonly string[], files: Files): Promise<string[]> {
  const others = listed.filter((name) => namesText(name) && !isMarkdown(name));
  const exist = await Promise.all(others.map((name) => files.isFile(path.join(folder, name))));
  return others.filter((_, index) => exist[index]);
}

const isReadme = (name: string) => /^readme$/i.test(withoutEnding(path.posix.basename(name)));
const isAtTop = (name: string) => !name.includes('/');

/** What is at the top; failing that what is below; failing that the README. */
function ofPack(all: readonly string[]): readonly string[] {
  const texts = all.filter((name) => !isReadme(name));
  const top = texts.filter(isAtTop);
  if (top.length > 0) return top;
  return texts.length > 0 ? texts : all;
}

/** All texts, the README of each folder first; without the papers of a project, unless there is nothing else. */
function ofFolder(all: readonly string[]): readonly string[] {
  const texts = all.filter((name) => !isAtTop(name) || !ofProject.test(withoutEnding(name)));
  return texts.length > 0 ? texts : all;
}

async function markdownBelow(folder: string, inner: string, languages: readonly string[], files: Files): Promise<string[]> {
  const entries = await files.list(path.join(folder, inner));
  const own = entries.filter((name) => isMarkdown(name)).sort(firstThingsFirst);
  const folders = entries.filter((name) => name.endsWith('/') && !otherFolders.test(name));
  const translated = (name: string) => inner === '' && languages.includes(name.slice(0, -1));
  const below = await Promise.all(
    folders
      .filter((name) => !translated(name))
      .map(async (name) => [name, await markdownBelow(folder, inner + name, languages, files)] as const),
  );
  const units = [...own.map((name) => ({ name, all: [inner + name] })), ...below.map(([name, all]) => ({ name: name.slice(0, -1), all }))];
  return units.sort((a, b) => firstThingsFirst(a.name, b.name)).flatMap(({ all }) => all);
}

/** README and index begin their folder; the rest goes by name, numbers as numbers. */
function firstThingsFirst(a: string, b: string): number {
  const rank = (name: string) => (/^(?:readme|index)$/i.test(withoutEnding(name)) ? 0 : 1);
  return rank(a) - rank(b) || naturalOrder(a, b);
}
