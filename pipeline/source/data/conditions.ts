/** Whether records meet conditions such as `year=2025; amount>1,000`, and how their values are ordered. */
import { own } from '../../model/own.ts';
import { numberOf } from './columns.ts';
import type { Decimal } from './number-signs.ts';
import type { Condition } from './query.ts';

/** Numbers by size, words as the language sorts them. */
export function compareValues(a: unknown, b: unknown, decimal: Decimal, lang: string): number {
  // A condition may write its number as the column does, or with a full stop.
  const [first, second] = [numberOf(a, decimal), numberOf(b, decimal) ?? numberOf(b)];
  if (first !== undefined && second !== undefined) return first - second;
  return String(a ?? '').localeCompare(String(b ?? ''), lang, { numeric: true });
}

/** Whether a record meets a condition. Its value may be in quotes. */
export function meets(
  row: Readonly<Record<string, unknown>>,
  { key, operator, value }: Condition,
  decimal: Decimal,
  lang: string,
): boolean {
  const difference = compareValues(own(row, key), value.replace(/^(["'])(.*)\1$/, '$2'), decimal, lang);
  if (operator === '=') return difference === 0;
  if (operator === '!=') return difference !== 0;
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>' ? difference > 0 : difference >= 0;
}
