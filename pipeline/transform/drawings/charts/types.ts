/** What a simple chart is asked for, before it is a specification. */
import type { ValueAxis } from '../chart-axis.ts';
import type { Look } from '../draw.ts';
import type { Palette } from '../palette.ts';

export const chartTypes = ['bar', 'stacked', 'line', 'area', 'point', 'dot', 'slope', 'bullet', 'waterfall', 'gantt'] as const;
export type ChartType = (typeof chartTypes)[number];
export type Row = Readonly<Record<string, unknown>>;

/** A place on an axis, or from one to another: numbers of values, names of all else. */
export type Spot = readonly [string | number] | readonly [string | number, string | number];

/** Words at a line, a band or a point of the chart. */
export interface Note {
  readonly words: string;
  readonly x: Spot | undefined;
  readonly y: Spot | undefined;
}

export interface Chart {
  readonly type: ChartType;
  readonly rows: readonly Row[];
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly series: string | undefined;
  /** A column with a small chart for each of its values. */
  readonly each?: string | undefined;
  /** Of `bullet`: the column with what was aimed at. */
  readonly target?: string | undefined;
  /** Of `waterfall`: names of the records that are sums. */
  readonly totals?: readonly string[];
  /** Names that have the colour; all others are grey. */
  readonly highlight?: readonly string[];
  readonly notes?: readonly Note[];
  readonly xTitle: string | undefined;
  readonly yTitle: string | undefined;
  readonly axis: ValueAxis;
  /** The author has said how high it is. */
  readonly hasHeight?: boolean;
}

/** A chart whose columns are known to be in one: several columns of values are series. */
export interface Fields {
  readonly chart: Chart;
  readonly rows: readonly Row[];
  readonly x: string;
  readonly y: string;
  readonly series: string | undefined;
  /** Values go to the right, and names stand below one another. */
  readonly isFlat: boolean;
  readonly look: Look;
  readonly palette: Palette;
}

/** What one sort of chart makes of it: everything but data, size and title. */
export interface Made {
  readonly rows: readonly Row[];
  readonly layer: readonly object[];
  /** What is drawn over notes. */
  readonly last?: readonly object[];
  /** Encodings that notes are placed by. */
  readonly at: { readonly x: object; readonly y: object };
  readonly height?: number;
  /** How wide words behind the last marks are: as those move with the plot, they need a little more than Vega gives them. */
  readonly tail?: number;
  /** How wide the numbers behind or over the marks are. */
  readonly numbers?: number;
}
