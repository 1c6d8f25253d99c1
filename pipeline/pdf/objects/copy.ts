/** Copies objects without parsing them, replacing the object numbers in their references. */
import type { Span } from './raw-objects.ts';
import type { Renumber } from './serialize.ts';

/** The text of an object without redundant white space, split at its references. */
export interface Copy {
  /** The text before each reference and after the last: one more than `nums`. */
  readonly texts: readonly string[];
  /** Object numbers of the references. */
  readonly nums: readonly number[];
}

/** Character classes (7.2.2): white space; regular characters; regular characters and the slash. */
const [space, regular, open] = [String.raw`[\0\t\n\f\r ]`, String.raw`[^\0\t\n\f\r ()<>[\]{}/%]`, String.raw`[^\0\t\n\f\r ()<>[\]{}%]`];
/** Separators between two tokens. */
const between = String.raw`(?:${space}|%[^\r\n]*[\r\n])+`;

/** Tokens that are not copied unchanged, and strings, which must be skipped. */
const tokens = [
  String.raw`(?<!${open})(\d{1,9})${between}\d{1,9}${between}R(?!${regular})`,
  // White space and comments, except a single space between two tokens.
  String.raw`(?!(?<=${open}) ${regular})((?:${space}+|%[^\r\n]*)+)`,
  // A simple literal string, and the start of one with nested parentheses or escapes.
  String.raw`\([^()\\]*\)`,
  String.raw`\(`,
  '(?<!<)<(?!<)[^>]*',
];
const [afterOpen, isRegular] = [new RegExp(`${open}$`), new RegExp(`^${regular}`)];

/** Creates a function that splits serialized objects (7.3). */
export function copier(): (span: Span) => Copy {
  const token = new RegExp(tokens.join('|'), 'g');
  return ({ bytes, from, to, shift = 0 }) => {
    const source = bytes.toString('latin1', from, to);
    const texts: string[] = [];
    const nums: number[] = [];
    let text = '';
    /** Start of the text that is not copied yet. */
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

/** The text with new object numbers. */
export function textOf({ texts, nums }: Copy, renumber: Renumber): string {
  let text = texts[0] as string;
  for (const [index, old] of nums.entries()) {
    const num = renumber(old);
    text += (num === undefined ? 'null' : `${num} 0 R`) + texts[index + 1];
  }
  return text;
}

/** The offset after the literal string that starts here. */
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
