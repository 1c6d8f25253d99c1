/** The simple charts: a few words become a Vega-Lite specification that a designer would have written. */
import { bars, extent } from './charts/bars.ts';
import { isInLegend, namesOf } from './charts/colours.ts';
import { gantt } from './charts/gantt.ts';
import { lines } from './charts/lines.ts';
import { panels } from './charts/multiples.ts';
import { type Axes, axesOf, isFlatOf, isHorizontal, noteLayers } from './charts/notes.ts';
import { bullets, dots } from './charts/rows.ts';
import { valuesOf } from './charts/scales.ts';
import { slopes } from './charts/slope.ts';
import type { Chart, ChartType, Fields, Made, Row } from './charts/types.ts';
import { stepsOf, waterfall } from './charts/waterfall.ts';
import type { Look } from './draw.ts';
import type { Palette } from './palette.ts';

export type { Axes } from './charts/notes.ts';
export { type Chart, type ChartType, chartTypes, type Note, type Spot } from './charts/types.ts';

const makers: Readonly<Record<ChartType, (fields: Fields) => Made>> = {
  bar: bars,
  stacked: bars,
  line: lines,
  area: lines,
  point: lines,
  dot: dots,
  bullet: bullets,
  slope: slopes,
  waterfall,
  gantt,
};

/** Charts that can be small multiples. */
export const manyTypes: readonly ChartType[] = ['bar', 'stacked', 'line', 'area', 'point', 'dot'];

export function chartSpec(chart: Chart, look: Look, palette: Palette): object {
  const fields = fieldsOf(chart, look, palette);
  const { isFlat } = fields;
  const title = isFlat ? chart.xTitle : chart.yTitle;
  const titled = title === undefined ? {} : { title: { text: title, color: palette.muted } };
  if (chart.each !== undefined) return { ...titled, ...multiples(fields) };
  const made = makers[chart.type](fields);
  const { below, above, top, right } = noteLayers(fields, made);
  const hasLegend = made.layer.some(isInLegend);
  const tail = Math.ceil((made.tail ?? 0) * 0.1);
  // What rows need is without the words above them.
  const more = look.isSlide || chart.hasHeight ? 0 : top + (hasLegend ? look.size * 2.4 : 0);
  return {
    width: look.width,
    height: made.height === undefined ? look.height : Math.min(look.most, Math.round(made.height + more)),
    autosize: { type: 'fit', contains: 'padding' },
    data: { values: made.rows },
    ...titled,
    ...(right + tail > 0 ? { padding: { left: 2, top: 2, right: 2 + right + tail, bottom: 2 } } : {}),
    ...(hasLegend && top > 0 ? { config: { legend: { offset: Math.round(look.size + top) } } } : {}),
    layer: [...below, ...made.layer, ...above, ...(made.last ?? [])],
  };
}

function multiples(fields: Fields): object {
  const { columns, look } = panels(fields);
  const { chart } = fields;
  const made = makers[chart.type]({ ...fields, look });
  const { below, above } = noteLayers({ ...fields, look }, made);
  return {
    data: { values: made.rows },
    columns,
    spacing: { row: Math.round(look.size * 1.6), column: Math.round(look.size * 1.6) },
    facet: {
      field: chart.each,
      type: 'nominal',
      sort: valuesOf(made.rows, chart.each ?? ''),
      header: { title: null, labelAnchor: 'start', labelPadding: look.size / 2 },
    },
    spec: { width: look.width, height: look.height, layer: [...below, ...made.layer, ...above, ...(made.last ?? [])] },
  };
}

/** The axes that notes can be at. */
export function chartAxes(chart: Chart): Axes {
  const { rows, x, y } = fold(chart);
  return axesOf({ chart, rows, x, y, isFlat: isFlatOf(chart, rows, x, y) });
}

/** Whether the numbers are in the column `x`, and whether names stand below one another. */
export function chartSides(chart: Chart): { readonly isFlat: boolean; readonly isHorizontal: boolean } {
  const { rows, x, y } = fold(chart);
  const isFlat = isFlatOf(chart, rows, x, y);
  return { isFlat, isHorizontal: isHorizontal(chart.type, isFlat) };
}

/** How far charts reach whose values stand on one another, where those are; undefined for others. */
export function sumsOf(chart: Chart): readonly { readonly name: unknown; readonly value: number }[] | undefined {
  const { rows, x, y, series } = fold(chart);
  if (chart.type === 'waterfall')
    return stepsOf(rows, { value: y, name: x, totals: chart.totals ?? [] }).map(({ name, to }) => ({ name, value: to }));
  if (series === undefined || !/^(?:stacked|area)$/.test(chart.type)) return undefined;
  const [value, name] = isFlatOf(chart, rows, x, y) ? [x, y] : [y, x];
  const panel = (row: Row) => (chart.each === undefined ? '' : row[chart.each]);
  const places = [...new Set(rows.map((row) => JSON.stringify([panel(row), row[name]])))];
  return places.flatMap((place) => {
    const here = rows.filter((row) => JSON.stringify([panel(row), row[name]]) === place);
    return extent(here, value, name).flatMap((sum) => (sum === 0 ? [] : [{ name: here[0]?.[name], value: sum }]));
  });
}

/** Names that can have the colour: of series, or of bars, dots and tasks. */
export function chartNames(chart: Chart): string[] {
  const { rows, x, y, series } = fold(chart);
  if (series !== undefined) return namesOf({ rows, series });
  if (/^(?:line|area|point)$/.test(chart.type)) return [];
  return valuesOf(rows, chart.type === 'gantt' || chartSides(chart).isFlat ? y : x).map(String);
}

function fieldsOf(chart: Chart, look: Look, palette: Palette): Fields {
  const folded = fold(chart);
  return { chart, look, palette, isFlat: isFlatOf(chart, folded.rows, folded.x, folded.y), ...folded };
}

/** Several columns of values (`y="a; b"`) are series with the columns' names; of a slope, they are its ends. */
function fold({ type, rows, x, y, series, each }: Chart): { rows: readonly Row[]; x: string; y: string; series: string | undefined } {
  const [firstX = '', firstY = ''] = [x[0], y[0]];
  if (y.length < 2) return { rows, x: firstX, y: firstY, series };
  const kept = (row: Row) => ({ [firstX]: row[firstX], ...(each === undefined ? {} : { [each]: row[each] }) });
  const long = y.flatMap((name) => rows.map((row) => ({ ...kept(row), __series: name, __value: row[name] })));
  if (type === 'slope') return { rows: long, x: '__series', y: '__value', series: firstX };
  return { rows: long, x: firstX, y: '__value', series: '__series' };
}
