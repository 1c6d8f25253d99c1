/** Axes of charts: where they begin and end, what they count, and which places they have. */
import { isCut, type ValueAxis, valueLabels } from '../chart-axis.ts';
import type { Look } from '../draw.ts';
import type { Chart, Fields, Row } from './types.ts';

export const isNumeric = (rows: readonly Row[], field: string): boolean =>
  rows.some((row) => typeof row[field] === 'number') && rows.every((row) => row[field] === null || typeof row[field] === 'number');

/** Places of an axis: numbers, days, or names in their order. */
export type Places = { readonly sort: 'numbers' | 'days' } | { readonly sort: 'names'; readonly names: readonly unknown[] };

const month = /^\d{4}-\d{2}(-\d{2})?$/;
const year = /^(19|20)\d{2}$/;
const all = (rows: readonly Row[], field: string, pattern: RegExp) => rows.every((row) => pattern.test(String(row[field])));

/** Days and months are where they fall, years in a row, all else in the order of the data. */
export function placesOf(rows: readonly Row[], field: string): Places {
  if (rows.length > 0 && all(rows, field, month)) return { sort: 'days' };
  if (!all(rows, field, year) && isNumeric(rows, field)) return { sort: 'numbers' };
  return { sort: 'names', names: valuesOf(rows, field) };
}

/** How the horizontal axis of lines is encoded. */
export function scaleOf(rows: readonly Row[], field: string, isSmall = false): object {
  const { sort } = placesOf(rows, field);
  if (sort === 'days') return { type: 'temporal', axis: { format: '%b %Y', labelFlush: true }, scale: { type: 'utc' } };
  if (sort === 'numbers') return { type: 'quantitative', scale: { zero: false } };
  const isYears = all(rows, field, year);
  const years = valuesOf(rows, field);
  // Beside one another, small charts say where they begin and end.
  const few = isSmall && years.length > 3 ? { values: [years[0], years.at(-1)], labelFlush: true, labelOverlap: false } : {};
  return {
    type: 'ordinal',
    ...(isYears ? { axis: { labelOverlap: true, ...few } } : { sort: null }),
    scale: { type: 'point', padding: 0.15 },
  };
}

/** Compares two values of a field by where `scaleOf` puts them. */
export function orderOf(rows: readonly Row[], field: string): (a: unknown, b: unknown) => number {
  const places = placesOf(rows, field);
  if (places.sort === 'names' && !all(rows, field, year)) return (a, b) => places.names.indexOf(a) - places.names.indexOf(b);
  if (places.sort === 'days') return (a, b) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
  return (a, b) => Number(a) - Number(b);
}

/** Each once, in the order of the data. */
export const valuesOf = (rows: readonly Row[], field: string): unknown[] => [...new Set(rows.map((row) => row[field]))];

export type Domain = readonly [number, number];

/** From one round number to another, so that every value is between two lines of the grid. */
export function domainOf(values: readonly number[], { min, max, zero }: ValueAxis, isFromZero: boolean): Domain {
  const fromZero = min === undefined && (zero ?? isFromZero);
  const known = values.filter((value) => Number.isFinite(value));
  let low = min ?? Math.min(...known, ...(fromZero ? [0] : []));
  let high = max ?? Math.max(...known, ...(fromZero ? [0] : []));
  if (!(low < high)) [low, high] = low === 0 && high === 0 ? [0, 1] : [low - Math.abs(low) / 10, high + Math.abs(high) / 10];
  // The second time with the step that the rounded range has.
  for (let time = 0; time < 2; time += 1) {
    const step = stepOf(high - low);
    if (min === undefined) low = rounded(Math.floor(low / step + 1e-9) * step);
    if (max === undefined) high = rounded(Math.ceil(high / step - 1e-9) * step);
  }
  return [low, high];
}

const rounded = (value: number) => Number(value.toPrecision(12));

/** About five steps of 1, 2 or 5. */
function stepOf(span: number): number {
  const raw = span / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const error = raw / power;
  return power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
}

/** The numbers that notes are at, which the axis must reach. */
export const notedValues = ({ notes = [] }: Chart, side: 'x' | 'y'): number[] =>
  notes.flatMap((note) => (note[side] ?? []).flatMap((spot) => (typeof spot === 'number' ? [spot] : [])));

/** How the axis of values is encoded, from one round number to another. */
export function valueEncoding(field: string, domain: Domain, axis: ValueAxis): Record<string, unknown> {
  return {
    field,
    type: 'quantitative',
    title: null,
    axis: valueLabels(axis),
    scale: { domain: [...domain], nice: false, zero: false },
  };
}

export const clipOf = (axis: ValueAxis): object => (isCut(axis) ? { clip: true } : {});

/** Clips only where a value is beyond: a dot at the edge is whole. */
export const clipBeyond = (values: readonly unknown[], [low, high]: Domain): object =>
  values.some((value) => Number(value) < low || Number(value) > high) ? { clip: true } : {};

/** About as wide as it is set, in parts of its size. */
export const emsOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2E80' ? 1 : 0.53), 0);
export const widestOf = (texts: readonly string[], { size }: Look): number => Math.max(0, ...texts.map(emsOf)) * size;

/** Rows below one another are as high as they need, unless the author or the slide says how high the chart is. */
export function heightOf(count: number, { chart, look }: Pick<Fields, 'chart' | 'look'>, perRow = 2.3): number {
  if (chart.hasHeight) return look.height;
  const needed = Math.round(look.size * (count * perRow + 3));
  return look.isSlide ? Math.max(look.height, Math.min(look.most, needed)) : Math.min(look.most, Math.max(90, needed));
}

/** Words in lines of at most so many letters. */
export function lined(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && emsOf(`${last} ${word}`) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
