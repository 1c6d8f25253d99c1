/** The part of a citation behind its key: `p. 12, emphasis added` is a locator and a suffix. */
const labels: readonly (readonly [pattern: string, label: string])[] = [
  ['pp?\\.?|pages?', 'page'],
  ['chap(?:ter|\\.)?s?|chs?\\.', 'chapter'],
  ['sec(?:tion|\\.)?s?|§§?', 'section'],
  ['fig(?:ure|\\.)?s?', 'figure'],
  ['para(?:graph|\\.)?s?|¶¶?', 'paragraph'],
  ['vols?\\.?|volumes?', 'volume'],
  ['art(?:icle|\\.)s?', 'article'],
  ['no\\.|nos\\.', 'issue'],
  ['l{1,2}\\.|lines?', 'line'],
  ['part|pts?\\.', 'part'],
];
const value = '[\\dIVXLCivxlc][\\w.]*(?:\\s*[-–,]\\s*\\d[\\w.]*)*';
const western = labels.map(([pattern, label]) => ({ label, test: new RegExp(`^(?:${pattern})\\s*(${value})`, 'i') }));
const japanese = [
  { label: 'page', test: /^(\d+(?:[-–〜]\d+)?)\s*(?:頁|ページ)/ },
  { label: 'chapter', test: /^第?(\d+)章/ },
];
const bare = { label: 'page', test: /^(\d+(?:\s*[-–]\s*\d+)?)(?=,|$)/ };

export function splitSuffix(text: string): { locator?: string; label?: string; suffix?: string } {
  for (const { label, test } of [...western, ...japanese, bare]) {
    const match = test.exec(text);
    if (!match) continue;
    const rest = text.slice(match[0].length).replace(/^\s*,?\s*/, '');
    return { label, locator: (match[1] as string).replace(/(\d)\s*-\s*(\d)/g, '$1–$2'), ...(rest ? { suffix: `, ${rest}` } : {}) };
  }
  return text === '' ? {} : { suffix: `, ${text}` };
}
