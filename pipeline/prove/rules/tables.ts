/** What a rule in a table covers: a column if in its heading, a row if in its first cell, otherwise one cell. */
import type { Line, Lines } from './lines.ts';
import type { Stretch } from './types.ts';

/** The cells covered by the rule at an offset; undefined outside of tables. */
export function cellsAround(lines: Lines, line: number, place: number): Stretch[] | undefined {
  const isRow = (index: number) => (lines.all[index]?.text ?? '').includes('|');
  if (!isRow(line)) return undefined;
  let first = line;
  while (isRow(first - 1)) first -= 1;
  let last = line;
  while (isRow(last + 1)) last += 1;
  const isRule = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
  if (!isRule.test(lines.all[first + 1]?.text ?? '')) return undefined;
  const own = cellsOf(lines.all[line] as Line);
  const index = own.findIndex(({ from, to }) => from <= place && place <= to);
  if (index < 0) return undefined;
  if (line === first) {
    const rows = Array.from({ length: last - first + 1 }, (_, row) => first + row).filter((row) => row !== first + 1);
    return rows.flatMap((row) => cellsOf(lines.all[row] as Line)[index] ?? []);
  }
  return index === 0 ? own : [own[index] as Stretch];
}

function cellsOf({ from, text }: Line): Stretch[] {
  const bars = [...text.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
  const isOpen = /^[ \t>]*\|/.test(text);
  const isClosed = /(?<!\\)\|[ \t]*$/.test(text);
  const edges = [...(isOpen ? [] : [-1]), ...bars, ...(isClosed ? [] : [text.length])];
  return edges.slice(1).map((edge, index) => ({ from: from + (edges[index] as number) + 1, to: from + edge }));
}
