/**
 * `::chart[Caption]{data="data/x.csv" type=bar x=year y=amount series=area alt="…"}`, or `:::chart` with the same and a list of notes
 * in it.
 */
import type { Code, Nodes } from 'mdast';
import { unknownName } from '../../model/nearest.ts';
import { atOf, placeOf } from '../../model/place.ts';
import { typedRows } from '../../source/data/columns.ts';
import { readData, show } from '../data.ts';
import { figureAttributes, passOn } from '../drawings/attributes.ts';
import { type Chart, type ChartType, chartAxes, chartNames, chartSpec, chartTypes } from '../drawings/chart-spec.ts';
import { hasDays, hasValues, reportTurned } from '../drawings/chart-values.ts';
import { mayBeHorizontal } from '../drawings/charts/notes.ts';
import { type Look, lookOf } from '../drawings/draw.ts';
import { paletteOf } from '../drawings/palette.ts';
import type { Env } from '../env.ts';
import { chosenRows } from '../tables/rows.ts';
import type { Records } from '../types.ts';
import { captionAttributes, captionBlock, sizeClass, sourceBlock } from './caption.ts';
import { placeNotes } from './chart-notes.ts';
import { type Columns, columnsOf, namesIn, reportOptions, reportSums } from './chart-options.ts';
import { axisOf, warnOfRange } from './chart-range.ts';
import { become, type Directive, type DirectiveNode, frameBlock, takeLabel } from './directive.ts';

export const chart: Directive = {
  name: 'chart',
  forms: ['leaf', 'container'],
  attributes: [
    'data',
    'type',
    'x',
    'y',
    'series',
    'each',
    'target',
    'total',
    'highlight',
    'x-title',
    'y-title',
    'height',
    'source',
    'decimal',
    'where',
    'sort',
    'y-min',
    'y-max',
    'zero',
    'unit',
    'wide',
    'full',
    ...captionAttributes,
    ...figureAttributes,
  ],
  transform: async (node, env) => {
    const label = takeLabel(node);
    if (label === undefined && env.slug !== undefined) env.report('FIGURE_CAPTION', {}, node);
    become(node, 'figure', `figure${sizeClass(node)}`, { dataTag: 'Group', dataAt: atOf(placeOf(node, env.source)) });
    const caption = captionBlock('figure', label, node, env);
    const drawn: Code = { type: 'code', lang: 'vega-lite', value: '', position: node.position };
    passOn(node, [drawn], label, env);
    const beside = node.type === 'textDirective' ? undefined : node.data?.beside;
    const name = node.attributes?.['data'] || '::chart';
    drawn.data = { ...drawn.data, drawing: { ...drawn.data?.drawing, beside, name } };
    const look = lookOf(drawn, env);
    const asked = await chartOf(node, env);
    const { notes, below } = placeNotes(node, asked && chartAxes(asked), env);
    const { drawing } = drawn.data;
    if (asked) {
      const spec = chartSpec({ ...asked, notes }, { ...look, height: heightOf(node, look, env) }, await paletteOf(env));
      const noted = [drawing?.alt, ...notes.map(({ words }) => words)].join('; ');
      drawn.data = { ...drawn.data, drawing: { ...drawing, spec, ...(drawing?.alt && notes.length > 0 ? { alt: noted } : {}) } };
    }
    node.children = [...caption, asked ? drawn : frameBlock(name), ...(below as Nodes[]), ...sourceBlock(node, env)] as never;
  },
};

/** What the directive asks for; undefined where that cannot be drawn, which is reported. */
async function chartOf(node: DirectiveNode, env: Env): Promise<Chart | undefined> {
  const attributes = node.attributes ?? {};
  const { data } = attributes;
  const type = typeOf(node, env);
  for (const name of ['data', 'x', 'y']) if (!attributes[name]) env.report('ATTRIBUTE_MISSING', { name }, node);
  if (type === undefined || !data || !attributes['x'] || !attributes['y']) return undefined;
  const used = columnsOf(node, type, env);
  const { x, y, series, each, target } = used;
  if (type === 'slope' && y.length < 2 && !series) {
    env.report('ATTRIBUTE_MISSING', { name: 'series' }, node);
    return undefined;
  }
  const records = await readData(data, node, env);
  if (records === undefined) return undefined;
  const columns = [...x, ...y, ...[series, each, target].flatMap((name) => name ?? [])];
  const unknown = columns.filter((name) => !records.columns.includes(name));
  for (const name of unknown) env.report('DATA_COLUMN', unknownName(name, records.columns), node);
  if (unknown.length > 0) return undefined;
  const rows = chosenRows(records, attributes, node, env);
  if (rows === undefined || !isSound(type, used, { records, rows }, node, env)) return undefined;
  show(records, rows, columns, env);
  const typed = typedRows(rows, records.decimalFor);
  const values = valuesOf(type, used, typed);
  const asked: Chart = {
    type,
    rows: typed,
    x,
    y,
    series,
    each,
    target,
    totals: namesIn('total', node),
    highlight: namesIn('highlight', node),
    xTitle: attributes['x-title'] ?? undefined,
    yTitle: attributes['y-title'] ?? undefined,
    axis: axisOf(node, values, records, rows, env),
    hasHeight: Boolean(attributes['height']),
  };
  reportOptions(asked, node, env);
  if (type === 'gantt') reportTurned(records, rows, x, env);
  else warnOfRange(asked, { values: [...values, ...(target === undefined ? [] : [target])], records, rows }, node, env);
  if (type === 'waterfall') reportSums(asked, node, env);
  const known = chartNames(asked);
  return { ...asked, highlight: (asked.highlight ?? []).filter((name) => known.includes(name)) };
}

function typeOf(node: DirectiveNode, env: Env): ChartType | undefined {
  const type = node.attributes?.['type'] ?? 'bar';
  if ((chartTypes as readonly string[]).includes(type)) return type as ChartType;
  env.report('CHART_TYPE', unknownName(type, chartTypes), node);
  return undefined;
}

function valuesOf(type: ChartType, { x, y }: Columns, rows: Chart['rows']): readonly string[] {
  const isFlat = mayBeHorizontal(type) && y.length === 1 && rows.every((row) => typeof row[y[0] as string] !== 'number');
  return isFlat ? x : y;
}

/** Whether the columns hold what the chart draws. */
function isSound(
  type: ChartType,
  { x, y, target }: Columns,
  { records, rows }: { readonly records: Records; readonly rows: Records['rows'] },
  node: DirectiveNode,
  env: Env,
): boolean {
  if (type === 'gantt') return hasDays(records, rows, x, node, env);
  const [first = ''] = x;
  if (!hasValues(records, rows, { x: first, y, isBars: mayBeHorizontal(type) }, node, env)) return false;
  return target === undefined || hasValues(records, rows, { x: first, y: [target], isBars: false }, node, env);
}

/** The height that the author wants, as far as letters keep their size. */
function heightOf(node: DirectiveNode, { height, most }: Look, env: Env): number {
  const value = node.attributes?.['height'];
  if (!value) return height;
  const wanted = /^\d+$/.test(value) ? Number(value) : undefined;
  if (wanted !== undefined && wanted <= most) return wanted;
  const used = wanted === undefined ? height : most;
  env.report('ATTRIBUTE_VALUE', { name: 'height', value, expected: `a number up to ${most}`, done: `${used} is used` }, node);
  return used;
}
