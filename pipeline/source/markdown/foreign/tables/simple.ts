/** Simple and multi-line tables of Pandoc: columns are where the dashes are. */
import { type RawCell, type RawTable, trimmed } from './raw-table.ts';

const dashes = /^[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$/;
const rule = /^[ \t]*-{5,}[ \t]*$/;

interface Column {
  readonly from: number;
  readonly to: number;
  readonly dashes: readonly [from: number, to: number];
}

export function simpleTable(lines: readonly string[]): RawTable | undefined {
  const at = lines.findIndex((line) => dashes.test(line));
  if (at < 0) return undefined;
  const columns = columnsOf(lines[at] as string);
  const isFramed = rule.test(lines[0] ?? '');
  const headLines = lines.slice(isFramed ? 1 : 0, at);
  const isClosed = lines.length > at + 1 && (rule.test(lines.at(-1) ?? '') || dashes.test(lines.at(-1) ?? ''));
  const rest = lines.slice(at + 1, isClosed ? -1 : undefined);
  const isMultiline = isFramed || rest.some((line) => line.trim() === '');
  const aligns = columns.map((column) => alignOf(headLines.at(-1) ?? rest[0] ?? '', column));
  const rowOf = (row: readonly string[], first: number) => columns.map((column, index) => cellOf(row, first, column, aligns[index]));
  const head = headLines.some((line) => line.trim() !== '') ? [rowOf(headLines, isFramed ? 1 : 0)] : [];
  const body: RawCell[][] = [];
  for (let start = 0; start < rest.length; start += 1) {
    if (rest[start]?.trim() === '') continue;
    let end = start + 1;
    while (isMultiline && end < rest.length && rest[end]?.trim() !== '') end += 1;
    body.push(rowOf(rest.slice(start, end), at + 1 + start));
    start = end - 1;
  }
  return body.length === 0 ? undefined : { head, body };
}

function columnsOf(line: string): Column[] {
  const groups = [...line.matchAll(/-+/g)].map(({ 0: group, index }) => [index, index + group.length] as const);
  return groups.map(([from, to], index) => ({
    from: index === 0 ? 0 : from,
    to: groups[index + 1]?.[0] ?? Number.POSITIVE_INFINITY,
    dashes: [from, to],
  }));
}

/** The head is where its column is aligned to. */
function alignOf(line: string, { from, to, dashes: [start, end] }: Column): RawCell['align'] {
  const text = line.slice(from, to);
  const [first, last] = [from + text.search(/\S/), from + text.trimEnd().length];
  if (text.trim() === '' || (first <= start && last >= end)) return undefined;
  if (last >= end) return 'right';
  return first <= start ? 'left' : 'center';
}

function cellOf(row: readonly string[], first: number, { from, to }: Column, align: RawCell['align']): RawCell {
  const { text, skipped } = trimmed(row.map((line) => line.slice(from, to)));
  return { text, line: first + skipped, column: from + 1, align };
}
