/** The fixed words of a language, from `templates/words/<lang>.yaml`, found by the same fall-back as templates. */

import { diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import { UnplacedDiagnostic } from '../../model/unplaced.ts';
import type { Context } from '../../platform/context.ts';
import { readYaml } from '../config/yaml.ts';
import { lookupAll, type TemplateOwner, templateFolders } from './lookup.ts';

/** Two words with a space between them, unless the first is Japanese: there CSS sets the distance. */
export const spaced = (word: string, next: string): string =>
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\uFFEF]$/u.test(word) ? word + next : `${word} ${next}`;

const readFileOfWords = (text: string, shown: string) => readYaml(text, shown);

/**
 * A function from a word's key to the word. A key that no file knows is told where a template asks for it.
 * The files of `ja` and of `ja-JP` are laid over that of `en`, and a pack's file over Dossier's: it need only hold what differs.
 */
export async function loadWords(edition: TemplateOwner & { readonly lang: string }, context: Context): Promise<(key: string) => string> {
  const folders = templateFolders(edition, context);
  const language = edition.lang.split('-')[0] as string;
  const words = new Map<string, string>();
  for (const lang of new Set(['en', language, edition.lang])) {
    for (const file of await lookupAll(`words/${lang}.yaml`, folders, context)) {
      // Every document of a build asks for the same.
      const yaml = context.memory.call(readFileOfWords, await context.files.text(file), context.files.shown(file));
      yaml.problems.forEach(context.report);
      for (const [key, value] of Object.entries((yaml.value ?? {}) as Record<string, unknown>)) words.set(key, String(value));
    }
  }
  if (!words.has('locale')) words.set('locale', edition.lang);
  return (key) => {
    const word = words.get(key);
    if (word !== undefined) return word;
    const params = { name: key, lang: language, near: nearest(key, words.keys()) };
    throw new UnplacedDiagnostic((place) => diagnostic('WORD_MISSING', params, place));
  };
}
