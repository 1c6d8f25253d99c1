/** Colours of series: the brand's own in their order, or one accent among greys. */
import { atGrey, greyOf, readable, readColour } from '../../../source/brand/colours.ts';
import type { Palette } from '../palette.ts';
import { emsOf } from './scales.ts';
import type { Fields } from './types.ts';

/** What a chart shows beside what it is about. */
export function contextOf({ muted, ground }: Palette): string {
  const grey = readColour(muted);
  return grey ? atGrey({ ...grey, c: Math.min(grey.c, 0.012) }, greyOf(ground) > 50 ? 74 : 48) : muted;
}

/** One colour for each name. */
export function coloursOf(names: readonly string[], { chart, palette }: Pick<Fields, 'chart' | 'palette'>): string[] {
  const { highlight = [] } = chart;
  const { series } = palette;
  if (!names.some((name) => highlight.includes(name))) return names.map((_, index) => series[index % series.length] as string);
  let accents = 0;
  const context = contextOf(palette);
  return names.map((name) => (highlight.includes(name) ? (series[accents++ % series.length] as string) : context));
}

/** The same hue for words, as dark as they need. */
export function wordsIn(colour: string, { ground, muted }: Palette): string {
  const known = readColour(colour);
  return known ? readable(known, [ground]) : muted;
}

/** The colour of a series, with its names in the order of the data. */
export function seriesColour(fields: Fields, names: readonly string[], legend: object | null): { readonly color?: object } {
  const { series } = fields;
  if (series === undefined) return {};
  return {
    color: { field: series, type: 'nominal', sort: null, legend, scale: { domain: [...names], range: coloursOf(names, fields) } },
  };
}

/** Whether the series of a layer are named in a legend. */
export const isInLegend = (layer: object): boolean =>
  Boolean((layer as { encoding?: { color?: { legend?: object | null } } }).encoding?.color?.legend);

export const namesOf = ({ rows, series }: Pick<Fields, 'rows' | 'series'>): string[] =>
  series === undefined ? [] : [...new Set(rows.map((row) => String(row[series])))];

/** Names of series above the plot, in as many columns as there is room for. */
export function legendOf(names: readonly string[], { look }: Fields): object {
  const widths = names.map((name) => emsOf(name) * look.size + 3.4 * look.size);
  if (widths.reduce((sum, one) => sum + one, 0) <= look.width) return {};
  return { columns: Math.max(1, Math.floor(look.width / Math.max(...widths))) };
}

/** The colour of marks without series: grey but for those that are told apart by name. */
export function markColour(name: string, { chart, palette }: Fields): object {
  const { highlight = [] } = chart;
  const [accent = palette.accent] = palette.series;
  if (highlight.length === 0) return { color: { value: accent } };
  return {
    color: {
      condition: { test: `indexof(${JSON.stringify(highlight)}, toString(datum[${JSON.stringify(name)}])) >= 0`, value: accent },
      value: contextOf(palette),
    },
  };
}
