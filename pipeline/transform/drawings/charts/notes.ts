/** Words at a line, a band or a point: where they go on the plot. */
import { momentsOf } from './gantt.ts';
import { valuesOf as distinct, isNumeric, lined, type Places, placesOf, widestOf } from './scales.ts';
import type { Chart, Fields, Made, Note, Spot } from './types.ts';

/** What places the axes of a chart have; undefined for one that no note can be at. */
export interface Axes {
  readonly x: Places | undefined;
  readonly y: Places | undefined;
}

const numbers: Places = { sort: 'numbers' };

export function axesOf({ chart, rows, x, y, isFlat }: Pick<Fields, 'chart' | 'rows' | 'x' | 'y' | 'isFlat'>): Axes {
  const names = (field: string): Places => ({ sort: 'names', names: distinct(rows, field) });
  if (chart.type === 'gantt') return { x: { sort: 'days' }, y: undefined };
  if (chart.type === 'slope') return { x: undefined, y: numbers };
  if (isHorizontal(chart.type, isFlat)) return { x: numbers, y: chart.each === undefined ? names(isFlat ? y : x) : undefined };
  const isNamed = /^(?:bar|stacked|waterfall)$/.test(chart.type);
  return { x: chart.each === undefined ? (isNamed ? names(x) : placesOf(rows, x)) : undefined, y: numbers };
}

/** Whether names stand below one another. */
export const isHorizontal = (type: Chart['type'], isFlat: boolean): boolean => isFlat || type === 'dot' || type === 'bullet';

/** Charts whose numbers may be in the column `x`: names are below one another. */
export const mayBeHorizontal = (type: Chart['type']): boolean => /^(?:bar|stacked|dot|bullet)$/.test(type);

/** Whether the numbers are in the column `x`. */
export const isFlatOf = (chart: Pick<Chart, 'type'>, rows: Fields['rows'], x: string, y: string): boolean =>
  mayBeHorizontal(chart.type) && isNumeric(rows, x) && !isNumeric(rows, y);

/** Where a note's words go, and what they need above the plot. */
interface Words {
  readonly mark: { readonly align: string; readonly baseline: string; readonly dx?: number; readonly dy?: number };
  readonly x: object;
  readonly y: object;
  readonly top?: number;
  /** They move when the plot becomes narrower, so that it must become a little narrower still. */
  readonly isMoved?: boolean;
}

/** The layers below the data, those over it, and the room that they need above the plot. */
export function noteLayers(
  fields: Fields,
  made: Made,
): { readonly below: object[]; readonly above: object[]; readonly top: number; readonly right: number } {
  const { chart, look, palette } = fields;
  const below: object[] = [];
  const above: object[] = [];
  const levels: number[] = [];
  let [top, right] = [0, 0];
  const height = Math.round(look.size * 1.2);
  for (const note of chart.notes ?? []) {
    const lines = lined(note.words, Math.max(9, (look.width / look.size) * 0.34));
    const data = { values: [valuesOf(note, lines.join('\n'))] };
    const at = (side: 'x' | 'y', index = 0) => placed(made.at[side], `__${side}${index}`);
    const shape = shapeOf(note, made, at, fields);
    if (shape) (shape.isBelow ? below : above).push({ data, mark: shape.mark, encoding: shape.encoding });
    const words = wordsAt(note, { lines, levels, fields, made, at });
    top = Math.max(top, words.top ?? 0);
    if (words.isMoved) right = Math.max(right, Math.ceil(widestOf(lines, look) * 0.3));
    const lift = words.mark.baseline === 'bottom' ? (lines.length - 1) * height : 0;
    const mark = { type: 'text', fontSize: look.size, color: palette.ink, lineBreak: '\n', lineHeight: height, ...words.mark };
    above.push({
      data,
      mark: { ...mark, dy: (words.mark.dy ?? 0) - lift },
      encoding: { x: words.x, y: words.y, text: { field: '__words', type: 'nominal' } },
    });
  }
  return { below, above, top, right };
}

type At = (side: 'x' | 'y', index?: number) => Record<string, unknown>;
const isNamed = (encoding: object) => /^(?:nominal|ordinal)$/.test(String((encoding as { type?: string }).type));
/** Bars stand there, and a line would run through them. */
const isBand = (encoding: object) => (encoding as { type?: string }).type === 'nominal';

/** The line, band or ring of a note; none where it is at a bar. */
function shapeOf(
  { x, y }: Note,
  made: Made,
  at: At,
  { palette, look }: Fields,
): { readonly mark: object; readonly encoding: object; readonly isBelow?: boolean } | undefined {
  if (x && y) {
    if (isBand(made.at.x) || isBand(made.at.y)) return undefined;
    const mark = { type: 'point', filled: false, stroke: palette.ink, strokeWidth: 1.2, opacity: 1, size: look.size ** 2 * 0.9 };
    return { mark, encoding: { x: at('x'), y: at('y') } };
  }
  const side = y ? 'y' : 'x';
  if ((y ?? x)?.length === 2) {
    const isName = isNamed(made.at[side]);
    const from = isName ? { ...at(side), bandPosition: 0 } : at(side);
    const to = { field: `__${side}1`, ...(isName ? { bandPosition: 1 } : {}) };
    return { mark: { type: 'rect', color: palette.accentSoft }, encoding: { [side]: from, [`${side}2`]: to }, isBelow: true };
  }
  if (isBand(made.at[side])) return undefined;
  return { mark: { type: 'rule', color: palette.ink, strokeDash: [3, 2], strokeWidth: 1 }, encoding: { [side]: at(side) } };
}

interface Around {
  readonly lines: readonly string[];
  /** Where each line of words above the plot ends. */
  readonly levels: number[];
  readonly fields: Fields;
  readonly made: Made;
  readonly at: At;
}

function wordsAt(note: Note, { lines, levels, fields, made, at }: Around): Words {
  const { x, y } = note;
  if (x && y) return beside(x, fields, made, at);
  if (y) return isBand(made.at.y) ? behind(y, fields, made, at) : along(y, fields, at);
  const spot = x as Spot;
  return isBand(made.at.x) && spot.length === 1 ? over(spot, fields, made, at) : atTop(spot, lines, fields, levels, at);
}

/** Words at a point: over the number of a bar, otherwise on the side where there is more room. */
function beside(x: Spot, fields: Fields, made: Made, at: At): Words {
  const { look } = fields;
  const place = { x: at('x'), y: at('y') };
  if (isBand(made.at.y))
    return { ...place, mark: { align: 'left', baseline: 'middle', dx: (made.numbers ?? 0) + look.size }, isMoved: true };
  if (isBand(made.at.x)) return { ...place, mark: { align: 'center', baseline: 'bottom', dy: -overNumber(made, fields) } };
  const isRight = shareOf(x[0], fields) > 0.7;
  const dx = look.size * (isRight ? -0.75 : 0.75);
  return { ...place, mark: { align: isRight ? 'right' : 'left', dx, baseline: 'bottom', dy: -look.size * 0.35 } };
}

const overNumber = (made: Made, { chart, look }: Fields) =>
  made.numbers === undefined && chart.type !== 'waterfall' ? 4 : Math.round(look.size * 1.25) + 4;

/** Words behind the bar or dot of a name. */
function behind(spot: Spot, { rows, x, y, isFlat, look }: Fields, made: Made, at: At): Words {
  const [value, name] = isFlat ? [x, y] : [y, x];
  const ends = rows.flatMap((row) => (row[name] === spot[0] && typeof row[value] === 'number' ? [row[value]] : []));
  const mark = { align: 'left', baseline: 'middle', dx: (made.numbers ?? 0) + look.size };
  return { mark, x: valueAt(made.at.x, Math.max(...ends)), y: at('y'), isMoved: true };
}

/** Words over the bar of a name. */
function over(spot: Spot, fields: Fields, made: Made, at: At): Words {
  const ends = made.rows.flatMap((row) => {
    const end = row['__top'] ?? row[fields.y];
    return row[fields.x] === spot[0] && typeof end === 'number' ? [end] : [];
  });
  const end = fields.chart.type === 'stacked' ? ends.reduce((sum, one) => sum + one, 0) : Math.max(...ends);
  return { mark: { align: 'center', baseline: 'bottom', dy: -overNumber(made, fields) }, x: at('x'), y: valueAt(made.at.y, end) };
}

/** Words on a horizontal line, or at the upper edge of a band: where the data are further away. */
function along(spot: Spot, fields: Fields, at: At): Words {
  const { rows, x, y, chart } = fields;
  const [one, two = one] = spot.map(Number) as [number, number?];
  const value = Math.max(one, two);
  const ends = [...new Set(rows.map((row) => row[x]))];
  const distance = (end: unknown) => {
    const here = rows.flatMap((row) => (row[x] === end && typeof row[y] === 'number' ? [row[y]] : []));
    // An area covers what is in it.
    if (chart.type === 'area') return value - here.reduce((sum, own) => sum + own, 0);
    return Math.min(...here.map((own) => Math.abs(value - own)));
  };
  const isLeft = /^(?:line|area|point)$/.test(chart.type) && distance(ends[0]) > distance(ends.at(-1));
  const isBandHere = spot.length === 2;
  const mark = { align: isLeft ? 'left' : 'right', dx: isLeft ? 3 : -3, baseline: isBandHere ? 'top' : 'bottom', dy: isBandHere ? 3 : -3 };
  return { mark, x: { value: isLeft ? 0 : 'width' }, y: at('y', isBandHere && two > one ? 1 : 0) };
}

/** Words above the plot, in a line of their own where they would run into those beside them. */
function atTop(spot: Spot, lines: readonly string[], fields: Fields, levels: number[], at: At): Words {
  const { look } = fields;
  const share = shareOf(spot[0], fields);
  const width = widestOf(lines, look);
  const [align, start] =
    share < 0.15 ? (['left', 0] as const) : share > 0.75 ? (['right', -width] as const) : (['center', -width / 2] as const);
  const from = share * look.width * 0.8 + start;
  const free = levels.findIndex((end) => end < from);
  const level = free >= 0 ? free : levels.length;
  levels[level] = from + width + look.size;
  const lift = level * look.size * 1.3 + 3;
  return { mark: { align, baseline: 'bottom', dy: -lift }, x: at('x'), y: { value: 0 }, top: lift + lines.length * look.size * 1.2 };
}

/** The same axis, for a value. */
function valueAt(encoding: object, value: number): object {
  const { field: _, stack: __, bandPosition: ___, ...rest } = encoding as Record<string, unknown>;
  return { ...rest, datum: value };
}

/** The same axis, for a field of the note's own. */
function placed(encoding: object, field: string): Record<string, unknown> {
  const { stack: _, bandPosition: __, ...rest } = encoding as Record<string, unknown>;
  return { ...rest, field };
}

function valuesOf({ x, y }: Note, words: string): object {
  return {
    __words: words,
    ...(x ? { __x0: x[0], __x1: x[1] ?? x[0] } : {}),
    ...(y ? { __y0: y[0], __y1: y[1] ?? y[0] } : {}),
  };
}

/** About how far along the horizontal axis a place is. */
function shareOf(spot: string | number, { chart, rows, x, y, isFlat }: Fields): number {
  const places = axesOf({ chart, rows, x, y, isFlat }).x;
  if (places?.sort === 'names') return Math.max(0, places.names.indexOf(spot)) / Math.max(1, places.names.length - 1);
  const field = chart.type === 'gantt' ? (chart.x[0] ?? '') : isHorizontal(chart.type, isFlat) && !isFlat ? y : x;
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : (momentsOf(value)?.[0] ?? Number.NaN));
  const all = [...rows.flatMap((row) => [row[field], chart.type === 'gantt' ? row[chart.x[1] ?? ''] : row[field]]), spot]
    .map(numberOf)
    .filter(Number.isFinite);
  const low = Math.min(...all);
  return (numberOf(spot) - low) / (Math.max(...all) - low || 1);
}
