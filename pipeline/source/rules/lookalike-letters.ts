/** Letters that look like others, and how far two names are apart. */

const others: Readonly<Record<string, string>> = {
  ...{ '“': '"', '”': '"', '„': '"', '‟': '"', '«': '"', '»': '"', '「': '"', '」': '"', '″': '"' },
  ...{ '‘': "'", '’': "'", '‚': "'", '′': "'", '❴': '{', '❵': '}', '⦃': '{', '⦄': '}', '【': '[', '】': ']', '〔': '[', '〕': ']' },
  ...{ '∶': ':', '꞉': ':', ː: ':', '։': ':', '═': '=', '⹀': '=', '゠': '=', '≡': '=', '‐': '-', '‑': '-', '–': '-', '−': '-' },
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', і: 'i', ѕ: 's', у: 'y', ԁ: 'd', ο: 'o', ρ: 'p', α: 'a', ϲ: 'c', г: 'r' },
};

/** A text of the same length, with plain letters and signs for those that look like them: `｛`, `＝`, `“`, a no-break space. */
export function folded(text: string): string {
  // Most texts have no others.
  if (!/[^ -~\s]|\u00a0|\u3000/.test(text)) return text;
  return text.replace(/[^ -~\n]/g, (letter) => {
    const plain = others[letter] ?? letter.normalize('NFKC');
    return plain.length === 1 ? plain : letter;
  });
}

/** Signs that nobody sees. */
const unseen = /\u00ad|\u180e|[\u200b-\u200f]|[\u2060-\u2064]|\ufe0e|\ufe0f|\ufeff/g;

export const withoutUnseen = (text: string): string => text.replace(unseen, '');

/** A name as one would say it: without case, and signs between its words. */
export const lettersOf = (name: string): string =>
  withoutUnseen(folded(name))
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

/** Whether a name is another one, misspelt: by a letter in words of up to four, by two in longer ones. */
export function isNear(name: string, word: string, orSame = false): boolean {
  const [a, b] = [lettersOf(name), lettersOf(word)];
  if (b.length < 3 || a.length < 2) return orSame && a === b;
  const most = b.length <= 4 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return false;
  const apart = distance(a, b);
  return apart <= most && (orSame || apart > 0);
}

/** Letters put in, left out, changed, or exchanged with their neighbours. */
export function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let least = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
