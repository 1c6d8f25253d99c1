/** What is said at the parts of bars and areas that stand on one another: numbers inside of them, names beside the last. */
import { wordsOn } from '../../../source/brand/colours.ts';
import type { Look } from '../draw.ts';
import { apart } from './apart.ts';
import { coloursOf, namesOf, wordsIn } from './colours.ts';
import { endLayers, endNames } from './ends.ts';
import { type Domain, orderOf, valueEncoding, valuesOf, widestOf } from './scales.ts';
import type { Fields, Row } from './types.ts';

/** About how high the plot of an upright chart is: without the axis below and the title above. */
export const plotHeight = ({ chart, look }: Pick<Fields, 'chart' | 'look'>): number =>
  look.height - look.size * (2.2 + (chart.yTitle === undefined ? 0 : 2.4) + (chart.xTitle === undefined ? 0 : 1.6));

interface Inside {
  readonly at: object;
  readonly order: object;
  readonly colours: readonly string[];
  readonly isFlat: boolean;
  readonly value: string;
  readonly domain: Domain;
  readonly bar: number;
  readonly look: Look;
}

/** Numbers in the parts that are large enough for them; none if that is not most of them. */
export function segmentNumbers(
  rows: readonly (Row & { readonly __number: string; readonly __order: number })[],
  { at, order, colours, isFlat, value, domain, bar, look }: Inside,
): { readonly rows: readonly Row[]; readonly layer: readonly object[] } {
  const scale = (isFlat ? look.width * 0.75 : look.height - look.size * 4.6) / (domain[1] - domain[0]);
  const isRoomy = (row: (typeof rows)[number]) => {
    const long = Math.abs(Number(row[value] ?? 0)) * scale;
    const wide = widestOf([row.__number], look) + 4;
    return isFlat ? long >= wide : long >= look.size * 1.3 && bar >= wide;
  };
  const filled = rows.filter((row) => row.__number !== '' && row[value] !== 0);
  const roomy = filled.filter(isRoomy);
  if (filled.length > 36 || roomy.length < filled.length * 0.6) return { rows, layer: [] };
  const shown = rows.map((row) => ({
    ...row,
    __inside: roomy.includes(row) ? row.__number : '',
    __on: wordsOn(colours[row.__order] ?? '#ffffff'),
  }));
  const along = isFlat ? 'x' : 'y';
  const placed = { ...at, [along]: { ...(at as Record<string, object>)[along], bandPosition: 0.5 } };
  const colour = { color: { field: '__on', type: 'nominal', scale: null } };
  const text = { text: { field: '__inside', type: 'nominal' }, detail: { field: '__order', type: 'nominal' } };
  return {
    rows: shown,
    layer: [
      {
        mark: { type: 'text', fontSize: look.size, baseline: 'middle', align: 'center' },
        encoding: { ...placed, ...order, ...colour, ...text },
      },
    ],
  };
}

/** Names at the ends, and where each is. */
interface Ends {
  readonly layer: readonly object[];
  readonly at: object;
  readonly values: readonly object[];
  readonly width: number;
}

/** Names of series beside the last bar or the end of an area; undefined where one of them has no part there. */
export function segmentEnds(
  rows: readonly Row[],
  {
    fields,
    value,
    name,
    domain,
    across,
    isArea = false,
  }: {
    readonly fields: Fields;
    readonly value: string;
    readonly name: string;
    readonly domain: Domain;
    /** How their places along the other axis are encoded. */
    readonly across: object;
    readonly isArea?: boolean;
  },
): Ends | undefined {
  const { series, look, palette } = fields;
  if (series === undefined) return undefined;
  const names = namesOf(fields);
  const places = valuesOf(rows, name);
  const lastName = (isArea ? places.sort(orderOf(rows, name)) : places).at(-1);
  const last = names.map((one) => rows.find((row) => row[name] === lastName && String(row[series]) === one));
  if (names.length > 8 || last.some((row) => typeof row?.[value] !== 'number' || (row[value] as number) <= 0)) return undefined;
  const height = plotHeight(fields);
  const pixels = height / (domain[1] - domain[0]);
  let sum = 0;
  const middles = last.map((row) => {
    const own = Number(row?.[value]);
    sum += own;
    return (sum - own / 2 - domain[0]) * pixels;
  });
  const set = endNames(names, look);
  if (set === undefined) return undefined;
  const ends = apart(middles, set.gap, height);
  const colours = coloursOf(names, fields);
  const values = names.map((one, index) => ({
    [name]: lastName,
    __at: domain[0] + (ends[index] as number) / pixels,
    __name: (set.lines[index] ?? [one]).join('\n'),
    __ink: wordsIn(colours[index] as string, palette),
  }));
  const at = { x: isArea ? across : { ...across, bandPosition: 1 }, y: valueEncoding('__at', domain, fields.chart.axis) };
  return { layer: endLayers(values, at, look), at, values, width: set.width };
}
