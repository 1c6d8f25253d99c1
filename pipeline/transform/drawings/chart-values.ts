/** A chart is right or an error: what its columns of values must hold, and which cells do not. */
import { diagnostic } from '../../model/diagnostic.ts';
import { own } from '../../model/own.ts';
import { placeText } from '../../model/place.ts';
import { columnOf, isGap, numberOf, readingsOf } from '../../source/data/columns.ts';
import type { Env } from '../env.ts';
import type { Records } from '../types.ts';
import { momentsOf } from './charts/gantt.ts';

type Row = Records['rows'][number];
type Node = Parameters<Env['report']>[2];

/** Reports the cells of a column that are no numbers, at the first of them. */
export function reportValues(records: Records, rows: readonly Row[], column: string, env: Env): void {
  const { odd } = columnOf(rows, column, records.decimalFor(column));
  reportCells(
    records,
    odd.map((index) => rows[index] as Row),
    column,
    env,
  );
}

/** Reports the cells of a column in these records, at the first of them. Returns whether there are any. */
function reportCells(records: Records, rows: readonly Row[], column: string, env: Env, about: { readonly isDays?: true } = {}): boolean {
  const [first] = rows;
  if (first === undefined) return false;
  const values = rows.map((row) => `"${own(row, column) ?? ''}" (${placeText(records.cellAt(row, column))})`);
  env.context.report(diagnostic('CHART_VALUE', { column, values, name: records.name, ...about }, records.cellAt(first, column)));
  return true;
}

/**
 * The records that a specification holds itself. Vega reads numbers only as JavaScript does, and draws nothing of others: those in
 * columns that are drawn as quantities are read as in data files, and undefined says that one of them is no number, which is reported.
 */
export function inlineValues(values: readonly unknown[], fields: readonly string[], node: Node, env: Env): readonly unknown[] | undefined {
  const rows = values.filter(isRecord);
  const odd = fields.filter((name) => rows.some((row) => isOddToVega(own(row, name))));
  if (odd.length === 0) return values;
  const readings = readingsOf(rows, env.edition.lang);
  const decimalFor = (name: string) => own(readings, name)?.decimal ?? '.';
  const wrong = odd.filter((name) => columnOf(rows, name, decimalFor(name)).odd.length > 0);
  for (const column of wrong) {
    const cells = columnOf(rows, column, decimalFor(column)).odd.map((index) => `"${own(rows[index] as Row, column)}"`);
    env.report('CHART_VALUE', { column, values: cells, name: 'vega-lite' }, node);
  }
  if (wrong.length > 0) return undefined;
  const read = (row: Row) => ({
    ...row,
    ...Object.fromEntries(odd.map((name) => [name, numberOf(own(row, name), decimalFor(name)) ?? null])),
  });
  return values.map((row) => (isRecord(row) ? read(row) : row));
}

const isRecord = (row: unknown): row is Row => row !== null && typeof row === 'object' && !Array.isArray(row);

const isOddToVega = (value: unknown) => typeof value === 'string' && !isGap(value) && Number.isNaN(Number(value));

const whyEmpty = ({ rows }: Records) => (rows.length === 0 ? 'the file has no records' : 'no record meets the conditions of "where"');

const isYear = (value: unknown) => /^\s*(?:18|19|20|21)\d{2}\s*$/.test(String(value));

/**
 * Whether the columns of values of a chart hold numbers; otherwise it is reported. Bars are horizontal where the numbers are in `x` and the
 * names in `y`, but not where `x` has years: then it is the numbers in `y` that cannot be read.
 */
export function hasValues(
  records: Records,
  rows: readonly Row[],
  { x, y, isBars }: { readonly x: string; readonly y: readonly string[]; readonly isBars: boolean },
  node: Node,
  env: Env,
): boolean {
  const { name } = records;
  const none = (why: string) => {
    env.report('CHART_EMPTY', { name, why }, node);
    return false;
  };
  if (rows.length === 0) return none(whyEmpty(records));
  const of = (column: string) => columnOf(rows, column, records.decimalFor(column));
  const filled = rows.filter((row) => !isGap(own(row, x)));
  const [first = ''] = y;
  const areNames = y.length === 1 && of(first).odd.length === rows.filter((row) => !isGap(own(row, first))).length;
  if (isBars && areNames && of(x).type === 'number' && !filled.every((row) => isYear(own(row, x)))) {
    records.checkNumbers([x]);
    return true;
  }
  records.checkNumbers(y);
  const wrong = y.filter((column) => !/^(?:number|empty)$/.test(of(column).type));
  for (const column of wrong) reportValues(records, rows, column, env);
  if (wrong.length > 0) return false;
  return y.every((column) => of(column).type === 'empty') ? none(`the column "${y.join('", "')}" is empty`) : true;
}

/** Whether the columns of a plan hold days, months or years: the first in every record, the second where it is filled. */
export function hasDays(records: Records, rows: readonly Row[], columns: readonly string[], node: Node, env: Env): boolean {
  const [start = '', end] = columns;
  if (rows.length === 0) {
    env.report('CHART_EMPTY', { name: records.name, why: whyEmpty(records) }, node);
    return false;
  }
  const wrong = (column: string) =>
    rows.filter((row) => !(column === end && isGap(own(row, column))) && momentsOf(own(row, column)) === undefined);
  const used = [start, ...(end === undefined ? [] : [end])];
  return !used.some((column) => reportCells(records, wrong(column), column, env, { isDays: true }));
}

/** Reports tasks that end before they begin. */
export function reportTurned(records: Records, rows: readonly Row[], [start = '', end]: readonly string[], env: Env): void {
  if (end === undefined) return;
  for (const row of rows) {
    const [from, to] = [momentsOf(own(row, start)), momentsOf(own(row, end))];
    if (from === undefined || to === undefined || to[1] > from[0]) continue;
    const params = { start: String(own(row, start)), end: String(own(row, end)) };
    env.context.report(diagnostic('CHART_ORDER', params, records.cellAt(row, end)));
  }
}

/** Names of the fields of a specification that are drawn as quantities, without those that it computes. */
export function quantities(spec: unknown): string[] {
  const made = new Set(madeBy(spec));
  const found = (value: unknown): string[] => {
    if (value === null || typeof value !== 'object') return [];
    if (Array.isArray(value)) return value.flatMap(found);
    const { field, type, aggregate } = value as Record<string, unknown>;
    const isOne = typeof field === 'string' && type === 'quantitative' && !/^(?:count|distinct|valid|missing)$/.test(String(aggregate));
    const inner = Object.entries(value).flatMap(([key, one]) => (key === 'data' || key === 'datasets' ? [] : found(one)));
    return isOne && !made.has(field) ? [field, ...inner] : inner;
  };
  return [...new Set(found(spec))];
}

/** What transforms call their results. */
function madeBy(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { as } = value as { as?: unknown };
  const own = typeof as === 'string' ? [as] : Array.isArray(as) ? as.filter((one) => typeof one === 'string') : [];
  return [...own, ...Object.values(value).flatMap(madeBy)];
}
