/** What is done when: a bar from its first day to its last, and a diamond for a single day. */
import { isRealDate } from '../../../source/locale/real-dates.ts';
import { legendOf, markColour, namesOf, seriesColour } from './colours.ts';
import { heightOf, notedValues, valuesOf } from './scales.ts';
import type { Fields, Made } from './types.ts';

const day = 86_400_000;

/** The first and the last moment of a year, a month or a day; undefined for what is none of them. */
export function momentsOf(value: unknown): readonly [number, number] | undefined {
  const text = String(value ?? '').trim();
  const [, year, month, date] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined || (month !== undefined && !isRealDate(text))) return undefined;
  const [y, m] = [Number(year), month === undefined ? undefined : Number(month) - 1];
  const from = Date.UTC(y, m ?? 0, date === undefined ? 1 : Number(date));
  if (date !== undefined) return [from, from + day];
  return [from, m === undefined ? Date.UTC(y + 1, 0, 1) : Date.UTC(y, m + 1, 1)];
}

export function gantt(fields: Fields): Made {
  const { chart, rows, y: name, series, look, palette } = fields;
  const [start = '', end = ''] = chart.x;
  const tasks = rows.flatMap((row) => {
    const from = momentsOf(row[start])?.[0];
    const to = momentsOf(row[end] === '' || row[end] == null ? undefined : row[end])?.[1];
    if (from === undefined) return [];
    return [{ ...row, __from: from, __to: to ?? from, __isDay: to === undefined || to - from <= day }];
  });
  const noted = notedValues(chart, 'x');
  const moments = [...tasks.flatMap(({ __from, __to }) => [__from, __to]), ...noted];
  const [first, last] = wholeMonths(Math.min(...moments), Math.max(...moments));
  const all = valuesOf(tasks, name);
  const along = (field: string) => ({
    field,
    type: 'quantitative',
    title: null,
    axis: timeAxis(first, last, palette.rule, noted.length > 0),
    scale: { domain: [first, last], nice: false, zero: false },
  });
  const across = {
    field: name,
    type: 'nominal',
    sort: null,
    title: null,
    axis: { domain: false, grid: false },
    scale: { domain: all, paddingInner: 0.42, paddingOuter: 0.21 },
  };
  const names = namesOf(fields);
  const colour = series === undefined ? markColour(name, fields) : seriesColour(fields, names, legendOf(names, fields));
  return {
    rows: tasks,
    layer: [
      {
        transform: [{ filter: '!datum.__isDay' }],
        mark: { type: 'bar', cornerRadius: 1 },
        encoding: { x: along('__from'), x2: { field: '__to' }, y: across, ...colour },
      },
      {
        transform: [{ filter: 'datum.__isDay' }],
        mark: { type: 'point', shape: 'diamond', filled: true, opacity: 1, size: look.size ** 2 },
        encoding: { x: along('__from'), y: across, ...colour },
      },
    ],
    at: { x: along('__from'), y: across },
    height: heightOf(all.length, fields, 2.1),
  };
}

/** From the first day of a month, or of a quarter where it is long, to the last. */
function wholeMonths(from: number, to: number): [number, number] {
  const [first, last] = [new Date(from), new Date(to)];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = months > 48 ? 12 : months > 14 ? 3 : 1;
  const start = Date.UTC(first.getUTCFullYear(), Math.floor(first.getUTCMonth() / step) * step, 1);
  const end = Date.UTC(last.getUTCFullYear(), Math.ceil((last.getUTCMonth() + (last.getUTCDate() > 1 ? 1 : 0)) / step) * step, 1);
  return [start, Math.max(end, start + day)];
}

/** Months, quarters or years, each named at its beginning; below, where the words of notes are above. */
function timeAxis(from: number, to: number, rule: string, isBelow: boolean): object {
  const months = (to - from) / day / 30.4;
  const step = months > 48 ? 12 : months > 26 ? 6 : months > 8 ? 3 : 1;
  const values: number[] = [];
  for (let at = new Date(from); at.getTime() < to - day; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + step, 1)))
    values.push(at.getTime());
  const labels = `utcFormat(datum.value, '${step === 12 ? '%Y' : '%b %Y'}')`;
  return {
    orient: isBelow ? 'bottom' : 'top',
    domain: false,
    grid: true,
    gridColor: rule,
    values,
    labelExpr: labels,
    labelAlign: 'left',
    labelFlush: false,
  };
}
