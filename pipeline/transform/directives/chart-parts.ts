/** Parts of a chart that its author names: the small ones of several, what has the colour, sums. */

import { parts } from '../../source/data/query.ts';
import { type Chart, type ChartType, chartTypes, manyTypes } from '../drawings/chart-spec.ts';
import { stepsOf } from '../drawings/charts/waterfall.ts';
import type { Env } from '../env.ts';
import type { DirectiveNode } from './directive.ts';

/** Attributes that only some kinds of chart have a use for. */
const used: Readonly<Record<string, readonly ChartType[]>> = {
  target: ['bullet'],
  total: ['waterfall'],
  series: chartTypes.filter((type) => type !== 'bullet' && type !== 'waterfall'),
};

/** Reports attributes that this kind of chart does nothing with. */
export function reportUnused(node: DirectiveNode, type: ChartType, env: Env): void {
  for (const [name, types] of Object.entries(used)) {
    const value = node.attributes?.[name];
    if (value && !types.includes(type)) env.report('ATTRIBUTE_VALUE', { name, value, expected: `type=${types.join(', ')} with it` }, node);
  }
}

/** The column with a small chart for each of its values. */
export function eachOf(node: DirectiveNode, type: ChartType, env: Env): string | undefined {
  const each = node.attributes?.['each'];
  if (!each) return undefined;
  if (manyTypes.includes(type)) return each;
  env.report(
    'ATTRIBUTE_VALUE',
    { name: 'each', value: each, expected: `type=${manyTypes.join(', ')} with it`, done: 'one chart is drawn' },
    node,
  );
  return undefined;
}

/** The names of an attribute, of which one at least must be in the chart. */
export function namedOf(name: string, rows: Chart['rows'], columns: readonly string[], node: DirectiveNode, env: Env): string[] {
  const named = parts(node.attributes?.[name] ?? '');
  const known = [...columns, ...rows.flatMap((row) => columns.map((column) => String(row[column])))];
  if (named.length > 0 && !named.some((one) => known.includes(one)))
    env.report('ATTRIBUTE_VALUE', { name, value: named.join('; '), expected: 'names that are in the chart' }, node);
  return named;
}

/** Sums of a waterfall that the steps before them do not make. */
export function reportSums({ rows, x, y, totals = [] }: Chart, node: DirectiveNode, env: Env): void {
  const [name = '', value = ''] = [x[0], y[0]];
  for (const { name: sum, to, steps } of stepsOf(rows, { value, name, totals }))
    if (steps !== undefined) env.report('CHART_SUM', { sum: String(sum), stated: to, steps }, node);
}
