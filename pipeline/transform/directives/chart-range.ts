/** The axis of values as `::chart` asks for it: `y-min`, `y-max`, `zero=false`, `unit`. */
import { own } from '../../model/own.ts';
import { placeText } from '../../model/place.ts';
import { columnOf, numberOf } from '../../source/data/columns.ts';
import { numberText } from '../../source/locale/numbers.ts';
import type { ValueAxis } from '../drawings/chart-axis.ts';
import { type Chart, sumsOf } from '../drawings/chart-spec.ts';
import type { Env } from '../env.ts';
import type { Records } from '../types.ts';
import type { DirectiveNode } from './directive.ts';

type Rows = Records['rows'];

/** @param values the columns of values */
export function axisOf(node: DirectiveNode, values: readonly string[], records: Records, rows: Rows, env: Env): ValueAxis {
  const attributes = node.attributes ?? {};
  const number = (name: string): number | undefined => {
    const value = attributes[name];
    if (value === undefined || value === null || value === '') return undefined;
    const read = numberOf(value) ?? numberOf(value, ',');
    if (read === undefined) env.report('ATTRIBUTE_VALUE', { name, value, expected: 'a number' }, node);
    return read;
  };
  const [min, max] = [number('y-min'), number('y-max')];
  const isTurned = min !== undefined && max !== undefined && min >= max;
  if (isTurned) env.report('ATTRIBUTE_VALUE', { name: 'y-max', value: String(max), expected: `a number above y-min (${min})` }, node);
  const zero = attributes['zero'];
  if (zero && !/^(?:true|false)$/.test(zero)) env.report('ATTRIBUTE_VALUE', { name: 'zero', value: zero, expected: 'true or false' }, node);
  return {
    min: isTurned ? undefined : min,
    max: isTurned ? undefined : max,
    zero: zero === 'false' ? false : zero === undefined || zero === null ? undefined : true,
    unit: attributes['unit'] || undefined,
    isPercent: values.every(
      (column) => columnOf(rows, column, records.decimalFor(column)).isPercent || records.formatFor(column)?.name === 'percent',
    ),
    locale: env.word('locale'),
  };
}

/** What a range does to a chart that readers may not see: values beyond it, and bars that do not begin at zero. */
export function warnOfRange(
  chart: Chart,
  { values, records, rows }: { values: readonly string[]; records: Records; rows: Rows },
  node: DirectiveNode,
  env: Env,
): void {
  const { type, axis } = chart;
  const { min, max, zero } = axis;
  const isFromZero = min === undefined ? zero !== false : min <= 0;
  if (!isFromZero && /^(?:bar|stacked|area|bullet|waterfall)$/.test(type)) env.report('CHART_ZERO', { type }, node);
  if (min === undefined && max === undefined) return;
  const isOutside = (value: number) => value < (min ?? -Infinity) || value > (max ?? Infinity);
  const sums = sumsOf(chart);
  const shown = (value: number) => numberText(value, axis.locale, { most: 2 });
  const beyond = sums
    ? sums.flatMap(({ name, value }) => (isOutside(value) ? [`${shown(value)} (${String(name)})`] : []))
    : rows.flatMap((row) =>
        values.flatMap((column) => {
          const value = numberOf(own(row, column), records.decimalFor(column));
          return value !== undefined && isOutside(value) ? [`${own(row, column)} (${placeText(records.cellAt(row, column))})`] : [];
        }),
      );
  if (beyond.length > 0) env.report('CHART_RANGE', { values: beyond }, node);
}
