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

/** A word with its number, which some languages put first: “Figure 3”, „3. ábra”. */
export const numbered = (word: string, number: string): string => (word.includes('{}') ? word.replace('{}', number) : spaced(word, number));

const readFileOfWords = (text: string, shown: string) => readYaml(text, shown);

type Languaged = TemplateOwner & { readonly lang: string };

/** Tags of languages that have another today, or of which one form is meant. */
const others: Readonly<Record<string, string>> = { no: 'nb', iw: 'he', in: 'id', mo: 'ro' };

/** Names of files with words of a language, the least particular first: `zh`, `zh-Hant`, `zh-TW`. */
export function wordFilesOf(lang: string): readonly string[] {
  const [tag = lang, ...rest] = lang.split('-');
  const language = others[tag] ?? tag;
  const parts = rest.map((_, index) => [language, ...rest.slice(0, index + 1)].join('-'));
  const isTraditional = language === 'zh' && !rest.includes('Hans') && rest.some((part) => /^(?:TW|HK|MO)$/i.test(part));
  return [...new Set([language, ...(isTraditional ? ['zh-Hant'] : []), ...parts, lang])];
}

/** Whether a document in this language prints English words: its file, if there is one, names none. */
export async function lacksWords(edition: Languaged, context: Context): Promise<boolean> {
  const folders = templateFolders(edition, context);
  for (const lang of wordFilesOf(edition.lang)) if ((await lookupAll(`words/${lang}.yaml`, folders, context)).length > 0) return false;
  return true;
}

/**
 * A function from a word's key to the word. A key that no file knows is reported where a template asks for it.
 * The files of `ja` and of `ja-JP` are laid over that of `en`, and a pack's file over Dossier's: it need only hold what differs.
 */
export async function loadWords(edition: Languaged, context: Context): Promise<(key: string) => string> {
  return wordIn(await loadWordTable(edition, context), edition.lang);
}

/** The words themselves, by their keys. */
export async function loadWordTable(edition: Languaged, context: Context): Promise<ReadonlyMap<string, string>> {
  const folders = templateFolders(edition, context);
  const words = new Map<string, string>();
  let locale: string | undefined;
  for (const lang of new Set(['en', ...wordFilesOf(edition.lang)])) {
    for (const [index, file] of (await lookupAll(`words/${lang}.yaml`, folders, context)).entries()) {
      // Every document of a build asks for the same.
      const yaml = context.memory.call(readFileOfWords, await context.files.text(file), context.files.shown(file));
      yaml.problems.forEach(context.report);
      for (const [key, value] of Object.entries((yaml.value ?? {}) as Record<string, unknown>)) {
        words.set(key, String(value));
        // A country in the tag is a choice, as a file of one's own is; the locale of a whole language is not.
        const isChosen = index > 0 || lang === edition.lang;
        if (key === 'locale' && lang.split('-')[0] === wordFilesOf(edition.lang)[0] && (isChosen || !hasCountry(edition.lang)))
          locale = String(value);
      }
    }
  }
  words.set('locale', locale ?? edition.lang);
  return words;
}

/** @returns a function from a key to its word, which throws what can be reported */
export const wordIn =
  (words: ReadonlyMap<string, string>, lang: string): ((key: string) => string) =>
  (key) => {
    const word = words.get(key);
    if (word !== undefined) return word;
    const params = { name: key, lang: lang.split('-')[0] as string, near: nearest(key, words.keys()) };
    throw new UnplacedDiagnostic((place) => diagnostic('WORD_MISSING', params, place));
  };

const hasCountry = (lang: string) => /-(?:[A-Z]{2}|\d{3})(?:-|$)/i.test(lang);
