/**
 * How deep a text is nested, found without recursion before anything recursive reads it. Quotations, lists, directives, brackets and
 * emphasis are counted much as Markdown reads them; what is missed here is found in the tree (see `deepNode`).
 */
import type { Nodes } from 'mdast';

/** Levels of one kind that a text may have. */
export const nestingLimit = 100;
/** The same for nodes of a tree: a list is two, and several kinds may be nested in one another. */
const treeLimit = 5 * nestingLimit;

interface At {
  readonly line: number;
  readonly column: number;
}

/** Where a text is nested too deeply; undefined for nearly all. */
export function tooDeep(text: string): At | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const containers: number[] = [];
  const directives: number[] = [];
  let fence: string | undefined;
  let block: { readonly first: number; readonly lines: string[] } = { first: 0, lines: [] };
  for (const [index, line] of lines.entries()) {
    const mark = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && /^[`~]*[ \t]*$/.test(line.slice(line.indexOf(mark)))) fence = undefined;
      continue;
    }
    fence = mark;
    const column =
      openContainers(
        line.replace(/^[ \t>]+/, (start) => start.replaceAll('\t', '    ')),
        containers,
      ) ?? openDirectives(line, directives);
    if (column !== undefined) return { line: index + 1, column };
    if (line.trim() !== '') block.lines.push(line);
    if (line.trim() !== '' && index < lines.length - 1) continue;
    const deep = deepInline(block.lines.join('\n'));
    if (deep !== undefined) return placeIn(block.lines, block.first, deep);
    block = { first: index + 1, lines: [] };
  }
  return undefined;
}

function placeIn(lines: readonly string[], first: number, offset: number): At {
  const before = lines.join('\n').slice(0, offset).split('\n');
  return { line: first + before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Takes a line's quotations and list items.
 * @param open a width for each list item, 0 for each quotation
 * @returns the column of the one that is too deep
 */
function openContainers(line: string, open: number[]): number | undefined {
  let at = 0;
  let level = 0;
  for (; level < open.length; level += 1) {
    const width = open[level] as number;
    const next = width === 0 ? /^ {0,3}> ?/.exec(line.slice(at, at + 5))?.[0].length : spaces(line, at) >= width ? width : undefined;
    if (next === undefined) break;
    at += next;
  }
  // A line of nothing but these is a rule, however many there are.
  const lastOther = line.search(/[^-*_ \t][-*_ \t]*$/);
  while (at < lastOther) {
    const part = line.slice(at, at + 16);
    const quote = /^ {0,3}> ?/.exec(part)?.[0].length;
    const item = quote === undefined ? /^[ \t]{0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]{1,4}(?=[^ \t])|[ \t])/.exec(part)?.[0].length : undefined;
    if (quote === undefined && item === undefined) break;
    open.length = level;
    open.push(quote === undefined ? (item as number) : 0);
    level += 1;
    at += quote ?? (item as number);
    if (level > nestingLimit) return at;
  }
  return undefined;
}

function spaces(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at += 1;
  return at - from;
}

/** Takes a line that opens or closes a directive. */
function openDirectives(line: string, open: number[]): number | undefined {
  const [, colons, name] = /^[ \t>]*(:{3,})[ \t]*([A-Za-z]?)/.exec(line) ?? [];
  if (colons === undefined) return undefined;
  if (name === '') {
    const outermost = open.findIndex((size) => size <= colons.length);
    if (outermost >= 0) open.length = outermost;
  } else open.push(colons.length);
  return open.length > nestingLimit ? line.indexOf(colons) + 1 : undefined;
}

interface Opener {
  readonly mark: string;
  readonly size: number;
  /** How deep what is in it is. */
  inner: number;
}

/** Where pairs of brackets or of marks of emphasis are too deep in one another. Marks without a partner are text. */
function deepInline(text: string): number | undefined {
  const open: Opener[] = [{ mark: '', size: 0, inner: 0 }];
  const counts = new Map<string, number>();
  const count = (mark: string, by: number) => void counts.set(mark, (counts.get(mark) ?? 0) + by);
  for (const match of text.matchAll(/\\.|`[^`\n]*`|\[|\]|\*+|_+|~+/g)) {
    const mark = match[0][0] === ']' ? '[' : (match[0][0] as string);
    if (mark === '\\' || mark === '`') continue;
    const size = match[0].length;
    const [before = ' ', after = ' '] = [text[match.index - 1], text[match.index + size]];
    const closes = match[0] === ']' || (mark !== '[' && !/\s/.test(before));
    if (closes && (counts.get(mark) ?? 0) > 0) {
      let opener = open.pop() as Opener;
      for (; opener.mark !== mark; opener = open.pop() as Opener) count(opener.mark, -1);
      count(mark, -1);
      const outer = open.at(-1) as Opener;
      outer.inner = Math.max(outer.inner, opener.inner + Math.ceil(Math.min(size, opener.size) / 2));
      if (outer.inner > nestingLimit) return match.index;
    } else if (match[0] !== ']' && (mark === '[' || !/\s/.test(after))) {
      open.push({ mark, size, inner: 0 });
      count(mark, 1);
    }
  }
  return undefined;
}

/** Marks of emphasis in one paragraph that may have no partner: the parser compares each with all before it. */
export const looseLimit = 1000;

/** Where a text has more such marks in one paragraph, item or cell; undefined for nearly all. */
export function tooLoose(text: string): At | undefined {
  if ((text.match(/[*_~]/g)?.length ?? 0) <= looseLimit) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  for (let first = 0, last = 0; first < lines.length; first = last + 1) {
    for (last = first; lines[last]?.trim() !== '' && last < lines.length; ) last += 1;
    const block = lines.slice(first, last).join('\n');
    const isTable = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$/m.test(block);
    const parts = block.split(isTable ? /\n|\|/ : /\n(?=[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t])/);
    if (parts.some((part) => looseMarks(part) > looseLimit)) return { line: first + 1, column: 1 };
  }
  return undefined;
}

/** Marks without a partner, about as Markdown pairs them. */
function looseMarks(text: string): number {
  if ((text.match(/[*_~]/g)?.length ?? 0) <= looseLimit) return 0;
  const open = new Map<string, number>();
  let loose = 0;
  for (const match of text.matchAll(/\\.|`[^`\n]*`|\*+|_+|~+/g)) {
    const mark = match[0][0] as string;
    if (mark === '\\' || mark === '`') continue;
    const [before = ' ', after = ' '] = [text[match.index - 1], text[match.index + match[0].length]];
    const [mayOpen, mayClose] = [!/\s/.test(after), !/\s/.test(before)];
    // Inside of a word, `_` is a letter.
    if ((!mayOpen && !mayClose) || (mark === '_' && /\w/.test(before) && /\w/.test(after))) continue;
    const count = open.get(mark) ?? 0;
    if (mayClose && count > 0) open.set(mark, count - 1);
    else if (mayOpen) open.set(mark, count + 1);
    else loose += 1;
  }
  return [...open.values()].reduce((sum, one) => sum + one, loose);
}

/** The first node that is too deep in a tree. */
export function deepNode(tree: Nodes): Nodes | undefined {
  let level: Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > treeLimit) return level[0];
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []));
  }
  return undefined;
}
