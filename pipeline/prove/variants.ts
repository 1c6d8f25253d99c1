/** The forms in which a value of data or options may be printed: unchanged, and as a date or number of the language. */
import type { Memory } from '../platform/memory.ts';
import { dateText } from '../source/locale/dates.ts';
import { localesOf, writingOf } from '../source/locale/writing.ts';

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
  const plain = [value, ...[0, 1, 2].map((digits) => number.toFixed(digits)), `${Math.round(number * 1000) / 10}%`];
  const others = localesOf(lang).flatMap((locale) => figuresOf(locale) ?? []);
  return [
    ...new Set([
      ...plain,
      ...others.flatMap((figures) => plain.map((text) => text.replace(/\d/g, (one) => figures[Number(one)] as string))),
    ]),
  ];
}

/** The figures of a language that does not write 0 to 9. */
function figuresOf(locale: string): string | undefined {
  if (writingOf(locale)?.numbers) return undefined;
  const figures = new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210).split('').reverse().join('');
  return /^\d+$/.test(figures) ? undefined : figures;
}
