/** Bars, vertical or horizontal, side by side or on one another. */
import { isCut, valueText } from '../chart-axis.ts';
import { coloursOf, legendOf, markColour, namesOf, seriesColour } from './colours.ts';
import { clipOf, domainOf, emsOf, notedValues, valueEncoding, valuesOf, widestOf } from './scales.ts';
import { segmentEnds, segmentNumbers } from './segments.ts';
import type { Chart, Fields, Made, Row } from './types.ts';

/** More bars than this have an axis in place of a number each. */
const mostNumbers = 14;

/** No bar is wider, 14 mm on paper; a few of them stand together at the beginning of the axis. */
const widestBar = ({ look }: Pick<Fields, 'look'>): number => (look.isSlide ? 66 : 53);

/** Names below upright bars have the bar's place only, and break their lines there. */
export function nameAxis(count: number, width: number, size: number): object {
  const letters = Math.max(4, Math.floor(width / count / (size * 0.52)));
  return { labelExpr: `split(replace(datum.label, regexp('(.{1,${letters}})(\\\\s|$)', 'g'), '$1|'), '|')` };
}

/** The scale of upright bars: as wide as they may be, and no further apart than three of them. */
export function bandScale(
  count: number,
  fields: Fields,
  perBand = 1,
): { readonly scale: object; readonly width: number; readonly bar: number } {
  const { look } = fields;
  const plot = look.width - axisRoom(fields);
  const most = widestBar(fields) * perBand;
  const step = Math.min(plot / Math.max(1, count - 0.1), most * (perBand > 1 ? 1.6 : 3));
  const inner = Math.max(0.32, 1 - most / step);
  const isNarrow = step < plot / Math.max(1, count - 0.1) - 1;
  const scale = {
    paddingInner: inner,
    paddingOuter: inner < 0.4 ? 0.12 : inner / 2,
    ...(isNarrow ? { range: [0, Math.round(step * count)] } : {}),
  };
  return { scale, width: isNarrow ? step * count : plot, bar: step * (1 - inner) };
}

/** About what the numbers along the upright axis take. */
export const axisRoom = ({ chart, look, rows, y }: Fields): number =>
  Math.max(1, emsOf(valueText(Math.max(0, ...rows.map((row) => Number(row[y] ?? 0))), chart.axis))) * look.size + look.size;

export function bars(fields: Fields): Made {
  const { chart, rows, x, y, series, isFlat, look, palette } = fields;
  const [value, name] = isFlat ? [x, y] : [y, x];
  const isStacked = chart.type === 'stacked';
  const names = namesOf(fields);
  const numbered = rows.map((row) => ({
    ...row,
    __number: typeof row[value] === 'number' ? valueText(row[value], chart.axis) : '',
    __order: series === undefined ? 0 : names.indexOf(String(row[series])),
  }));
  const count = new Set(rows.map((row) => row[name])).size;
  const isCutOff = isCut(chart.axis);
  const domain = domainOf(
    [...extent(rows, value, isStacked ? name : undefined), ...notedValues(chart, isFlat ? 'x' : 'y')],
    chart.axis,
    true,
  );
  const widest = widestOf(
    numbered.map((row) => row.__number),
    look,
  );
  // Numbers are over the bars only where they do not run into one another.
  const slot = isFlat ? (look.height * 0.8) / rows.length / (look.size * 1.1) : (look.width * 0.72) / rows.length / widest;
  const hasNumbers = !isStacked && !isCutOff && rows.length <= mostNumbers && slot >= 1;
  const band = bandScale(count, fields, isStacked || series === undefined ? 1 : names.length);
  const along = {
    ...valueEncoding(value, domain, chart.axis),
    ...(hasNumbers ? { axis: null } : {}),
    ...(isStacked ? { stack: 'zero' } : {}),
  };
  const across = {
    field: name,
    type: 'nominal',
    sort: null,
    title: (isFlat ? undefined : chart.xTitle) ?? null,
    axis: { domain: !isFlat, ...(isFlat ? {} : nameAxis(count, band.width, look.size)) },
    scale: { domain: valuesOf(rows, name), ...(isFlat ? { paddingInner: 0.32, paddingOuter: 0.12 } : band.scale) },
  };
  const offset = series !== undefined && !isStacked ? { [isFlat ? 'yOffset' : 'xOffset']: { field: series, sort: null } } : {};
  const at = isFlat ? { x: along, y: across } : { x: across, y: along };
  const ends =
    isStacked && !isFlat && chart.each === undefined ? segmentEnds(numbered, { fields, value, name, domain, across }) : undefined;
  const colour =
    series === undefined
      ? markColour(name, fields)
      : seriesColour(fields, names, ends ? null : { symbolType: 'square', ...legendOf(names, fields) });
  const order = isStacked ? { order: { field: '__order', type: 'quantitative' } } : {};
  const edge = isStacked ? { stroke: palette.ground, strokeWidth: 0.75 } : {};
  const bar = { mark: { type: 'bar', ...edge, ...clipOf(chart.axis) }, encoding: { ...at, ...offset, ...colour, ...order } };
  const number = {
    mark: {
      type: 'text',
      color: palette.ink,
      fontSize: look.size,
      ...(isFlat ? { align: 'left', dx: 4 } : { baseline: 'bottom', dy: -3 }),
    },
    encoding: { ...at, ...offset, text: { field: '__number', type: 'nominal' } },
  };
  // Numbers would stand outside of a plot that cuts their parts off.
  const isWhole = extent(rows, value, name).every((sum) => sum >= domain[0] && sum <= domain[1]) && domain[0] <= 0;
  const inside =
    isStacked && isWhole
      ? segmentNumbers(numbered, {
          at,
          order,
          colours: coloursOf(names, fields),
          isFlat,
          value,
          domain,
          bar: band.bar,
          look,
        })
      : undefined;
  return {
    rows: inside?.rows ?? numbered,
    layer: [bar],
    last: [
      ...(inside?.layer ?? []),
      ...(ends ? [...(hasLines(chart) ? [patch(ends.at, ends.width, true, fields, ends.values)] : []), ...ends.layer] : []),
      ...(hasNumbers ? [...(hasLines(chart) ? [patch({ ...at, ...offset }, widest, isFlat, fields)] : []), number] : []),
    ],
    at: { x: { ...at.x, stack: null }, y: { ...at.y, stack: null } },
    ...(hasNumbers ? { numbers: widest } : {}),
    ...(ends ? { tail: ends.width } : {}),
  };
}

/** Whether a line may run through numbers. */
export const hasLines = ({ notes = [] }: Chart): boolean => notes.length > 0;

/** The paper's colour behind a number, so that no line of a note runs through it. */
export function patch(at: object, widest: number, isFlat: boolean, { look, palette }: Fields, values?: readonly object[]): object {
  const [width, height] = [Math.ceil(widest) + 4, look.size + 2];
  const place = isFlat ? { xOffset: width / 2 + 2 } : { yOffset: -(height / 2 + 2) };
  return {
    mark: {
      type: 'point',
      shape: `M${-width / 2},${-height / 2}h${width}v${height}h${-width}z`,
      // A shape of its own is drawn at half of the root.
      size: 4,
      filled: true,
      opacity: 1,
      color: palette.ground,
      strokeWidth: 0,
      ...place,
    },
    encoding: at,
    ...(values ? { data: { values } } : {}),
  };
}

/** The values, or the sums of those on one another. */
export function extent(rows: readonly Row[], value: string, name?: string): number[] {
  const numbers = rows.map((row) => Number(row[value] ?? 0));
  if (name === undefined) return numbers;
  const sums = new Map<unknown, [number, number]>();
  for (const row of rows) {
    const sum = sums.get(row[name]) ?? [0, 0];
    const one = Number(row[value] ?? 0);
    sum[one < 0 ? 0 : 1] += one;
    sums.set(row[name], sum);
  }
  return [...sums.values()].flat();
}
