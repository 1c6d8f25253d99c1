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
}

/** What there is. Decks beside a folder's chapters are packs of their own: each is built by its name. */
export async function looseTexts({ folder, only }: PackPlace, files: Files): Promise<LooseTexts> {
  const read = async (name: string): Promise<LooseText[]> => {
    const file = await files.confine(folder, name);
    return file !== undefined && (await files.isFile(file)) ? [{ name, path: file, text: await files.text(file) }] : [];
  };
  if (only !== undefined) {
    const [text] = await read(only);
    const isDeck = text !== undefined && looksLikeDeck(text.name, text.text);
    return { texts: text && !isDeck ? [text] : [], deck: isDeck ? text : undefined, order: undefined, leftOut: [] };
  }
  const { names, leftOut, order } = await chapterFiles(folder, { listed: undefined, languages: [], isConfigured: false }, files);
  const all = (await Promise.all(names.map(read))).flat();
  const [deck] = await read(deckName);
  const texts = all.filter(({ name, text }) => !looksLikeDeck(path.posix.basename(name), text));
  return { texts, deck, order, leftOut };
}
