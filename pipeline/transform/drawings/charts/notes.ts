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
  if (isLying(chart.type, isFlat)) return { x: numbers, y: chart.each === undefined ? names(isFlat ? y : x) : undefined };
  const isNamed = /^(?:bar|stacked|waterfall)$/.test(chart.type);
  return { x: chart.each === undefined ? (isNamed ? names(x) : placesOf(rows, x)) : undefined, y: numbers };
}

/** Whether names stand below one another. */
export const isLying = (type: Chart['type'], isFlat: boolean): boolean => isFlat || type === 'dot' || type === 'bullet';

/** Whether the numbers are in the column `x`. */
export const isFlatOf = (chart: Pick<Chart, 'type'>, rows: Fields['rows'], x: string, y: string): boolean =>
  /^(?:bar|stacked|dot|bullet)$/.test(chart.type) && isNumeric(rows, x) && !isNumeric(rows, y);

/** The layers below the data, those over it, and the room that they need. */
export function noteLayers(
  fields: Fields,
  made: Made,
): { readonly below: object[]; readonly above: object[]; readonly top: number; readonly right: number } {
  const { chart, look, palette } = fields;
  const notes = chart.notes ?? [];
  const below: object[] = [];
  const above: object[] = [];
  let [top, right] = [0, 0];
  const levels: number[] = [];
  const isLyingHere = isLying(chart.type, fields.isFlat) || chart.type === 'gantt';
  for (const note of notes) {
    const lines = lined(note.words, Math.max(9, (look.width / look.size) * 0.34));
    const text = { type: 'text', fontSize: look.size, color: palette.ink, lineBreak: '\n', lineHeight: Math.round(look.size * 1.2) };
    const words = lines.join('\n');
    const at = (side: 'x' | 'y', index = 0) => placed(made.at[side], `__${side}${index}`);
    const values = [valuesOf(note, words)];
    const put = (mark: object, encoding: object) =>
      above.push({ data: { values }, mark: { ...text, ...mark }, encoding: { ...encoding, text: { field: '__words', type: 'nominal' } } });
    if (note.x && note.y) {
      above.push({
        data: { values },
        mark: { type: 'point', filled: false, stroke: palette.ink, strokeWidth: 1.2, opacity: 1, size: look.size ** 2 * 0.9 },
        encoding: { x: at('x'), y: at('y') },
      });
      const share = shareOf(note.x[0], fields);
      const [align, dx] = share > 0.7 ? ['right', -look.size * 0.75] : ['left', look.size * 0.75];
      put({ align, dx, baseline: 'bottom', dy: -look.size * 0.35 - (lines.length - 1) * look.size * 1.2 }, { x: at('x'), y: at('y') });
      continue;
    }
    const side = note.y ? 'y' : 'x';
    const spot = (note.y ?? note.x) as Spot;
    if (spot.length === 2) {
      const [one, two] = side === 'y' ? ['y', 'y2'] : ['x', 'x2'];
      const isNamed = /^(?:nominal|ordinal)$/.test(String((made.at[side] as { type?: string }).type));
      const first = isNamed ? { ...at(side), bandPosition: 0 } : at(side);
      const second = isNamed ? { field: `__${side}1`, bandPosition: 1 } : { field: `__${side}1` };
      below.push({ data: { values }, mark: { type: 'rect', color: palette.accentSoft }, encoding: { [one]: first, [two]: second } });
    } else {
      above.push({
        data: { values },
        mark: { type: 'rule', color: palette.ink, strokeDash: [3, 2], strokeWidth: 1 },
        encoding: { [side]: at(side) },
      });
    }
    if (side === 'y' && !isLyingHere) {
      const high = spot.length === 2 && Number(spot[1]) > Number(spot[0]) ? 1 : 0;
      const isBand = spot.length === 2;
      put(
        { align: 'right', dx: -2, baseline: isBand ? 'top' : 'bottom', dy: isBand ? 3 : -3 - (lines.length - 1) * look.size * 1.2 },
        { x: { value: 'width' }, y: at('y', high) },
      );
      continue;
    }
    if (side === 'y') {
      // A name of a lying chart: behind its marks there is no place that is surely free but the end of its row.
      put({ align: 'left', dx: (made.room?.right ?? 0) + 8, baseline: 'middle' }, { x: { value: 'width' }, y: at('y') });
      right = Math.max(right, widestOf(lines, look) + 12);
      continue;
    }
    // Above the plot, in a line of its own where it would run into the words beside it.
    const share = shareOf(spot[0], fields);
    const width = widestOf(lines, look);
    const [align, start] = share < 0.15 ? ['left', 0] : share > 0.75 ? ['right', -width] : ['center', -width / 2];
    const from = share * look.width * 0.85 + start;
    const level = levels.findIndex((end) => end < from) >= 0 ? levels.findIndex((end) => end < from) : levels.length;
    levels[level] = from + width + look.size;
    const lift = level * look.size * 1.3 + (chart.type === 'gantt' ? look.size * 1.7 : 0) + 3;
    put({ align, baseline: 'bottom', dy: -lift - (lines.length - 1) * look.size * 1.2 }, { x: at('x'), y: { value: 0 } });
    top = Math.max(top, lift + lines.length * look.size * 1.2);
  }
  return { below, above, top, right };
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
  const field = chart.type === 'gantt' ? (chart.x[0] ?? '') : isLying(chart.type, isFlat) && !isFlat ? y : x;
  const numberOf = (value: unknown) => (typeof value === 'number' ? value : (momentsOf(value)?.[0] ?? Number.NaN));
  const all = [...rows.flatMap((row) => [row[field], chart.type === 'gantt' ? row[chart.x[1] ?? ''] : row[field]]), spot]
    .map(numberOf)
    .filter(Number.isFinite);
  const low = Math.min(...all);
  return (numberOf(spot) - low) / (Math.max(...all) - low || 1);
}
