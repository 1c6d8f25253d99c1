/** The axis of a chart's values: its range, its unit, and how its numbers are written. */
import { numberText } from '../../source/locale/numbers.ts';
import { writingOf } from '../../source/locale/writing.ts';

export interface ValueAxis {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Whether it begins at zero; undefined as the type of chart does. */
  readonly zero: boolean | undefined;
  readonly unit: string | undefined;
  /** The numbers are shares, written with a sign for per cent. */
  readonly isPercent: boolean;
  readonly locale: string;
}

/** Whether marks may be beyond it. */
export const isCut = ({ min, max, zero }: ValueAxis): boolean => min !== undefined || max !== undefined || zero === false;

/** How the numbers along the axis are written. */
export function valueLabels(axis: ValueAxis): object {
  if (axis.isPercent) return { format: '~%' };
  if (axis.unit === undefined) return {};
  const [before = '', after = ''] = affixes(axis);
  return { labelExpr: `${JSON.stringify(before)} + datum.label + ${JSON.stringify(after)}` };
}

/** A number at its bar. */
export function valueText(value: number, axis: ValueAxis): string {
  if (axis.isPercent) return numberText(value, axis.locale, { style: 'percent', digits: digitsOf(value * 100) });
  const [before = '', after = ''] = axis.unit === undefined ? [] : affixes(axis);
  return before + numberText(value, axis.locale, { most: 2 }) + after;
}

const digitsOf = (value: number) => Math.min(2, /\.(\d+)/.exec(String(Number(value.toPrecision(12))))?.[1]?.length ?? 0);

/** Signs of money are before or behind a number as the language has them, a sign for per cent too, other units behind. */
function affixes({ unit = '', locale }: ValueAxis): readonly [string, string] {
  const numbers = writingOf(locale)?.numbers;
  const code = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' }[unit];
  const pattern = unit === '%' ? numbers?.percent[0] : code === undefined ? undefined : numbers?.currency[code]?.[0];
  const [before = '', after = ''] = pattern?.split('{}') ?? ['', `${/^[%°′″]/.test(unit) ? '' : '\u00a0'}${unit}`];
  return [before, after];
}
