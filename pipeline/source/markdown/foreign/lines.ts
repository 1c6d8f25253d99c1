/** Lines of a text that is rewritten: each knows where it is in the file, and whether it is code. */

export interface Line {
  readonly text: string;
  /** Line of the file, counted from 1. */
  readonly number: number;
}

export const linesIn = (text: string): readonly Line[] =>
  text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, number: index + 1 }));

/** The same line with another text. */
export const rewritten = (line: Line, text: string): Line => ({ ...line, text });

const fence = /^[ \t>]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const item = /^([ \t]*)((?:[-*+:]|\d{1,9}[.)]|\(?[A-Za-z@\d]{1,6}[.)]|\[\^[^\]\s]+\]:)[ \t]+)\S/;
/** The head of a box or tab of MkDocs, whose body is moved in by four columns. */
const box = /^[ \t]*(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]|===\+?[ \t]+")/;
const markup = /^[ \t]*<(pre|script|style|textarea)\b/i;

/** Columns that white space at the beginning takes. */
export const indentOf = (text: string): number => {
  const white = /^[ \t]*/.exec(text)?.[0] ?? '';
  return white.includes('\t') ? white.replace(/ {0,3}\t/g, '    ').length : white.length;
};

/**
 * What shows what it likes and is not rewritten: front matter, fenced and indented code, displayed formulas, comments, `<pre>`.
 * @param from columns by which all lines are moved in
 */
export function opaqueLines(lines: readonly Line[], from = 0, { isCommentOpaque = true } = {}): readonly boolean[] {
  let open: { readonly ends: (text: string) => boolean } | undefined;
  let base = from;
  let isBlank = true;
  let isCode = false;
  return lines.map(({ text, number }, index) => {
    const isOpen = open !== undefined;
    if (open?.ends(text)) {
      open = undefined;
      return true;
    }
    if (isOpen) return true;
    open = opened(text, number === 1 && index === 0, isCommentOpaque);
    if (open !== undefined) return true;
    if (text.trim() === '') {
      isBlank = true;
      return isCode;
    }
    const indent = indentOf(text);
    const [, before = '', mark] = item.exec(text) ?? [];
    if (mark !== undefined && indent < base + 4) base = before.length + (mark.startsWith('[') ? 4 : mark.length);
    else if (indent < base + 4 && box.test(text)) base = indent + 4;
    else if (isBlank && indent < base) base = indent > 1 && base > 0 ? Math.min(base, indent) : 0;
    isCode = (isBlank || isCode) && mark === undefined && indent >= base + 4;
    isBlank = false;
    return isCode;
  });
}

function opened(text: string, isFirst: boolean, isCommentOpaque: boolean): { readonly ends: (text: string) => boolean } | undefined {
  if (isFirst && /^---[ \t]*$/.test(text)) return { ends: (line) => /^(?:---|\.\.\.)[ \t]*$/.test(line) };
  if (isFirst && /^\+\+\+[ \t]*$/.test(text)) return { ends: (line) => /^\+\+\+[ \t]*$/.test(line) };
  const [, mark] = fence.exec(text) ?? [];
  if (mark !== undefined) {
    const closing = new RegExp(`^[ \\t>]*${mark[0] === '~' ? '~' : '`'}{${mark.length},}[ \\t]*$`);
    return { ends: (line) => closing.test(line) };
  }
  if (/^[ \t>]*\$\$[ \t]*(?:\{[^$]*)?$/.test(text)) return { ends: (line) => /\$\$/.test(line) };
  const comment = isCommentOpaque ? text.lastIndexOf('<!--') : -1;
  if (comment >= 0 && !text.includes('-->', comment)) return { ends: (line) => line.includes('-->') };
  const tag = markup.exec(text)?.[1];
  if (tag !== undefined && !new RegExp(`</${tag}\\s*>`, 'i').test(text))
    return { ends: (line) => new RegExp(`</${tag}\\s*>`, 'i').test(line) };
  return undefined;
}

/** The text of a line with other signs for its code between backticks, of the same length. */
export const withoutCodeSpans = (text: string): string =>
  text.includes('`') ? text.replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (code) => '\uFFFC'.repeat(code.length)) : text;
