/** How values of a table are written: numbers, sums of money, shares and dates, by the document's language. */
import type { Memory } from '../../platform/memory.ts';
import { dateText } from '../locale/dates.ts';
import { numberText } from '../locale/numbers.ts';
import { isRealDate } from '../locale/real-dates.ts';
import { numberWritten } from './columns.ts';
import type { Format } from './format.ts';
import type { Decimal } from './number-signs.ts';

export type { Format };

/** As a person may write them. */
export const formats: readonly string[] = ['number', 'number:1', 'currency:EUR', 'percent', 'date', 'text'];

export function formatOf(text: string): Format | undefined {
  const [name = '', ...options] = text.split(':').map((part) => part.trim());
  const digits = options.find((option) => /^\d$/.test(option));
  const currency = options.find((option) => /^[A-Za-z]{3}$/.test(option))?.toUpperCase();
  const unknown = options.some((option) => option !== digits && option.toUpperCase() !== currency);
  if (unknown || !isName(name) || (name === 'currency') !== (currency !== undefined)) return undefined;
  return { name, digits: digits === undefined ? undefined : Number(digits), currency };
}

const isName = (name: string): name is Format['name'] => ['number', 'currency', 'percent', 'date', 'text'].includes(name);

export const isNumeric = (format: Format | undefined): boolean => format !== undefined && /^(number|currency|percent)$/.test(format.name);

/** The value as it is printed; undefined if it is not of the format's kind. */
export function formatted(
  value: unknown,
  { name, digits, currency }: Format,
  locale: string,
  memory: Memory,
  decimal: Decimal = '.',
): string | undefined {
  if (name === 'text') return String(value);
  if (name === 'date')
    return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(String(value)) && isRealDate(String(value))
      ? dateText(String(value), locale, memory)
      : undefined;
  const written = numberWritten(value, decimal);
  if (written === undefined) return undefined;
  const number = written.value;
  // A number that is written with a sign for per cent keeps it.
  const isShare = name === 'number' && written.isPercent;
  const style = isShare ? 'percent' : name;
  const exactly = digits ?? (isShare ? written.digits : undefined);
  // Sums without digits asked for are whole, unless one of them is not.
  const isWhole = name === 'currency' && digits === undefined && Number.isInteger(number);
  return numberText(number, locale, {
    ...(style === 'number' ? {} : { style }),
    ...(name === 'currency' && currency ? { currency } : {}),
    ...(exactly === undefined ? {} : { digits: exactly }),
    ...(isWhole ? { most: 0 } : {}),
  });
}
