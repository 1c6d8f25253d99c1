/**
 * A change that goes over several lines of one cell of a grid table: read from left to right, it would take the cells beside it with
 * it. It is closed at the end of each line of its cell and opened again in the next, and the table is drawn as wide as that needs.
 */
import { type Line, opaqueLines, rewritten } from '../lines.ts';

const border = /^[ \t>]*\+(?:[-=:]+\+)+[ \t]*$/;
const closers: Readonly<Record<string, string>> = { '{++': '++}', '{--': '--}', '{==': '==}', '{>>': '<<}' };
const sign = /\{(?:\+\+|--|==|>>|~~)|(?:\+\+|--|==|<<|~~)\}/g;

/** The lines, with changes in cells of grid tables within lines; the same lines where there are none. */
export function changesWithinLines(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => border.test(text))) return lines;
  const opaque = opaqueLines(lines);
  const made = [...lines];
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    if (opaque[index] || !border.test(text)) continue;
    const edges = [...text].flatMap((letter, at) => (letter === '+' ? [at] : []));
    let end = index + 1;
    while (end < lines.length && cellsOf(lines[end]?.text ?? '', edges) !== undefined) end += 1;
    const table = withinLines(
      lines.slice(index, end).map((line) => line.text),
      edges,
    );
    for (const [at, one] of table.entries()) made[index + at] = rewritten(lines[index + at] as Line, one);
    index = end - 1;
  }
  return made;
}

/** The cells of a line of a table with these edges, which stand under its bars or are as many; undefined for another line. */
function cellsOf(text: string, edges: readonly number[]): string[] | undefined {
  const letter = border.test(text) ? '+' : '|';
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  if (edges.every((at) => text[at] === letter) && text.slice(last + 1).trim() === '')
    return edges.slice(1).map((to, column) => text.slice((edges[column] as number) + 1, to));
  const parts = text.trimEnd().slice(first).split('|');
  return letter === '|' && text[first] === '|' && parts.length === edges.length + 1 && parts.at(-1) === '' ? parts.slice(1, -1) : undefined;
}

function withinLines(table: readonly string[], edges: readonly number[]): readonly string[] {
  const [first = 0] = edges;
  const cells = table.map((text) => cellsOf(text, edges) as string[]);
  const isBorder = table.map((text) => border.test(text));
  let hasChange = false;
  for (let from = 0; from < table.length; from += 1) {
    if (isBorder[from]) continue;
    let end = from;
    while (end < table.length && !isBorder[end]) end += 1;
    for (let column = 0; column < edges.length - 1; column += 1) {
      const parts = cells.slice(from, end).map((row) => row[column] as string);
      const closed = closedInEach(parts);
      if (closed === undefined) continue;
      hasChange = true;
      for (const [at, part] of closed.entries()) (cells[from + at] as string[])[column] = part;
    }
    from = end;
  }
  if (!hasChange) return table;
  const widths = edges.slice(1).map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length)));
  return table.map((text, at) => {
    const row = (cells[at] as string[]).map((cell, column) => {
      const width = widths[column] as number;
      return isBorder[at] ? cell.slice(0, -1).padEnd(width - 1, cell.includes('=') ? '=' : '-') + cell.slice(-1) : cell.padEnd(width);
    });
    const edge = isBorder[at] ? '+' : '|';
    return text.slice(0, first) + edge + row.join(edge) + edge;
  });
}

/** The lines of a cell with its changes within lines; undefined where no change goes over several, or one has no end here. */
function closedInEach(parts: readonly string[]): readonly string[] | undefined {
  let open = '';
  let isOver = false;
  const made = parts.map((part) => {
    const before = open;
    for (const [found] of part.matchAll(sign)) {
      if (open === '' && found.startsWith('{')) open = found;
      else if (found === closers[open] || (open === '{~~' && found === '~~}')) open = '';
    }
    if (part.trim() === '' || (before === '' && open === '')) return part;
    isOver ||= open !== '';
    const lead = before === '' ? '' : before;
    const [, white = '', words = ''] = /^([ \t]*)(.*?)[ \t]*$/.exec(part) ?? [];
    return `${white}${lead}${words}${open === '' ? '' : (closers[open] ?? '')} `;
  });
  // A replacement has an old half and a new one, which lines do not keep apart.
  return isOver && open === '' && !parts.some((part) => part.includes('{~~')) ? made : undefined;
}
