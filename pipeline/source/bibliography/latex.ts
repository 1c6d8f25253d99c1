/** The plain text that LaTeX in a BibTeX field stands for. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030A',
  H: '\u030B',
  v: '\u030C',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
};
const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  aa: 'å',
  AA: 'Å',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  textendash: '–',
  textemdash: '—',
  textquoteright: '’',
  S: '§',
  dots: '…',
  ldots: '…',
  textregistered: '®',
  copyright: '©',
};
const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' };

/** Decodes accents, letters, dashes and quotation marks; takes off what only sets type. */
export function fromLatex(text: string): string {
  return text
    .replace(/\\(?:emph|textit|textbf|textsc|textrm|url|texttt)\s*\{/g, '{')
    .replace(/\\([A-Za-z]+)\s*(?:\{\})?(?=[^A-Za-z]|$)\s*/g, (whole, name: string) => (name in letters ? (letters[name] as string) : whole))
    .replace(/\\([`'^~=."]|[uvHcdkr](?![A-Za-z]))\s*\{?\s*(\p{L})\s*\}?/gu, (_, mark: string, letter: string) =>
      ((dotless[letter] ?? letter) + accents[mark]).normalize('NFC'),
    )
    .replace(/\\([&%$#_{}])/g, (_, character: string) => (character === '{' ? '\u0001' : character === '}' ? '\u0002' : character))
    .replace(/\\[,;: ]/g, ' ')
    .replace(/~/g, '\u00A0')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/``/g, '“')
    .replace(/''/g, '”')
    .replace(/[{}]/g, '')
    .replace(/\u0001/g, '{')
    .replace(/\u0002/g, '}')
    .trim();
}
