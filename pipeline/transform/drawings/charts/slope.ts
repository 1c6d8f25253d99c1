/** From one time to another: a line for each name, with its numbers at both ends. */
import { valueText } from '../chart-axis.ts';
import { apart } from './apart.ts';
import { coloursOf, namesOf, seriesColour, wordsIn } from './colours.ts';
import { clipBeyond, domainOf, notedValues, valueEncoding, valuesOf } from './scales.ts';
import type { Fields, Made, Row } from './types.ts';

export function slopes(fields: Fields): Made {
  const { chart, rows, x, y, series = '', look, palette } = fields;
  const times = valuesOf(rows, x);
  const [first, last] = [times[0], times.at(-1)];
  const names = namesOf(fields);
  const domain = domainOf(
    [...rows.flatMap((row) => (typeof row[y] === 'number' ? [row[y]] : [])), ...notedValues(chart, 'y')],
    chart.axis,
    false,
  );
  const colours = coloursOf(names, fields);
  const height = look.height - look.size * (2.6 + (chart.yTitle === undefined ? 0 : 2.4));
  const pixels = height / (domain[1] - domain[0]);
  const across = {
    field: x,
    type: 'ordinal',
    sort: null,
    title: null,
    axis: {
      orient: 'top',
      domain: false,
      labelFontWeight: 600,
      grid: true,
      gridColor: palette.rule,
      gridWidth: 0.75,
      labelPadding: look.size / 2,
    },
    scale: { type: 'point', padding: 0, domain: times },
  };
  const along = { ...valueEncoding(y, domain, chart.axis), axis: null };
  const ends = (time: unknown, side: 'left' | 'right') => {
    const here = rows.filter((row) => row[x] === time && typeof row[y] === 'number');
    const places = apart(
      here.map((row) => (Number(row[y]) - domain[0]) * pixels),
      look.size * 1.2,
      height,
    );
    return here.map((row, index) => {
      const name = String(row[series]);
      const number = valueText(Number(row[y]), chart.axis);
      return {
        [x]: time,
        __at: domain[0] + (places[index] as number) / pixels,
        __label: side === 'left' ? `${name}  ${number}` : `${number}  ${name}`,
        __ink: wordsIn(colours[names.indexOf(name)] as string, palette),
      };
    });
  };
  const [left, right] = [ends(first, 'left'), first === last ? [] : ends(last, 'right')];
  const label = (values: readonly object[], side: 'left' | 'right') => ({
    data: { values },
    mark: {
      type: 'text',
      align: side === 'left' ? 'right' : 'left',
      baseline: 'middle',
      dx: (side === 'left' ? -1 : 1) * look.size * 0.8,
      fontSize: look.size,
      fontWeight: 600,
    },
    encoding: {
      x: across,
      y: { ...valueEncoding('__at', domain, chart.axis), axis: null },
      text: { field: '__label', type: 'nominal' },
      color: { field: '__ink', type: 'nominal', scale: null },
    },
  });
  const colour = seriesColour(fields, names, null);
  const clip = clipBeyond(
    rows.map((row) => row[y] ?? undefined),
    domain,
  );
  const typed: Row[] = rows.filter((row) => typeof row[y] === 'number');
  return {
    rows: typed,
    layer: [
      { mark: { type: 'line', strokeWidth: look.size / 5, ...clip }, encoding: { x: across, y: along, ...colour } },
      { mark: { type: 'point', filled: true, opacity: 1, size: look.size * 5, ...clip }, encoding: { x: across, y: along, ...colour } },
      label(left, 'left'),
      label(right, 'right'),
    ],
    at: { x: across, y: along },
  };
}
