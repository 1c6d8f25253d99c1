/**
 * Finds the marks of CriticMarkup in lines: `{++ins++}`, `{--del--}`, `{~~old~>new~~}`, `{>>comment<<}`, `{==highlight==}`, which may
 * go over several blocks. Code, formulas and what a backslash makes plain have none.
 */
import { type Line, opaqueLines, withoutCodeSpans } from '../lines.ts';

export type Sort = 'added' | 'deleted' | 'replaced' | 'marked' | 'comment';

/** One mark, by offsets in the text. */
export interface Mark {
  readonly sort: Sort;
  readonly from: number;
  readonly to: number;
  /** What is between its signs. */
  readonly start: number;
  readonly end: number;
  /** Where `~>` is in a replacement. */
  readonly arrow: number;
  /** Marks inside it, in order. */
  readonly inner: readonly Mark[];
  /** A comment that nothing closes: it is taken to end with its paragraph. */
  readonly isOpen?: boolean;
}

export interface Scanned {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Where marks begin that nothing closes. */
  readonly unclosed: readonly number[];
}

/** A text in which this is found nowhere has no marks. */
export const criticSign = /\{(?:\+\+|--|~~|>>|==)/;

const token = /\{(?:\+\+(?!\+*\})|--(?!-*\})|~~(?!~*\})|>>|==(?!=*\}))|(?<!\{)(?:\+\+|--|~~|==)\}|~>/g;
const sorts: Readonly<Record<string, Sort>> = { '+': 'added', '-': 'deleted', '~': 'replaced', '=': 'marked' };
const blank = '\uFFFC';

interface Open {
  readonly sort: Sort;
  readonly from: number;
  arrow: number;
  readonly inner: Mark[];
}

/** @param isMatter front matter, in which nothing is code */
export function scan(lines: readonly Line[], isMatter: boolean): Scanned {
  const text = lines.map((line) => line.text).join('\n');
  let seen = isMatter ? text : masked(lines);
  const marks: Mark[] = [];
  const unclosed: number[] = [];
  const stack: Open[] = [];
  const into = () => stack.at(-1)?.inner ?? marks;
  const leave = () => {
    const { from, inner } = stack.pop() as Open;
    unclosed.push(from);
    into().push(...inner);
  };
  token.lastIndex = 0;
  for (let found = token.exec(seen); found !== null; found = token.exec(seen)) {
    const [sign] = found;
    const at = found.index;
    if (sign === '{>>') {
      const comment = commentAt(text, seen, at);
      if (comment.isOpen) unclosed.push(at);
      into().push(comment);
      // What a comment holds may have been taken for the beginning of code.
      if (!isMatter && /`|~~~|\$\$|<!--|^[ \t]*<(?:pre|script|style|textarea)\b/m.test(text.slice(comment.start, comment.end)))
        seen = blank.repeat(comment.to) + masked(linesAfter(text, comment.to));
      token.lastIndex = comment.to;
    } else if (sign.startsWith('{')) stack.push({ sort: sorts[sign[1] as string] as Sort, from: at, arrow: -1, inner: [] });
    else if (sign === '~>') {
      const top = stack.at(-1);
      if (top?.sort === 'replaced' && top.arrow < 0) top.arrow = at;
    } else {
      const sort = sorts[sign[0] as string] as Sort;
      if (!stack.some((open) => open.sort === sort)) continue;
      while (stack.at(-1)?.sort !== sort) leave();
      const open = stack.at(-1) as Open;
      if (sort === 'replaced' && open.arrow < 0) leave();
      else {
        stack.pop();
        const { from, arrow, inner } = open;
        into().push({ sort, from, to: at + 3, start: from + 3, end: at, arrow, inner });
      }
    }
  }
  while (stack.length > 0) leave();
  return { text, marks, unclosed: unclosed.sort((a, b) => a - b) };
}

/** A comment ends at its sign, whatever it holds; one that another begins in has lost its end. */
function commentAt(text: string, seen: string, from: number): Mark {
  const start = from + 3;
  const close = text.indexOf('<<}', start);
  const next = seen.indexOf('{>>', start);
  const about = { sort: 'comment', from, start, arrow: -1, inner: [] } as const;
  if (close >= 0 && (next < 0 || next > close)) return { ...about, to: close + 3, end: close };
  const rest = text.slice(start).search(/\n[ \t>]*(?:\n|$)/);
  const end = Math.min(...[rest < 0 ? text.length : start + rest, next].filter((one) => one >= 0));
  return { ...about, to: end, end, isOpen: true };
}

const linesAfter = (text: string, at: number): readonly Line[] =>
  text
    .slice(at)
    .split('\n')
    .map((line) => ({ text: line, number: 0 }));

/** The text of the same length without what can hold no marks. Notes of decks are comments of HTML, so these can. */
function masked(lines: readonly Line[]): string {
  const opaque = opaqueLines(lines, 0, { isCommentOpaque: false });
  const made: string[] = [];
  for (let index = 0; index < lines.length; ) {
    let end = index;
    const isCode = opaque[index];
    while (end < lines.length && opaque[end] === isCode && (end === index || isCode || (lines[end] as Line).text.trim() !== '')) end += 1;
    const part = lines
      .slice(index, end)
      .map(({ text }) => text)
      .join('\n');
    made.push(isCode ? part.replace(/[^\n]/g, blank) : withoutPlain(part));
    index = end;
  }
  return made.join('\n');
}

/** Formulas stay as they are, except that none holds a comment. */
const formula = /(?<![\\$])\$(?![\s$])(?:(?!\{>>)[^$\n])+(?<![\s\\])\$(?![\d$])/g;

function withoutPlain(part: string): string {
  if (!criticSign.test(part) && !/(?:\+\+|--|~~|==)\}|~>/.test(part)) return part;
  return withoutCodeSpans(part)
    .replace(/\\[\\{~<+=-]/g, blank.repeat(2))
    .replace(formula, (all) => blank.repeat(all.length));
}
