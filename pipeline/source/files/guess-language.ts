/** The language of a text that names none, where its letters say it. */

/** Letters that belong to one language of those that are written today, or nearly so. */
const scripts: readonly (readonly [lang: string, letters: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

/** How much of a text is read. */
const enough = 20_000;

/** A BCP 47 tag, if a tenth of the letters are of one language's script; undefined otherwise. Japanese is recognised by its kana. */
export function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, enough);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return scripts.find(([, own]) => (sample.match(own)?.length ?? 0) > Math.max(4, letters / 10))?.[0];
}
