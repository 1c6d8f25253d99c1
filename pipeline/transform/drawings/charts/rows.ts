/** Charts whose names stand below one another, each with its marks along one axis: dots, bullets. */
import { valueText } from '../chart-axis.ts';
import { contextOf, legendOf, markColour, namesOf, seriesColour } from './colours.ts';
import { clipBeyond, domainOf, heightOf, notedValues, valueEncoding, valuesOf, widestOf } from './scales.ts';
import type { Fields, Made, Row } from './types.ts';

/** Which column has the numbers, and which the names. */
const sides = ({ isFlat, x, y }: Fields) => (isFlat ? { value: x, name: y } : { value: y, name: x });

function nameEncoding(rows: readonly Row[], name: string, padding: number): object {
  return {
    field: name,
    type: 'nominal',
    sort: null,
    title: null,
    axis: { domain: false, grid: false },
    scale: { domain: valuesOf(rows, name), paddingInner: padding, paddingOuter: padding / 2 },
  };
}

/** One dot for each value; those of one name are joined by a line, so that the distance is seen. */
export function dots(fields: Fields): Made {
  const { chart, rows, series, look, palette } = fields;
  const { value, name } = sides(fields);
  const numbers = rows.map((row) => Number(row[value] ?? Number.NaN));
  const names = namesOf(fields);
  const all = valuesOf(rows, name);
  const hasNumbers = all.length <= 20 && (series === undefined || names.length === 2);
  const known = [...numbers.filter(Number.isFinite), ...notedValues(chart, 'x')];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  // The numbers before the first dots are on the plot, too.
  const before = hasNumbers && series !== undefined ? low - ((high - low) * look.size * 3.2) / (look.width * 0.7) : low;
  const domain = domainOf([...known, low >= 0 ? Math.max(0, before) : before], chart.axis, false);
  const along = valueEncoding(value, domain, chart.axis);
  const across = nameEncoding(rows, name, 0.3);
  const spans = all.flatMap((one) => {
    const own = rows.filter((row) => row[name] === one && typeof row[value] === 'number').map((row) => Number(row[value]));
    const [from, to] = series === undefined ? domain : [Math.min(...own), Math.max(...own)];
    return own.length === 0 ? [] : [{ [name]: one, __from: from, __to: to }];
  });
  const line = {
    data: { values: spans },
    mark: {
      type: 'rule',
      color: series === undefined ? palette.rule : contextOf(palette),
      strokeWidth: series === undefined ? 0.75 : 2,
      ...clipBeyond(numbers, domain),
    },
    encoding: { y: across, x: valueEncoding('__from', domain, chart.axis), x2: { field: '__to' } },
  };
  const isBeyond = (one: unknown) => Number(one) < domain[0] || Number(one) > domain[1];
  const sided = rows.map((row) => ({
    ...row,
    __number: isBeyond(row[value]) ? '' : numberOf(row[value], fields),
    __side: sideOf(row, rows, value, name, series),
  }));
  const widest = widestOf(
    sided.map(({ __number }) => __number),
    look,
  );
  const text = (side: number) => ({
    mark: {
      type: 'text',
      align: side < 0 ? 'right' : 'left',
      baseline: 'middle',
      dx: side * (look.size * 0.7),
      fontSize: look.size,
      color: palette.ink,
    },
    transform: [{ filter: `datum.__side === ${side}` }],
    encoding: { x: along, y: across, text: { field: '__number', type: 'nominal' } },
  });
  const colour = series === undefined ? markColour(name, fields) : seriesColour(fields, names, legendOf(names, fields));
  const dot = {
    mark: { type: 'point', filled: true, opacity: 1, size: look.size ** 2 * 0.75, ...clipBeyond(numbers, domain) },
    encoding: { x: along, y: across, ...colour },
  };
  return {
    rows: sided,
    layer: [line, dot, ...(hasNumbers ? [text(1), ...(series === undefined ? [] : [text(-1)])] : [])],
    at: { x: along, y: across },
    height: heightOf(all.length, fields),
    ...(hasNumbers ? { numbers: widest + look.size * 0.5 } : {}),
  };
}

const numberOf = (value: unknown, { chart }: Fields) => (typeof value === 'number' ? valueText(value, chart.axis) : '');

/** Of two dots, the numbers are on their outer sides. */
function sideOf(row: Row, rows: readonly Row[], value: string, name: string, series: string | undefined): number {
  if (series === undefined) return 1;
  const others = rows.filter((one) => one[name] === row[name] && one !== row && typeof one[value] === 'number');
  const [other] = others;
  if (other === undefined) return 1;
  if (Number(other[value]) === Number(row[value])) return rows.indexOf(other) < rows.indexOf(row) ? 0 : 1;
  return Number(other[value]) > Number(row[value]) ? -1 : 1;
}

/** What was reached, and a mark for what was aimed at. */
export function bullets(fields: Fields): Made {
  const { chart, rows, look, palette } = fields;
  const { value, name } = sides(fields);
  const { target } = chart;
  const numbers = [value, ...(target === undefined ? [] : [target])].flatMap((column) => rows.map((row) => Number(row[column] ?? 0)));
  const domain = domainOf([...numbers, ...notedValues(chart, 'x')], chart.axis, true);
  const shown = rows.map((row) => ({
    ...row,
    __number: numberOf(row[value], fields),
    __end: domain[1],
    __start: domain[0],
  }));
  const along = valueEncoding(value, domain, chart.axis);
  const across = nameEncoding(rows, name, 0.35);
  const height = heightOf(valuesOf(rows, name).length, fields, 2.8);
  const band = (height - look.size * 3) / Math.max(1, rows.length) / 1.35;
  const track = {
    mark: { type: 'bar', color: palette.accentSoft, height: { band: 1 } },
    encoding: { y: across, x: valueEncoding('__start', domain, chart.axis), x2: { field: '__end' } },
  };
  const clip = clipBeyond([0, ...numbers], domain);
  const bar = { mark: { type: 'bar', height: { band: 0.42 }, ...clip }, encoding: { x: along, y: across, ...markColour(name, fields) } };
  const goal = {
    mark: { type: 'tick', thickness: look.size / 4.5, size: band * 0.92, color: palette.ink, ...clip },
    encoding: { y: across, x: valueEncoding(target ?? '', domain, chart.axis) },
  };
  const room =
    widestOf(
      shown.map(({ __number }) => __number),
      look,
    ) + 8;
  const number = {
    mark: { type: 'text', align: 'right', baseline: 'middle', dx: room, fontSize: look.size, fontWeight: 600, color: palette.ink },
    encoding: { y: across, x: { value: 'width' }, text: { field: '__number', type: 'nominal' } },
  };
  const [first] = rows;
  const word = {
    data: { values: [{ ...first, __word: target }] },
    mark: { type: 'text', align: 'center', baseline: 'bottom', dy: -band / 2 - 2, fontSize: look.size, color: palette.ink },
    encoding: { y: across, x: valueEncoding(target ?? '', domain, chart.axis), text: { field: '__word', type: 'nominal' } },
  };
  const aim = target === undefined ? undefined : first?.[target];
  const hasGoal = typeof aim === 'number' && aim >= domain[0] && aim <= domain[1];
  return {
    rows: shown,
    layer: [track, bar, ...(target === undefined ? [] : [goal]), number, ...(hasGoal ? [word] : [])],
    at: { x: along, y: across },
    height,
  };
}
