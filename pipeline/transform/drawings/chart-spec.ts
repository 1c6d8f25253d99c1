/** The simple charts: a few words become a Vega-Lite specification that a designer would have written. */
import { isCut, type ValueAxis, valueLabels, valueScale, valueText } from './chart-axis.ts';
import type { Look } from './draw.ts';
import type { Palette } from './palette.ts';

export const chartTypes = ['bar', 'stacked', 'line', 'area', 'point'] as const;
export type ChartType = (typeof chartTypes)[number];
type Row = Readonly<Record<string, unknown>>;

export interface Chart {
  readonly type: ChartType;
  readonly rows: readonly Row[];
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly series: string | undefined;
  readonly xTitle: string | undefined;
  readonly yTitle: string | undefined;
  readonly axis: ValueAxis;
}

/** More bars than this have an axis in place of a number each. */
const mostNumbers = 14;

export function chartSpec(chart: Chart, look: Look, palette: Palette): object {
  const { rows, x, y, series } = fold(chart);
  const isFlat = isNumeric(rows, x) && !isNumeric(rows, y);
  const [value, name] = isFlat ? [x, y] : [y, x];
  const base = { width: look.width, height: look.height, autosize: { type: 'fit', contains: 'padding' }, data: { values: rows } };
  const title = isFlat ? chart.xTitle : chart.yTitle;
  const titled = title === undefined ? {} : { title: { text: title, color: palette.muted } };
  const names = series === undefined ? [] : [...new Set(rows.map((row) => row[series]))];
  const colour = series === undefined ? {} : { color: { field: series, type: 'nominal', sort: names, ...legend(names.map(String), look) } };
  if (chart.type === 'bar' || chart.type === 'stacked') {
    return { ...base, ...titled, ...bars(chart, { rows, value, name, series, isFlat }, colour, look, palette) };
  }
  const position = {
    x: { field: x, ...scaleOf(rows, x), title: chart.xTitle ?? null },
    y: {
      field: y,
      type: 'quantitative',
      title: null,
      axis: valueLabels(chart.axis),
      ...valueScale(chart.axis, chart.type === 'point' ? { zero: false } : {}),
    },
  };
  const clip = isCut(chart.axis) ? { clip: true } : {};
  if (chart.type === 'point')
    return { ...base, ...titled, mark: { type: 'point', opacity: 0.85, ...clip }, encoding: { ...position, ...colour } };
  if (chart.type === 'area')
    return { ...base, ...titled, mark: { type: 'area', line: series === undefined, ...clip }, encoding: { ...position, ...colour } };
  return { ...base, ...titled, ...lines({ rows, x, y, series, clip }, position, colour, look) };
}

/** Names of series in as many columns as there is room for. */
function legend(names: readonly string[], { width, size }: Look): object {
  const widest = Math.max(...names.map((name) => emsOf(name) * size + 3.2 * size));
  const columns = Math.max(1, Math.floor(width / widest));
  return columns < names.length ? { legend: { columns } } : {};
}

/** About as wide as it is set, in parts of its size. */
const emsOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2E80' ? 1 : 0.57), 0);

/** Vega lays words of the drawing itself over its edge, so they are given room. */
const edge = { left: 2, top: 2, right: 2, bottom: 2 };

interface Fields {
  readonly rows: readonly Row[];
  readonly value: string;
  readonly name: string;
  readonly series: string | undefined;
  readonly isFlat: boolean;
}

function bars(chart: Chart, { rows, value, name, series, isFlat }: Fields, colour: object, look: Look, palette: Palette): object {
  const isStacked = chart.type === 'stacked';
  const order = [...new Set(rows.map((row) => series && row[series]))];
  const values = rows.map((row) => ({
    ...row,
    __number: row[value] === null ? '' : valueText(Number(row[value]), chart.axis),
    __order: order.indexOf(series && row[series]),
  }));
  const widest = Math.max(...values.map((row) => row.__number.length));
  // Numbers are over the bars only where they do not run into one another.
  const slot = isFlat
    ? (look.height * 0.8) / rows.length / (look.size * 1.1)
    : (look.width * 0.72) / rows.length / (widest * look.size * 0.52);
  const cut = isCut(chart.axis);
  const hasNumbers = !isStacked && !cut && rows.length <= mostNumbers && slot >= 1;
  const count = new Set(rows.map((row) => row[name])).size;
  // Under an upright bar a name has the bar's place only, and breaks its line there.
  const letters = Math.max(4, Math.floor(look.width / count / (look.size * 0.52)));
  const names = isFlat ? {} : { labelExpr: `split(replace(datum.label, regexp('(.{1,${letters}})(\\\\s|$)', 'g'), '$1|'), '|')` };
  const along = {
    field: value,
    type: 'quantitative',
    title: null,
    axis: hasNumbers ? null : valueLabels(chart.axis),
    ...valueScale(chart.axis),
    ...(isStacked ? { stack: 'zero' } : {}),
  };
  const across = {
    field: name,
    type: 'nominal',
    sort: null,
    title: (isFlat ? undefined : chart.xTitle) ?? null,
    axis: { domain: !isFlat, ...names },
    scale: { paddingInner: 0.32, paddingOuter: 0.12 },
  };
  const offset = series !== undefined && !isStacked ? { [isFlat ? 'yOffset' : 'xOffset']: { field: series, sort: null } } : {};
  const encoding = { ...(isFlat ? { x: along, y: across } : { x: across, y: along }), ...offset };
  const stack = isStacked ? { order: { field: '__order', type: 'quantitative' } } : {};
  const bar = { mark: { type: 'bar', color: palette.series[0], ...(cut ? { clip: true } : {}) }, encoding: { ...colour, ...stack } };
  const number = {
    mark: {
      type: 'text',
      color: palette.ink,
      fontSize: look.size,
      ...(isFlat ? { align: 'left', dx: 4 } : { baseline: 'bottom', dy: -3 }),
    },
    encoding: { text: { field: '__number', type: 'nominal' } },
  };
  const room = isFlat ? { right: widest * look.size * 0.3 + 4 } : { top: series === undefined ? look.size + 4 : 2 };
  return {
    ...(hasNumbers ? { padding: { ...edge, ...room } } : {}),
    data: { values },
    encoding,
    layer: hasNumbers ? [bar, number] : [bar],
  };
}

type LineFields = { rows: readonly Row[]; x: string; y: string; series: string | undefined; clip: object };

/** Lines carry their names at their ends, where a reader looks, unless those would run into one another. */
function lines({ rows, x, y, series, clip }: LineFields, encoding: object, colour: object, look: Look): object {
  if (series === undefined) return { mark: { type: 'line', point: rows.length <= 24, ...clip }, encoding };
  const last = new Map<unknown, Row>();
  for (const row of rows) {
    const known = last.get(row[series]);
    if (row[y] != null && (known === undefined || String(row[x]) >= String(known[x]))) last.set(row[series], row);
  }
  const ends = [...last.values()].map((row) => Number(row[y])).sort((a, b) => a - b);
  const top = Math.max(...rows.map((row) => Number(row[y] ?? 0)));
  const height = ((look.size * 1.15) / (look.height * 0.85)) * top;
  const isFree = ends.every((value, index) => index === 0 || value - (ends[index - 1] as number) > height);
  const line = { mark: { type: 'line', ...clip }, encoding: { ...colour } };
  if (!isFree) return { encoding, layer: [line] };
  const quiet = { color: { ...(colour as { color: object }).color, legend: null } };
  const names = {
    data: { values: [...last.values()] },
    mark: { type: 'text', align: 'left', dx: 6, fontWeight: 600 },
    encoding: { detail: { field: series }, text: { field: series, type: 'nominal' } },
  };
  const room = Math.max(...[...last.keys()].map((name) => emsOf(String(name))));
  return { padding: { ...edge, right: room * look.size * 0.3 + 6 }, encoding, layer: [{ ...line, encoding: quiet }, names] };
}

const isNumeric = (rows: readonly Row[], field: string) =>
  rows.some((row) => typeof row[field] === 'number') && rows.every((row) => row[field] === null || typeof row[field] === 'number');

/** Days and months are where they fall, years in a row, all else in the order of the data. */
function scaleOf(rows: readonly Row[], field: string): object {
  const all = (pattern: RegExp) => rows.every((row) => pattern.test(String(row[field])));
  if (all(/^\d{4}-\d{2}(-\d{2})?$/)) return { type: 'temporal', axis: { format: '%b %Y', labelFlush: true } };
  if (all(/^(19|20)\d{2}$/)) return { type: 'ordinal', axis: { labelOverlap: true }, scale: { type: 'point', padding: 0.15 } };
  return isNumeric(rows, field)
    ? { type: 'quantitative', scale: { zero: false } }
    : { type: 'ordinal', sort: null, scale: { type: 'point', padding: 0.15 } };
}

/** Several columns of values (`y="a; b"`) are series with the columns' names. */
function fold({ rows, x, y, series }: Chart): { rows: readonly Row[]; x: string; y: string; series: string | undefined } {
  const [firstX = '', firstY = ''] = [x[0], y[0]];
  if (y.length < 2) return { rows, x: firstX, y: firstY, series };
  const long = y.flatMap((name) => rows.map((row) => ({ [firstX]: row[firstX], __series: name, __value: row[name] })));
  return { rows: long, x: firstX, y: '__value', series: '__series' };
}
