/** Objects that are not read: their bytes are copied, with other numbers in their references. */
import type { Span } from './raw-objects.ts';
import type { Renumber } from './serialize.ts';

/** The text of an object without needless white space, cut at its references. */
export interface Copy {
  /** What stands before each reference, and behind the last: one more than there are numbers. */
  readonly texts: readonly string[];
  /** The numbers that the references name. */
  readonly nums: readonly number[];
}

/** Characters (7.2.2): white space, what a name may hold or a word, and the same with a name's slash. */
const [space, regular, open] = [String.raw`[\0\t\n\f\r ]`, String.raw`[^\0\t\n\f\r ()<>[\]{}/%]`, String.raw`[^\0\t\n\f\r ()<>[\]{}%]`];
/** What may stand between two words. */
const between = String.raw`(?:${space}|%[^\r\n]*[\r\n])+`;

/** What is not taken over as it stands, and strings, which hold none of it. */
const tokens = [
  String.raw`(?<!${open})(\d{1,9})${between}\d{1,9}${between}R(?!${regular})`,
  // White space and comments, but not one space between two words.
  String.raw`(?!(?<=${open}) ${regular})((?:${space}+|%[^\r\n]*)+)`,
  // The second is a string in parentheses that holds others, or what is escaped.
  String.raw`\([^()\\]*\)`,
  String.raw`\(`,
  '(?<!<)<(?!<)[^>]*',
];
const [afterOpen, isRegular] = [new RegExp(`${open}$`), new RegExp(`^${regular}`)];

/** Gives what cuts the texts of objects (7.3). */
export function copier(): (span: Span) => Copy {
  const token = new RegExp(tokens.join('|'), 'g');
  return ({ bytes, from, to, shift = 0 }) => {
    const source = bytes.toString('latin1', from, to);
    const texts: string[] = [];
    const nums: number[] = [];
    let text = '';
    /** Where that begins which is not taken over yet. */
    let run = 0;
    token.lastIndex = 0;
    for (let match = token.exec(source); match !== null; match = token.exec(source)) {
      const [whole, num, blank] = match;
      const at = match.index;
      if (num !== undefined) {
        texts.push(text + source.slice(run, at));
        nums.push(Number(num) + shift);
        text = '';
        run = token.lastIndex;
      } else if (blank !== undefined) {
        text += source.slice(run, at);
        run = token.lastIndex;
        if (afterOpen.test(source.charAt(at - 1)) && isRegular.test(source.charAt(run))) text += ' ';
      } else if (whole === '(') token.lastIndex = endOfLiteral(source, at);
    }
    texts.push(text + source.slice(run));
    return { texts, nums };
  };
}

/** The text with new numbers. */
export function textOf({ texts, nums }: Copy, renumber: Renumber): string {
  let text = texts[0] as string;
  for (const [index, old] of nums.entries()) {
    const num = renumber(old);
    text += (num === undefined ? 'null' : `${num} 0 R`) + texts[index + 1];
  }
  return text;
}

/** The place after a string in parentheses that begins here. */
function endOfLiteral(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
