/** Numbers as people and spreadsheets write them: `1,210.5`, `1.210,5`, `1 210,5`, `(1,210)`, `€1,210`, `12.5 %`. */

/** The sign before the fraction. */
export type Decimal = ',' | '.';

/** Signs between groups of digits, beside the comma or the full stop that is not the decimal sign. */
const gaps = "[ \\u00a0\\u2009\\u202f'’]";
const patternOf = (decimal: Decimal) => {
  const [point, group] = decimal === ',' ? [',', `(?:\\.|${gaps})`] : ['\\.', `(?:,|${gaps})`];
  // Lakhs and crores: 12,34,567.
  const indian = decimal === '.' ? '|\\d{1,2}(?:,\\d{2})+,\\d{3}' : '';
  return new RegExp(`^(?:\\d+|\\d{1,3}(${group})\\d{3}(?:\\1\\d{3})*${indian})?(?:${point}\\d+)?$`);
};
const patterns = { ',': patternOf(','), '.': patternOf('.') } as const;

export interface WrittenNumber {
  readonly value: number;
  readonly isPercent: boolean;
  /** Figures behind the decimal sign, as it is written. */
  readonly digits: number;
  /** The sign or code that is written beside it. */
  readonly currency: string | undefined;
}

/** The bare digits with their separators, and what is beside them; undefined for other words. */
function partsOf(text: string): { digits: string; isNegative: boolean; isPercent: boolean; currency: string | undefined } | undefined {
  const match =
    /^(\()?\s*([-+−–]?)\s*((?:[A-Z]{1,3})?\p{Sc}|[A-Z]{3})?\s*([-+−]?)\s*([\d.,][\d.,\s'’]*?(?:e[-+]?\d+)?)\s*(%|％)?\s*(\p{Sc}|[A-Z]{3}|kr|zł|Kč|Ft)?\s*(\))?$/u.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, open, sign = '', before, inner = '', digits = '', percent, after, close] = match;
  if ((open === undefined) !== (close === undefined) || (before && after) || (sign && inner) || !/\d/.test(digits)) return undefined;
  return {
    digits,
    isNegative: open !== undefined || /[-−–]/.test(sign + inner),
    isPercent: percent !== undefined,
    currency: before ?? after,
  };
}

/** A text as a number; undefined if it is none. */
export function writtenNumber(text: string, decimal: Decimal): WrittenNumber | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const { digits, isNegative, isPercent, currency } = parts;
  const isExponent = /^\d+(?:\.\d+)?e[-+]?\d+$/i.test(digits);
  if (!isExponent && !patterns[decimal].test(digits)) return undefined;
  const plain = isExponent ? digits : digits.replace(/[^\d.,]/g, '').replaceAll(decimal === ',' ? '.' : ',', '');
  const size = Number(plain.replace(',', '.'));
  if (Number.isNaN(size)) return undefined;
  // Decimal fractions carry no rounding of binary ones.
  const value = isPercent ? Number((size / 100).toPrecision(15)) : size;
  const written = plain.split(decimal)[1]?.length ?? 0;
  return { value: isNegative && value !== 0 ? -value : value, isPercent, digits: isExponent ? 0 : written, currency };
}

/** Which decimal sign a text shows beyond doubt; `either` if it has a sign that may be the one or the other. */
export function decimalShownBy(text: string): Decimal | 'either' | undefined {
  const digits = partsOf(text)?.digits.replace(/[^\d.,]/g, '');
  if (digits === undefined || !/[.,]/.test(digits)) return undefined;
  const [first, last] = [digits.search(/[.,]/), Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))];
  const sign = digits[last] as Decimal;
  const other = sign === ',' ? '.' : ',';
  if (digits[first] !== sign) return digits.indexOf(sign) === last ? sign : undefined;
  // One sign again and again separates groups.
  if (first !== last) return other;
  const [whole = '', fraction = ''] = digits.split(sign);
  return fraction.length !== 3 || whole.length > 3 || whole === '' || whole.startsWith('0') ? sign : 'either';
}
