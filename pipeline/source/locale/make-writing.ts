/** Makes the table of `writing.ts` from `Intl`, when Dossier is built: one release of Node has decided, whichever runs later. */
import { dateFormat, fromTable as dateFromTable, type SpanPart, spanFromYear } from './dates.ts';
import { formatOf, fromTable as numberFromTable } from './numbers.ts';
import type { Dates, Numbers, Spans, Writing } from './writing.ts';

/** Currencies whose signs are in the table. */
const currencies = 'EUR USD GBP JPY CHF CNY INR KRW BRL CAD AUD SEK NOK DKK PLN CZK HUF RON BGN TRY UAH ILS AED SAR THB VND IDR'.split(' ');

/** How a locale writes, as far as patterns say it exactly. */
export function makeWriting(locale: string): Writing {
  const dates = makeDates(locale);
  const numbers = makeNumbers(locale);
  const list = makeList(locale);
  return { ...(dates ? { dates } : {}), ...(numbers ? { numbers } : {}), ...(list ? { list } : {}) };
}

const day = (year: number, month: number, date = 1) => new Date(Date.UTC(year, month, date));
const everyMonth = Array.from({ length: 12 }, (_, month) => month);

/** The dates of a locale; undefined if they are not so simple, as where another calendar is used. */
function makeDates(locale: string): Dates | undefined {
  const pattern = (parts: number, date: Date) => {
    const format = dateFormat(locale, parts);
    // Parts have other spaces than the whole.
    let rest = format.format(date);
    return format
      .formatToParts(date)
      .map(({ type, value }) => {
        const text = rest.slice(0, value.length);
        rest = rest.slice(value.length);
        return type === 'day' ? '{d}' : type === 'year' ? '{y}' : text;
      })
      .join('');
  };
  const shown = dateFormat(locale, 1)
    .formatToParts(day(2024, 5))
    .find(({ type }) => type === 'year');
  const years = Number(shown?.value ?? Number.NaN) - 2024;
  if (Number.isNaN(years)) return undefined;
  const single: Dates = {
    ...(years === 0 ? {} : { years }),
    days: everyMonth.map((month) => pattern(3, day(2024, month, 5))),
    months: everyMonth.map((month) => pattern(2, day(2024, month))),
    year: pattern(1, day(2024, 5)),
  };
  const isSo = Array.from({ length: 366 }, (_, index) => day(2024, 0, 1 + index)).every((date) =>
    [1, 2, 3].every((parts) => dateFromTable(single, parts, date) === dateFormat(locale, parts).format(date)),
  );
  return isSo ? { ...single, ...makeSpans(single, locale) } : undefined;
}

const spanOf = (locale: string, parts: number, from: Date, to: Date): SpanPart[] => {
  const format = dateFormat(locale, parts);
  return spanFromYear(format, from, to) ?? (format.formatRangeToParts(from, to) as unknown as SpanPart[]);
};

/** Spans of days, months and years, each only where its patterns say the same as `Intl`. */
function makeSpans(single: Dates, locale: string): Pick<Dates, 'spans' | 'monthSpans' | 'yearSpan'> {
  const spans: Spans = {
    months: everyMonth.map((month) => monthIn(spanOf(locale, 3, day(2024, month, 3), day(2025, month, 9)))),
    day: patternOf(spanOf(locale, 3, day(2024, 4, 3), day(2024, 4, 9))),
    month: patternOf(spanOf(locale, 3, day(2024, 4, 3), day(2024, 6, 9))),
    year: patternOf(spanOf(locale, 3, day(2024, 4, 3), day(2025, 6, 9))),
  };
  const monthSpans = {
    months: everyMonth.map((month) => monthIn(spanOf(locale, 2, day(2024, month), day(2025, month)))),
    month: patternOf(spanOf(locale, 2, day(2024, 4), day(2024, 6))),
    year: patternOf(spanOf(locale, 2, day(2024, 4), day(2025, 6))),
  };
  const yearSpan = patternOf(spanOf(locale, 1, day(2024, 4), day(2026, 4)));
  const holds = (dates: Dates, parts: number, to: (month: number) => Date) =>
    everyMonth.every((month) => {
      const [from, until] = [day(2024, month, 3), to(month)];
      return (
        dateFromTable(dates, parts, from, until) ===
        spanOf(locale, parts, from, until)
          .map(({ value }) => value)
          .join('')
      );
    });
  const dates: Dates = { ...single, spans, monthSpans, yearSpan };
  const next = (month: number) => day(2024, Math.min(11, month + 1), 28);
  const later = (month: number) => day(2026, (month + 5) % 12, 28);
  return {
    ...(holds(dates, 3, (month) => day(2024, month, 28)) && holds(dates, 3, next) && holds(dates, 3, later) ? { spans } : {}),
    ...(holds(dates, 2, next) && holds(dates, 2, later) ? { monthSpans } : {}),
    ...(holds(dates, 1, later) ? { yearSpan } : {}),
  };
}

const monthIn = (parts: readonly SpanPart[]): string => parts.find(({ type }) => type === 'month')?.value ?? '';

function patternOf(parts: readonly SpanPart[]): string {
  const places: Readonly<Record<string, string>> = { day: 'd', month: 'm', year: 'y' };
  return parts
    .map(({ type, value, source }) => {
      const place = places[type];
      return place === undefined ? value : `{${source === 'endRange' ? place.toUpperCase() : place}}`;
    })
    .join('');
}

/** The numbers of a locale; undefined if its figures are others. */
function makeNumbers(locale: string): Numbers | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(-12345678901.5);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const integers = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  const pattern = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { ...options, maximumFractionDigits: 0 })
      .formatToParts(value)
      .map(({ type, value: text }) => (type === 'integer' ? '{}' : text))
      .join('');
  const pair = (options: Intl.NumberFormatOptions): readonly [string, string] => [pattern(0.07, options), pattern(-0.07, options)];
  const numbers: Numbers = {
    decimal: part('decimal'),
    group: part('group'),
    groups: [integers.at(-1) ?? 3, integers.at(-2) ?? 3],
    least: /\D/.test(new Intl.NumberFormat(locale).format(1234)) ? 1 : 2,
    minus: pattern(-7, {}).split('{}')[0] as string,
    percent: pair({ style: 'percent' }),
    currency: Object.fromEntries(
      currencies.map((currency) => {
        const options: Intl.NumberFormatOptions = { style: 'currency', currency };
        return [currency, [pattern(7, options), pattern(-7, options)] as const];
      }),
    ),
  };
  const values = [0, 7, 1234, 12345.678, 1234567.5, 98765432109, 0.0049, 1.005];
  const styles = [{}, { digits: 2 }, { isPlain: true }, { style: 'percent' as const, digits: 1 }, { style: 'percent' as const }];
  const sums = currencies.flatMap((currency) => [
    { style: 'currency' as const, currency },
    { style: 'currency' as const, currency, digits: 2 },
  ]);
  const isSo = [...values, ...values.map((value) => -value)].every((value) =>
    [...styles, ...sums].every((style) => numberFromTable(value, numbers, style) === formatOf(locale, style).format(value)),
  );
  return isSo ? numbers : undefined;
}

/** Marks of lists; undefined where they depend on the words beside them, as the “e” for “y” of Spanish. */
function makeList(locale: string): readonly [string, string, string] | undefined {
  if (/^(?:es|he)\b/.test(locale)) return undefined;
  const format = new Intl.ListFormat(locale, { type: 'conjunction' });
  const marks = (count: number) =>
    format.formatToParts(Array.from({ length: count }, () => 'x')).flatMap(({ type, value }) => (type === 'literal' ? [value] : []));
  const [pair = '', three, five] = [marks(2)[0], marks(3), marks(5)];
  const [between = '', end = ''] = three;
  const isSo = five.every((mark, index) => mark === (index === 3 ? end : between)) && format.format(['x']) === 'x';
  return isSo ? [pair, between, end] : undefined;
}
