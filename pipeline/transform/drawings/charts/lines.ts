/** Lines and areas, which carry their names where they end. */
import { apart } from './apart.ts';
import { extent } from './bars.ts';
import { coloursOf, legendOf, markColour, namesOf, seriesColour, wordsIn } from './colours.ts';
import { endLayers, endNames } from './ends.ts';
import { clipOf, type Domain, domainOf, notedValues, orderOf, scaleOf, valueEncoding } from './scales.ts';
import { plotHeight, segmentEnds } from './segments.ts';
import type { Fields, Made, Row } from './types.ts';

export function lines(fields: Fields): Made {
  const { chart, rows, x, y, series } = fields;
  const isArea = chart.type === 'area';
  const isPoints = chart.type === 'point';
  const domain = domainOf(
    [...extent(rows, y, isArea && series !== undefined ? x : undefined), ...notedValues(chart, 'y')],
    chart.axis,
    !isPoints,
  );
  const across = { field: x, ...scaleOf(rows, x, chart.each !== undefined), title: chart.xTitle ?? null };
  const along = valueEncoding(y, domain, chart.axis);
  const at = { x: across, y: along };
  const names = namesOf(fields);
  const clip = clipOf(chart.axis);
  const ends =
    isPoints || chart.each !== undefined || series === undefined
      ? undefined
      : isArea
        ? segmentEnds(rows, { fields, value: y, name: x, domain, across, isArea })
        : lineEnds(fields, names, domain, across);
  const colour = series === undefined ? markColour('', fields) : seriesColour(fields, names, ends ? null : legendOf(names, fields));
  const mark = isPoints
    ? { type: 'point', opacity: 0.85, ...clip }
    : isArea
      ? {
          type: 'area',
          line: series === undefined,
          ...(series === undefined ? {} : { stroke: fields.palette.ground, strokeWidth: 0.75, fillOpacity: 1 }),
          ...clip,
        }
      : { type: 'line', point: series === undefined && rows.length <= 24, ...clip };
  const stack = isArea && series !== undefined ? { order: { field: '__order', type: 'quantitative' } } : {};
  // What has the colour is drawn over what has none.
  const { highlight = [] } = chart;
  const order = !isArea && highlight.length > 0 && series !== undefined ? [...rows].sort((a, b) => rank(a) - rank(b)) : rows;
  function rank(row: Row): number {
    return highlight.includes(String(row[series ?? ''])) ? 1 : 0;
  }
  return {
    rows: isArea ? order.map((row) => ({ ...row, __order: names.indexOf(String(row[series ?? ''])) })) : order,
    layer: [{ mark, encoding: { ...at, ...colour, ...stack } }, ...(ends?.layer ?? [])],
    at: { x: across, y: { ...along, stack: null } },
    ...(ends ? { tail: ends.width } : {}),
  };
}

/** Names behind the ends of lines, moved apart where they would cover one another; undefined where there are too many. */
function lineEnds(
  fields: Fields,
  names: readonly string[],
  domain: Domain,
  across: object,
): { layer: readonly object[]; width: number } | undefined {
  const { rows, x, y, series = '', look, palette, chart } = fields;
  const last = new Map<string, Row>();
  const order = orderOf(rows, x);
  for (const row of rows) {
    const known = last.get(String(row[series]));
    if (row[y] != null && (known === undefined || order(row[x], known[x]) >= 0)) last.set(String(row[series]), row);
  }
  const height = plotHeight(fields);
  const set = endNames(names, look);
  if (set === undefined || names.length * set.gap > height) return undefined;
  const colours = coloursOf(names, fields);
  const pixels = height / (domain[1] - domain[0]);
  const ends = names.flatMap((name, index) => {
    const row = last.get(name);
    return row === undefined ? [] : [{ row, name, colour: colours[index] as string }];
  });
  const values = [...new Set(ends.map(({ row }) => row[x]))].flatMap((where) => {
    const here = ends.filter(({ row }) => row[x] === where);
    const places = apart(
      here.map(({ row }) => (Number(row[y]) - domain[0]) * pixels),
      set.gap,
      height,
    );
    return here.map(({ name, colour }, index) => ({
      [x]: where,
      __at: domain[0] + (places[index] as number) / pixels,
      __name: (set.lines[names.indexOf(name)] ?? [name]).join('\n'),
      __ink: wordsIn(colour, palette),
    }));
  });
  return { layer: endLayers(values, { x: across, y: valueEncoding('__at', domain, chart.axis) }, look), width: set.width };
}
