/** How a sum came about: each step begins where the one before it has ended, and sums stand on the axis. */
import { type ValueAxis, valueText } from '../chart-axis.ts';
import { bandScale, hasLines, nameAxis, patch } from './bars.ts';
import { contextOf } from './colours.ts';
import { clipOf, domainOf, notedValues, valueEncoding, valuesOf, widestOf } from './scales.ts';
import type { Fields, Made, Row } from './types.ts';

export interface Step {
  readonly name: unknown;
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
  /** What the steps before a sum make, where the data say something else. */
  readonly steps?: number;
}

/** The steps in their order. A sum without a value is that of the steps before it. */
export function stepsOf(rows: readonly Row[], { value, name, totals }: { value: string; name: string; totals: readonly string[] }): Step[] {
  let sum = 0;
  return rows.map((row, index) => {
    const own = typeof row[value] === 'number' ? row[value] : undefined;
    const isTotal = totals.includes(String(row[name]));
    if (!isTotal) {
      const from = sum;
      sum += own ?? 0;
      return { name: row[name], from, to: sum, isTotal: false };
    }
    const isOther = own !== undefined && index > 0 && Math.abs(own - sum) > Math.max(Math.abs(own), Math.abs(sum)) * 0.005;
    const step = { name: row[name], from: 0, to: own ?? sum, isTotal: true, ...(isOther ? { steps: sum } : {}) };
    sum = step.to;
    return step;
  });
}

const signed = (value: number, axis: ValueAxis) => (value > 0 ? `+${valueText(value, axis)}` : valueText(value, axis).replace(/^-/, '−'));

export function waterfall(fields: Fields): Made {
  const { chart, rows, x, y, look, palette } = fields;
  const steps = stepsOf(rows, { value: y, name: x, totals: chart.totals ?? [] });
  const domain = domainOf([...steps.flatMap(({ from, to }) => [from, to]), ...notedValues(chart, 'y')], chart.axis, true);
  const names = valuesOf(rows, x);
  const band = bandScale(names.length, fields);
  const [accent = palette.accent, down = palette.accent2, up = palette.accent] = palette.series;
  const { highlight = [] } = chart;
  const context = contextOf(palette);
  const isBeyond = (value: number) => value < domain[0] || value > domain[1];
  const values = steps.map(({ name, from, to, isTotal }) => ({
    [x]: name,
    __from: from,
    __to: to,
    __top: Math.max(from, to),
    __label: isBeyond(Math.max(from, to)) ? '' : isTotal ? valueText(to, chart.axis) : signed(to - from, chart.axis),
    __fill: highlight.length > 0 && !highlight.includes(String(name)) ? context : isTotal ? accent : to < from ? down : up,
  }));
  const links = steps.slice(0, -1).map(({ name, to }, index) => ({ [x]: name, __next: steps[index + 1]?.name, __to: to }));
  const across = {
    field: x,
    type: 'nominal',
    sort: null,
    title: chart.xTitle ?? null,
    axis: nameAxis(names.length, band.width, look.size),
    scale: { domain: names, ...band.scale },
  };
  const along = (field: string) => ({ ...valueEncoding(field, domain, chart.axis), axis: null });
  const widest = widestOf(
    values.map(({ __label }) => __label),
    look,
  );
  const clip = clipOf(chart.axis);
  return {
    rows: values,
    layer: [
      {
        data: { values: links },
        mark: { type: 'rule', color: context, strokeWidth: 1, ...clip },
        encoding: { x: { ...across, bandPosition: 0 }, x2: { field: '__next', bandPosition: 1 }, y: along('__to') },
      },
      {
        mark: { type: 'bar', ...clip },
        encoding: {
          x: across,
          y: along('__from'),
          y2: { field: '__to' },
          color: { field: '__fill', type: 'nominal', scale: null },
        },
      },
    ],
    last: [
      ...(hasLines(chart) ? [patch({ x: across, y: along('__top') }, widest, false, fields)] : []),
      {
        mark: { type: 'text', baseline: 'bottom', dy: -3, fontSize: look.size, color: palette.ink },
        encoding: { x: across, y: along('__top'), text: { field: '__label', type: 'nominal' } },
      },
    ],
    at: { x: across, y: along('__from') },
  };
}
