/** Which options each kind of chart has a use for. What it has none for is reported, and none is passed over in silence. */
import { parts } from '../../source/data/query.ts';
import { type Chart, type ChartType, chartNames, chartSides, chartTypes, manyTypes } from '../drawings/chart-spec.ts';
import { stepsOf } from '../drawings/charts/waterfall.ts';
import type { Env } from '../env.ts';
import type { DirectiveNode } from './directive.ts';

/** Columns as a kind of chart takes them. */
export interface Columns {
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly series: string | undefined;
  /** The column with a small chart for each of its values. */
  readonly each: string | undefined;
  readonly target: string | undefined;
}

const all = (...but: readonly ChartType[]) => chartTypes.filter((type) => !but.includes(type));

/** Options that only some kinds have a use for. */
const used: Readonly<Record<string, readonly ChartType[]>> = {
  target: ['bullet'],
  total: ['waterfall'],
  series: all('bullet', 'waterfall'),
  each: manyTypes,
  'y-min': all('gantt'),
  'y-max': all('gantt'),
  zero: all('gantt'),
  unit: all('gantt'),
};

/** Kinds that take several columns of values. */
const manyValues = all('bullet', 'waterfall', 'gantt');

const list = (text: string) => text.split(';').map((name) => name.trim());

/** The columns that the kind draws; options without a use are reported. */
export function columnsOf(node: DirectiveNode, type: ChartType, env: Env): Columns {
  const attributes = node.attributes ?? {};
  const report = (name: string, expected: string, done?: string) =>
    env.report('ATTRIBUTE_VALUE', { name, value: attributes[name] ?? '', expected, ...(done ? { done } : {}) }, node);
  for (const [name, types] of Object.entries(used))
    if (attributes[name] && !types.includes(type))
      report(name, `type=${types.join(', ')} with it`, name === 'each' ? 'one chart is drawn' : undefined);
  const some = (name: string, most: number): string[] => {
    const named = list(attributes[name] ?? '');
    if (named.length > most) report(name, 'one column', `"${named.slice(0, most).join('", "')}" is drawn`);
    return named.slice(0, most);
  };
  const x = some('x', type === 'gantt' ? 2 : 1);
  const y = some('y', manyValues.includes(type) ? Number.POSITIVE_INFINITY : 1);
  const own = (name: string) => (used[name]?.includes(type) ? attributes[name] || undefined : undefined);
  const series = own('series');
  if (series && y.length > 1) report('series', `one column in "y" with it: "${y.join('", "')}" are the series`);
  return { x, y, series: y.length > 1 ? undefined : series, each: own('each'), target: own('target') };
}

/** Reports titles of axes that are not drawn, and names that the chart does not have. */
export function reportOptions(chart: Chart, node: DirectiveNode, env: Env): void {
  const attributes = node.attributes ?? {};
  const report = (name: string, expected: string) => env.report('ATTRIBUTE_VALUE', { name, value: attributes[name] ?? '', expected }, node);
  const { title, names } = titlesOf(chart);
  if (attributes[names] && names !== 'none') report(names, `${title} for the title above the chart, or the caption`);
  if (attributes['unit'] && attributes['unit'] !== '%' && chart.axis.isPercent) report('unit', 'numbers that are not written as per cent');
  const { min, zero } = chart.axis;
  if (min !== undefined && zero !== undefined && zero !== min <= 0) report('zero', `either zero or y-min (${min})`);
  const { highlight = [], totals = [] } = chart;
  const known = chartNames(chart);
  if (highlight.length > 0 && !highlight.some((one) => known.includes(one)))
    report('highlight', known.length === 0 ? 'a column in "series" with it' : 'names that are in the chart');
  if (totals.length > 0 && chart.type === 'waterfall' && !totals.some((one) => known.includes(one)))
    report('total', 'names that are in the chart');
}

/** Which title is above the chart, and which is nowhere: that of names below one another, and of times that name themselves. */
function titlesOf(chart: Chart): { readonly title: string; readonly names: string } {
  const { isFlat, isHorizontal } = chartSides(chart);
  if (isFlat) return { title: 'x-title', names: 'y-title' };
  const isWithout = isHorizontal || chart.type === 'slope' || chart.type === 'gantt';
  return { title: 'y-title', names: isWithout ? 'x-title' : 'none' };
}

/** Names of an attribute. */
export const namesIn = (name: string, node: DirectiveNode): string[] => parts(node.attributes?.[name] ?? '');

/** Sums of a waterfall that the steps before them do not make. */
export function reportSums({ rows, x, y, totals = [] }: Chart, node: DirectiveNode, env: Env): void {
  const [name = '', value = ''] = [x[0], y[0]];
  for (const { name: sum, to, steps } of stepsOf(rows, { value, name, totals }))
    if (steps !== undefined) env.report('CHART_SUM', { sum: String(sum), stated: to, steps }, node);
}
