/** The texts of a pack without `pack.yaml`: a single file, or those of a folder. */
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { type ChapterFiles, chapterFiles, deckName } from './chapter-files.ts';
import { looksLikeDeck } from './deck-signs.ts';
import type { PackPlace } from './pack-place.ts';

/** One text, as far as it is known before anything is parsed. */
export interface LooseText {
  /** Path relative to the folder, with forward slashes. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export interface LooseTexts extends Pick<ChapterFiles, 'order' | 'leftOut'> {
  readonly texts: readonly LooseText[];
  readonly deck: LooseText | undefined;
  /** Names of other decks beside the texts: packs of their own. */
  readonly decks: readonly string[];
}

/** What there is. Decks beside a folder's chapters are packs of their own; those in its subfolders are built by their names. */
export async function looseTexts({ folder, only }: PackPlace, files: Files): Promise<LooseTexts> {
  const read = async (name: string): Promise<LooseText[]> => {
    const file = await files.confine(folder, name);
    return file !== undefined && (await files.isFile(file)) ? [{ name, path: file, text: await files.text(file) }] : [];
  };
  const isDeck = ({ name, text }: LooseText) => looksLikeDeck(path.posix.basename(name), text);
  if (only !== undefined) {
    const [text] = await read(only);
    const [deck] = text && isDeck(text) ? [text] : [];
    return { texts: text && !deck ? [text] : [], deck, decks: [], order: undefined, leftOut: [] };
  }
  const { names, all, leftOut, order } = await chapterFiles(folder, { listed: undefined, languages: [], isConfigured: false }, files);
  const isAtTop = (name: string) => !name.includes('/');
  const found = (await Promise.all([...new Set([...names, ...all.filter(isAtTop)])].map(read))).flat();
  const chapters = new Set(names);
  const others = new Set(found.filter(isDeck).map(({ name }) => name));
  const [deck] = await read(deckName);
  return {
    texts: found.filter(({ name }) => chapters.has(name) && !others.has(name)),
    deck,
    decks: [...others].filter(isAtTop),
    order,
    leftOut: [...leftOut.filter((name) => !others.has(name)), ...[...others].filter((name) => !isAtTop(name))],
  };
}
