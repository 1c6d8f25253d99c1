/** `::chart[Caption]{data="data/x.csv" type=bar x=year y=amount series=area alt="…"}`. */
import type { Code } from 'mdast';
import { unknownName } from '../../model/nearest.ts';
import { atOf, placeOf } from '../../model/place.ts';
import { typedRows } from '../../source/data/columns.ts';
import { readData, show } from '../data.ts';
import { figureAttributes, passOn } from '../drawings/attributes.ts';
import { type ChartType, chartSpec, chartTypes } from '../drawings/chart-spec.ts';
import { hasValues } from '../drawings/chart-values.ts';
import { type Look, lookOf } from '../drawings/draw.ts';
import { paletteOf } from '../drawings/palette.ts';
import type { Env } from '../env.ts';
import { chosenRows } from '../tables/rows.ts';
import { captionAttributes, captionBlock, sizeClass, sourceBlock } from './caption.ts';
import { axisOf, warnOfRange } from './chart-range.ts';
import { become, type Directive, type DirectiveNode, frameBlock, takeLabel } from './directive.ts';

export const chart: Directive = {
  name: 'chart',
  forms: ['leaf'],
  attributes: [
    'data',
    'type',
    'x',
    'y',
    'series',
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
    const beside = node.type === 'leafDirective' ? node.data?.beside : undefined;
    drawn.data = { ...drawn.data, drawing: { ...drawn.data?.drawing, beside } };
    const spec = await specOf(node, drawn, env);
    const name = node.attributes?.['data'] || '::chart';
    drawn.data = { ...drawn.data, drawing: { ...drawn.data?.drawing, name, ...(spec ? { spec } : {}) } };
    node.children = [...caption, spec ? drawn : frameBlock(name), ...sourceBlock(node, env)] as never;
  },
};

async function specOf(node: DirectiveNode, drawn: Code, env: Env): Promise<object | undefined> {
  const { data, type = 'bar', x, y, series } = node.attributes ?? {};
  for (const [name, value] of Object.entries({ data, x, y })) if (!value) env.report('ATTRIBUTE_MISSING', { name }, node);
  if (!(chartTypes as readonly string[]).includes(type ?? '')) {
    env.report('CHART_TYPE', unknownName(type ?? '', chartTypes), node);
    return undefined;
  }
  if (!data || !x || !y) return undefined;
  const records = await readData(data, node, env);
  if (records === undefined) return undefined;
  const list = (text: string) => text.split(';').map((name) => name.trim());
  const unknown = [...list(x), ...list(y), ...(series ? [series] : [])].filter((name) => !records.columns.includes(name));
  for (const name of unknown) env.report('DATA_COLUMN', unknownName(name, records.columns), node);
  if (unknown.length > 0) return undefined;
  const rows = chosenRows(records, node.attributes ?? {}, node, env);
  if (rows === undefined) return undefined;
  const isBars = type === 'bar' || type === 'stacked';
  const [firstX = ''] = list(x);
  if (!hasValues(records, rows, { x: firstX, y: list(y), isBars }, node, env)) return undefined;
  show(records, rows, [...list(x), ...list(y), ...(series ? [series] : [])], env);
  const look = lookOf(drawn, env);
  const typed = typedRows(rows, records.decimalFor);
  const isFlat = isBars && list(y).length === 1 && typed.every((row) => typeof row[list(y)[0] as string] !== 'number');
  const values = isFlat ? [firstX] : list(y);
  const axis = axisOf(node, values, records, rows, env);
  warnOfRange(axis, { type: type as ChartType, values, records, rows }, node, env);
  return chartSpec(
    {
      type: type as ChartType,
      rows: typed,
      x: list(x),
      y: list(y),
      series: series || undefined,
      xTitle: node.attributes?.['x-title'] ?? undefined,
      yTitle: node.attributes?.['y-title'] ?? undefined,
      axis,
    },
    { ...look, height: heightOf(node, look, env) },
    await paletteOf(env),
  );
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
