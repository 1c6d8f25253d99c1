/** Numbers, sums, shares and lists as a language writes them. */
import { type Numbers, writingOf } from './writing.ts';

export interface NumberStyle {
  readonly style?: 'percent' | 'currency';
  readonly currency?: string;
  /** Figures behind the point: exactly so many. */
  readonly digits?: number;
  /** At most so many, three if nothing else is said. */
  readonly most?: number;
  /** Four digits are not grouped. */
  readonly isPlain?: boolean;
}

/** A number as a locale writes it. */
export function numberText(value: number, locale: string, style: NumberStyle = {}): string {
  const numbers = writingOf(locale)?.numbers;
  return (numbers && fromTable(value, numbers, style)) ?? formatOf(locale, style).format(value);
}

/** The same by `Intl`. */
export function formatOf(locale: string, { style, currency, digits, most, isPlain }: NumberStyle): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    ...(style ? { style } : {}),
    ...(currency ? { currency } : {}),
    ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ...(most === undefined ? {} : { maximumFractionDigits: most }),
    ...(isPlain ? { useGrouping: 'min2' as const } : {}),
  });
}

/** A number by the table; undefined for currencies and sizes that it does not have. */
export function fromTable(value: number, numbers: Numbers, { style, currency, digits, most, isPlain }: NumberStyle): string | undefined {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return undefined;
  const patterns = style === 'percent' ? numbers.percent : style === 'currency' ? numbers.currency[currency ?? ''] : undefined;
  if (style !== undefined && patterns === undefined) return undefined;
  // A sum that is not whole has all the figures of its currency.
  const exactly = digits ?? (style === 'currency' && most === undefined ? minorFigures(currency) : undefined);
  const exact = rounded(Math.abs(value), style === 'percent' ? 2 : 0, exactly ?? most ?? (style === 'percent' ? 0 : 3));
  const [whole = '0', all = ''] = exact.split('.');
  const behind = exactly === undefined ? all.replace(/0+$/, '') : all;
  const figures = grouped(whole, numbers, isPlain ? 2 : numbers.least) + (behind === '' ? '' : numbers.decimal + behind);
  const isNegative = value < 0 || Object.is(value, -0);
  if (patterns) return (isNegative ? patterns[1] : patterns[0]).replace('{}', figures);
  return (isNegative ? numbers.minus : '') + figures;
}

/** Figures behind the point in a currency, of those that the table has (CLDR). */
const minorFigures = (currency?: string) => (/^(?:JPY|KRW|VND|HUF|IDR)$/.test(currency ?? '') ? 0 : 2);

/**
 * The number as figures, moved by some places and rounded half up. What it is rounded from are the figures in which a
 * number is written in JavaScript, as `Intl` does: 1.005 is 1.01, although the nearest binary number lies below.
 */
function rounded(value: number, places: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = value.toString().split('e');
  const [whole = '0', behind = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent) + places;
  const all = whole + behind;
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0');
  const at = Math.max(point, 1);
  const kept = padded.padEnd(at + digits + 1, '0');
  const isUp = Number(kept[at + digits]) >= 5;
  const figures = (BigInt(kept.slice(0, at + digits)) + (isUp ? 1n : 0n)).toString().padStart(digits + 1, '0');
  return digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

function grouped(whole: string, { group, groups: [last, others] }: Numbers, least: number): string {
  if (group === '' || whole.length < last + least) return whole;
  const parts = [whole.slice(-last)];
  for (let rest = whole.slice(0, -last); rest !== ''; rest = rest.slice(0, -others)) parts.unshift(rest.slice(-others));
  return parts.join(group);
}

/** What is between the items of a list of this length: “, ” and “ and ”. */
export function listMarks(count: number, locale: string): string[] {
  const marks = writingOf(locale)?.list;
  if (marks !== undefined) {
    const [pair, between, end] = marks;
    return count === 2 ? [pair] : Array.from({ length: Math.max(0, count - 1) }, (_, index) => (index === count - 2 ? end : between));
  }
  return new Intl.ListFormat(locale, { type: 'conjunction' })
    .formatToParts(Array.from({ length: count }, () => 'x'))
    .flatMap(({ type, value }) => (type === 'literal' ? [value] : []));
}
