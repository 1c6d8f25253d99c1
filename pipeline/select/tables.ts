/** Tables: rows by the rule in their first cell, columns by that in their heading, other cells by their own. */
import type { Nodes, Table, TableCell, TableRow } from 'mdast';
import { plainWords as textOf } from '../source/markdown/plain-words.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import { type Cutting, isAllowed } from './cutting.ts';
import type { Neighbours } from './drop.ts';
import { beside, gather } from './gather.ts';

/** How a part is judged and cut; `cut` gives nothing for what is withheld. */
export interface Knife {
  readonly judge: (node: Nodes, what: string, outer: Readers) => Verdict | undefined;
  readonly inside: <N extends TableCell>(node: N, scope: Readers) => N;
  readonly drop: (node: Nodes, rule: string, near?: Neighbours) => void;
}

/** The table that is left; without rows or columns if nothing is. */
export function cutTable(table: Table, scope: Readers, cutting: Cutting, knife: Knife): Table {
  const [head, ...body] = table.children;
  const columns = (head?.children ?? []).map((cell) => {
    const verdict = knife.judge(cell, 'column', scope);
    return { readers: scope & (verdict?.readers ?? scope), rule: verdict?.written };
  });
  const isShown = (index: number) => isAllowed(cutting, columns[index]?.readers ?? scope);
  const rowOf = (row: TableRow, readers: Readers, isHead: boolean): TableRow => ({
    ...withoutRule(row),
    children: row.children.flatMap((cell, index) => {
      const column = columns[index];
      if (column?.rule !== undefined && !isShown(index)) {
        const { rule } = column;
        cutting.cuts.push(() => {
          const { before, after } = cellsBeside(row, index);
          const cuts = beside(gather(cell, cutting.source, rule), before, after);
          return isHead ? cuts.map((cut) => ({ ...cut, sort: 'column' as const })) : cuts;
        });
        return [];
      }
      const verdict = isHead ? undefined : knife.judge(cell, 'cell', readers);
      if (verdict && !isAllowed(cutting, readers & verdict.readers)) {
        knife.drop(cell, verdict.written, cellsBeside(row, index));
        return [{ ...withoutRule(cell), children: [] }];
      }
      return [withoutRule(knife.inside(cell, readers & (verdict?.readers ?? readers) & (column?.readers ?? readers)))];
    }),
  });
  const rows = body.flatMap((row) => {
    const verdict = knife.judge(row, 'row', scope);
    const readers = scope & (verdict?.readers ?? scope);
    if (verdict && !isAllowed(cutting, readers)) {
      knife.drop({ ...row, position: row.position ?? placeOfRow(row) }, verdict.written);
      return [];
    }
    return [rowOf(row, readers, false)];
  });
  const align = table.align?.filter((_, index) => isShown(index)) ?? null;
  const isGone = !columns.some((_, index) => isShown(index)) || (body.length > 0 && rows.length === 0);
  return { ...table, align, children: isGone || !head ? [] : [rowOf(head, scope, true), ...rows] };
}

function cellsBeside({ children }: TableRow, index: number): Neighbours {
  const wordsOf = (cell: TableCell | undefined) => cell && textOf(cell, { includeImageAlt: false });
  return { before: wordsOf(children[index - 1]), after: wordsOf(children[index + 1]) };
}

const placeOfRow = (row: TableRow) => row.children[0]?.position;

function withoutRule<N extends TableRow | TableCell>(node: N): N {
  if (!node.data?.attributes) return node;
  const { attributes: _, ...data } = node.data;
  return { ...node, data };
}
