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
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['kn', /\p{Script=Kannada}/gu],
  ['ml', /\p{Script=Malayalam}/gu],
  ['gu', /\p{Script=Gujarati}/gu],
  ['pa', /\p{Script=Gurmukhi}/gu],
  ['or', /\p{Script=Oriya}/gu],
  ['si', /\p{Script=Sinhala}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['bo', /\p{Script=Tibetan}/gu],
  ['am', /\p{Script=Ethiopic}/gu],
];

/** Letters that Urdu and Persian have and Arabic has not. */
const arabic: readonly (readonly [lang: string, letters: RegExp])[] = [
  ['ur', /[ٹڈڑںےھہ]/g],
  ['fa', /[پچژگ]/g],
];

/** The most common small words of languages in Latin and Cyrillic letters. */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the and of to in is that for it with as are on this be by or from at which an was not have has',
  de: 'der die das und ist nicht ein eine einer mit den dem des von zu im für auf sich auch werden wird sind oder nach bei aus',
  fr: 'le la les des et est une un du que qui dans pour sur au aux par avec ce cette sont ou pas plus ne',
  es: 'el la los las de y que en un una por con para es se del al como más su o no lo son este',
  it: 'il la le di e che in un una per con è del della dei delle al si non come più sono da nel gli',
  pt: 'o a os as de e que em um uma por com para é do da dos das ao não se mais como no na são',
  nl: 'de het een en van in is dat op te voor met zijn niet aan er die ook als door bij worden of wordt',
  sv: 'och att det som en på är av för med till den inte om ett har de kan ska eller vid från',
  da: 'og at det som en på er af for med til den ikke om et har de kan skal eller ved fra',
  nb: 'og å det som en på er av for med til den ikke om et har de kan skal eller ved fra',
  fi: 'ja on että ei se ovat tai kun niin myös joka sen ole mutta kuin voi tämä jos sekä',
  pl: 'i w na z do się nie jest że to o jak po za lub oraz przez dla od są być które który',
  cs: 'a v na se je že z do to s pro o jako za podle nebo od být jsou při které který ve',
  sk: 'a v na sa je že z do to s pre o ako za podľa alebo od byť sú pri ktoré ktorý vo',
  hu: 'a az és hogy nem is egy van meg ez de vagy csak mint kell lehet azt szerint által',
  ro: 'și în de la cu pe un o este nu care din pentru să mai sau prin sunt ale fi ce se al',
  tr: 've bir bu da de için ile olarak olan daha çok en gibi kadar sonra veya değil her ise',
  id: 'yang dan di dari ke untuk dengan pada adalah ini itu tidak akan oleh dalam atau sebagai juga',
  vi: 'và của là có các được cho trong không với một những này để khi người về đã từ theo',
  uk: 'і в на що з до не та у як за це для від або про є бути та які який цього',
  ru: 'и в на что с не по как к из за это для от или о быть также которые который его',
  bg: 'и на да в за се от с по не е че са като или при до този която които ще',
};
const setsOfWords = Object.entries(smallWords).map(([lang, words]) => [lang, new Set(words.split(' '))] as const);

/** Fewer small words than this say nothing. */
const fewest = 12;

/**
 * The language whose small words are the most frequent: at least an eighth of all words, and by a third more than those of any other.
 * Undefined for short texts, and where two languages are near each other.
 */
function byWords(sample: string): string | undefined {
  const words = sample
    .replace(/```[\s\S]*?```|`[^`\n]*`|https?:\S+|<[^>]*>/g, ' ')
    .toLowerCase()
    .match(/\p{L}+/gu);
  if (words === null) return undefined;
  const counts = setsOfWords
    .map(([lang, own]) => ({ lang, count: words.reduce((sum, word) => sum + (own.has(word) ? 1 : 0), 0) }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts as [{ lang: string; count: number }, { lang: string; count: number }];
  return first.count >= Math.max(fewest, words.length / 8, second.count * 1.33) ? first.lang : undefined;
}

/** How much of a text is read. */
const enough = 20_000;

/**
 * A BCP 47 tag, if a tenth of the letters are of one language's script, or small words say it; undefined otherwise, and for English,
 * which is what a text without a language is taken for. Japanese is recognised by its kana.
 */
export function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, enough);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const byLetters = scripts.find(([, own]) => (sample.match(own)?.length ?? 0) > Math.max(4, letters / 10))?.[0];
  const count = (own: RegExp) => sample.match(own)?.length ?? 0;
  if (byLetters === 'ar') return arabic.find(([, own]) => count(own) > letters / 50)?.[0] ?? 'ar';
  if (byLetters !== undefined) return byLetters;
  const lang = byWords(sample);
  return lang === 'en' ? undefined : lang;
}
