/** Merged cells of workbooks: words are in every record that they span, numbers in the first alone, so that sums count them once. */
import { own } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import type { DataFile } from '../types.ts';

type Row = Readonly<Record<string, unknown>>;

/** The records with the words of cells that span them. The first record must be there: what is withheld with it is not said in others. */
export function withMerged(rows: readonly Row[], places: readonly Place[], merges: DataFile['merges']): readonly Row[] {
  if (merges === undefined || merges.length === 0) return rows;
  const lines = new Map(places.map(({ line }, index) => [line, index] as const));
  const filled = rows.map((row) => ({ ...row }));
  for (const { first, last, columns } of merges) {
    const column = columns[0] as string;
    const top = lines.get(first);
    const value = top === undefined ? undefined : own(rows[top] as Row, column);
    if (typeof value !== 'string' || value === '') continue;
    for (let line = first + 1; line <= last; line += 1) {
      const row = filled[lines.get(line) ?? -1];
      if (row !== undefined && own(row, column) === '') row[column] = value;
    }
  }
  return filled;
}

/** How many rows and columns a cell spans in a table of these rows and columns; 0 where another covers it, undefined for one alone. */
export type SpanOf = (row: Row, column: string) => { readonly rows: number; readonly columns: number } | 0 | undefined;

/** @param places where each row begins */
export function spansOf(
  rows: readonly Row[],
  columns: readonly string[],
  placeOf: (row: Row) => Place | undefined,
  merges: DataFile['merges'] = [],
): SpanOf {
  const found = new Map<Row, Map<string, { rows: number; columns: number } | 0>>();
  for (const merge of merges) {
    const at = rows.flatMap((row, index) => {
      const line = placeOf(row)?.line ?? 0;
      return line >= merge.first && line <= merge.last ? [index] : [];
    });
    const inside = columns.flatMap((column, index) => (merge.columns.includes(column) ? [index] : []));
    const isTogether = (all: readonly number[]) => all.every((one, index) => index === 0 || one === (all[index - 1] as number) + 1);
    const [top, left] = [at[0], inside[0]];
    // Sorted apart, or without its first cell, a span is none.
    if (top === undefined || left === undefined || placeOf(rows[top] as Row)?.line !== merge.first) continue;
    if (columns[left] !== merge.columns[0] || !isTogether(at) || !isTogether(inside) || at.length * inside.length < 2) continue;
    for (const index of at)
      for (const column of inside) {
        const own = found.get(rows[index] as Row) ?? new Map();
        const isFirst = index === top && column === left;
        found.set(rows[index] as Row, own.set(columns[column] as string, isFirst ? { rows: at.length, columns: inside.length } : 0));
      }
  }
  return (row, column) => found.get(row)?.get(column);
}
