/** The forms in which a value of data or options may be printed: unchanged, and as a date or number of the language. */
import type { Memory } from '../platform/memory.ts';
import { dateText, localesOf } from '../source/locale/dates.ts';

const isoDate = /^\d{4}-\d{2}(-\d{2})?(\/\d{4}-\d{2}(-\d{2})?)?$/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** The value and its other forms. Separators are ignored in comparisons. */
export function variantsOf(value: string, lang: string, memory: Memory): readonly string[] {
  if (!isoDate.test(value) && !plainNumber.test(value)) return [value];
  // Formatting a date takes a tenth of a millisecond, and the same dates occur in all editions.
  return memory.call(formsOf, value, lang, memory);
}

function formsOf(value: string, lang: string, memory: Memory): readonly string[] {
  if (isoDate.test(value)) {
    const days = value.split('/');
    // The pack's words may select another English locale.
    const locales = localesOf(lang);
    return [...new Set([value, ...days, ...locales.flatMap((locale) => [value, ...days].map((one) => dateText(one, locale, memory)))])];
  }
  const number = Number(value);
  return [...new Set([value, ...[0, 1, 2].map((digits) => number.toFixed(digits)), `${Math.round(number * 1000) / 10}%`])];
}
