/** Records as the rows of a table: formats, groups, row headings, totals. */

import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { diagnostic } from '../../model/diagnostic.ts';
import { own } from '../../model/own.ts';
import { atOf } from '../../model/place.ts';
import { isGap, numberOf } from '../../source/data/columns.ts';
import { formatted, isNumeric } from '../../source/data/formats.ts';
import { numberText } from '../../source/locale/numbers.ts';
import { timeElement } from '../directives/time.ts';
import type { Env } from '../env.ts';
import type { Records } from '../types.ts';
import type { Column } from './columns.ts';

type Node = Parameters<Env['report']>[2];
type Row = Records['rows'][number];

export interface Layout {
  readonly records: Pick<Records, 'decimalFor' | 'cellAt' | 'spansIn'>;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The first cell of each row is its heading. */
  readonly hasRowHeads: boolean;
  readonly group: string | undefined;
  readonly hasTotal: boolean;
}

export function tableParts({ records, columns, rows, hasRowHeads, group, hasTotal }: Layout, node: Node, env: Env): Element[] {
  const right = ({ format }: Column) => (isNumeric(format) ? { align: 'right' } : {});
  const head = h(
    'tr',
    columns.map((column) => h('th', { scope: 'col', ...right(column) }, column.header)),
  );
  // Groups bring rows together that were not: their cells stand alone.
  const keys = columns.map(({ key }) => key);
  const spanOf = group === undefined ? records.spansIn(rows, keys) : () => undefined;
  const hasSpans = rows.some((row) => keys.some((key) => spanOf(row, key) !== undefined));
  const toRow = (row: Row) =>
    h(
      'tr',
      columns.flatMap((column, index) => {
        const span = spanOf(row, column.key);
        if (span === 0) return [];
        const spans =
          span === undefined
            ? {}
            : { ...(span.rows > 1 ? { rowSpan: span.rows } : {}), ...(span.columns > 1 ? { colSpan: span.columns } : {}) };
        const content = cell(row, column, records, env);
        const at = env.edition.hasPlaces ? { dataAt: atOf(records.cellAt(row, column.key)) } : {};
        if (hasRowHeads && index === 0) return [h('th', { scope: span && span.rows > 1 ? 'rowgroup' : 'row', ...spans, ...at }, content)];
        // Columns cannot be counted where cells span several: each says how it is aligned.
        const isRight = isNumeric(column.format) || typeof own(row, column.key) === 'number';
        return [h('td', { ...(hasSpans ? { align: isRight ? 'right' : 'left' } : right(column)), ...spans, ...at }, content)];
      }),
    );
  const bodies = groupsOf(rows, group).map(([name, own]) =>
    h('tbody', [
      ...(name === undefined ? [] : [h('tr', { className: ['group'] }, [h('th', { scope: 'rowgroup', colSpan: columns.length }, name)])]),
      ...own.map(toRow),
    ]),
  );
  const total = hasTotal ? [h('tbody', [totalRow(columns, rows, records, node, env)])] : [];
  for (const column of columns) reportOdd(rows, column, records, env);
  return [h('thead', head), ...bodies, ...total] as Element[];
}

/** Reports the first value of a column that its format cannot write. A dash says that there is nothing. */
function reportOdd(rows: readonly Row[], { key, format }: Column, { decimalFor, cellAt }: Layout['records'], env: Env): void {
  if (format === undefined) return;
  const isOdd = (value: unknown) =>
    !isGap(value) &&
    !Array.isArray(value) &&
    formatted(value, format, env.word('locale'), env.context.memory, decimalFor(key)) === undefined;
  const odd = rows.filter((row) => isOdd(own(row, key)));
  const [first] = odd;
  if (first === undefined) return;
  const more = odd.length - 1;
  env.context.report(
    diagnostic('DATA_VALUE', { column: key, value: String(own(first, key)), expected: format.name, more }, cellAt(first, key)),
  );
}

function groupsOf(rows: readonly Row[], key: string | undefined): [string | undefined, readonly Row[]][] {
  if (key === undefined) return [[undefined, rows]];
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(String(own(row, key) ?? ''), [...(groups.get(String(own(row, key) ?? '')) ?? []), row]);
  return [...groups];
}

function totalRow(columns: readonly Column[], rows: readonly Row[], { decimalFor }: Layout['records'], node: Node, env: Env): Element {
  const sums = columns.map((column) => {
    const numbers = rows.flatMap((row) => numberOf(own(row, column.key), decimalFor(column.key)) ?? []);
    const isSummed = isNumeric(column.format) && column.format?.name !== 'percent';
    // Sums of decimal fractions carry the rounding of binary ones.
    return isSummed ? Number(numbers.reduce((sum, number) => sum + number, 0).toFixed(6)) : undefined;
  });
  if (sums.every((sum) => sum === undefined)) {
    env.report(
      'ATTRIBUTE_VALUE',
      { name: 'total', value: 'sum', expected: 'it with at least one column that has a format: key=Header|number' },
      node,
    );
  }
  return h(
    'tr',
    { className: ['total'] },
    columns.map((column, index) => {
      const sum = sums[index];
      if (index === 0 && sum === undefined) return h('th', { scope: 'row' }, env.word('total'));
      return h('td', isNumeric(column.format) ? { align: 'right' } : {}, sum === undefined ? '' : sumCell(sum, column, env));
    }),
  ) as Element;
}

function sumCell(sum: number, { format }: Column, env: Env): string {
  return (format && formatted(sum, format, env.word('locale'), env.context.memory)) ?? String(sum);
}

function cell(row: Row, { key, format }: Column, { decimalFor }: Layout['records'], env: Env): ElementContent[] {
  const value = own(row, key);
  if (value === null || value === undefined || value === '') return [];
  if (format === undefined || Array.isArray(value)) return plainCell(value, env);
  const text = formatted(value, format, env.word('locale'), env.context.memory, decimalFor(key));
  if (format.name === 'date' && text !== undefined) return [timeElement(String(value), env)];
  return [{ type: 'text', value: text ?? String(value) }];
}

/** A value without a format: lists as lines, numbers and dates as the language writes them. */
function plainCell(value: unknown, env: Env): ElementContent[] {
  if (Array.isArray(value)) {
    return [
      h(
        'ul',
        { className: ['plain'] },
        value.map((item) => h('li', plainCell(item, env))),
      ) as Element,
    ];
  }
  if (value === null || value === undefined) return [];
  if (typeof value === 'number') return [{ type: 'text', value: numberText(value, env.word('locale'), { isPlain: true }) }];
  const text = String(value);
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) ? [timeElement(text, env)] : [{ type: 'text', value: text }];
}
