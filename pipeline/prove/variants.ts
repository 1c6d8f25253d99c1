/** The forms in which a value of data or options may be printed: as it is, and as a date or number of the language. */
import type { Memory } from '../platform/memory.ts';
import { dateText, localesOf } from '../source/locale/dates.ts';

const isoDate = /^\d{4}-\d{2}(-\d{2})?(\/\d{4}-\d{2}(-\d{2})?)?$/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** The value and its other forms. Separators do not matter: they are not compared. */
export function variantsOf(value: string, lang: string, memory: Memory): readonly string[] {
  if (!isoDate.test(value) && !plainNumber.test(value)) return [value];
  // To word a date takes a tenth of a millisecond, and the same ones stand in all editions.
  return memory.call(formsOf, value, lang, memory);
}

function formsOf(value: string, lang: string, memory: Memory): readonly string[] {
  if (isoDate.test(value)) {
    const days = value.split('/');
    // Words of the pack may choose another English.
    const locales = localesOf(lang);
    return [...new Set([value, ...days, ...locales.flatMap((locale) => [value, ...days].map((one) => dateText(one, locale, memory)))])];
  }
  const number = Number(value);
  return [...new Set([value, ...[0, 1, 2].map((digits) => number.toFixed(digits)), `${Math.round(number * 1000) / 10}%`])];
}
