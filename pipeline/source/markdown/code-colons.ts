/**
 * Colons inside of code and formulas neither open nor close a directive: without this, one that shows `:::` would end the rule
 * around it. A text is read twice where that could be: first without any directive, for where code is, then with what of them is
 * real.
 */
import type { Nodes, Root } from 'mdast';
import type { Processor } from 'unified';
import { visit } from 'unist-util-visit';

const colons = /^([ \t>]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+)*)(:{3,})/;
const fence = /^([ \t>]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`\n]*$)|~{3,}|\${2,}(?=[^$\n]*$))[ \t]*(.*)$/;

/** A plugin that comes after all that change the parser. */
export function codeColons(this: Processor): void {
  const { parser } = this;
  if (!parser) return;
  this.parser = (text, file) => {
    if (!mayHold(text)) return parser(text, file);
    const sign = signFor(text);
    const first = parser(
      masked(text, sign, () => true),
      file,
    ) as Root;
    const inCode = linesOfCode(first);
    const tree = parser(
      masked(text, sign, (line) => inCode.has(line)),
      file,
    ) as Root;
    restore(tree, sign);
    return tree;
  };
}

/** Whether colons may be in a fence. Where fences are in any way odd, they may. */
function mayHold(text: string): boolean {
  if (!/:{3}/.test(text) || !/`{3}|~{3}|\${2}/.test(text)) return false;
  let open: { sign: string; indent: number } | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, prefix = '', sign = '', info = ''] = fence.exec(line) ?? [];
    if (open !== undefined && colons.test(line)) return true;
    if (sign === '') continue;
    if (open === undefined) open = { sign, indent: prefix.length };
    else if (sign[0] === open.sign[0] && sign.length >= open.sign.length && (info === '' || sign.startsWith('$'))) {
      if (prefix.length !== open.indent) return true;
      open = undefined;
    }
  }
  return open !== undefined;
}

/** A sign that the text has nowhere. */
function signFor(text: string): string {
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

/** The text, of the same length, with other signs for the colons at the beginning of some lines. */
function masked(text: string, sign: string, isMasked: (line: number) => boolean): string {
  const ends = text.split(/(\r\n|\n|\r)/);
  return ends
    .map((part, index) =>
      index % 2 === 0 && isMasked(index / 2 + 1)
        ? part.replace(colons, (_, prefix: string, run: string) => prefix + sign.repeat(run.length))
        : part,
    )
    .join('');
}

function linesOfCode(tree: Root): ReadonlySet<number> {
  const lines = new Set<number>();
  visit(tree as Nodes, ({ type, position }) => {
    if (type !== 'code' && type !== ('math' as never)) return;
    for (let line = position?.start.line ?? 1; line <= (position?.end.line ?? 0); line += 1) lines.add(line);
  });
  return lines;
}

function restore(tree: Root, sign: string): void {
  visit(tree as Nodes, (node) => {
    if ('value' in node && typeof node.value === 'string' && node.value.includes(sign)) node.value = node.value.replaceAll(sign, ':');
  });
}
