/** Dates as a language writes them. */
import type { Memory } from '../../platform/memory.ts';
import { isRealDate } from './real-dates.ts';
import { type Dates, writingOf } from './writing.ts';

/** ISO 8601: a year, a month, a day, or a span of two of the same. */
export function dateText(iso: string, locale: string, memory: Memory): string {
  if (!isRealDate(iso)) return iso;
  const [from = iso, to] = iso.split('/');
  const start = toDate(from);
  const end = to === undefined ? start : toDate(to);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return iso;
  const { length } = from.split('-');
  const dates = writingOf(locale)?.dates;
  const known = dates && length <= 3 ? fromTable(dates, length, start, to === undefined ? undefined : end) : undefined;
  if (known !== undefined) return known;
  // A format takes half a millisecond to make, and a text has many dates.
  const format = memory.call(dateFormat, locale, length);
  if (to === undefined) return format.format(start);
  return textOfSpan(spanFromYear(format, start, end)) ?? format.formatRange(start, end);
}

/** A date by the table; undefined for spans that it does not have. */
export function fromTable(dates: Dates, parts: number, start: Date, end?: Date): string | undefined {
  const year = String(start.getUTCFullYear() + (dates.years ?? 0));
  const pattern = [dates.year, dates.months[start.getUTCMonth()], dates.days[start.getUTCMonth()]][parts - 1] as string;
  const single = pattern.replace('{y}', year).replace('{d}', String(start.getUTCDate()));
  if (end === undefined) return single;
  const sameYear = start.getUTCFullYear() === end.getUTCFullYear();
  const sameMonth = sameYear && start.getUTCMonth() === end.getUTCMonth();
  if (parts === 1 ? sameYear : parts === 2 ? sameMonth : sameMonth && start.getUTCDate() === end.getUTCDate()) return single;
  const spans = parts === 3 ? dates.spans : dates.monthSpans;
  const span = parts === 1 ? dates.yearSpan : sameYear ? (sameMonth ? dates.spans?.day : spans?.month) : spans?.year;
  return span?.replace(/\{(\w)\}/g, (_, part: string) => {
    const date = /[a-z]/.test(part) ? start : end;
    if (/y/i.test(part)) return String(date.getUTCFullYear() + (dates.years ?? 0));
    return /m/i.test(part) ? String(spans?.months[date.getUTCMonth()]) : String(date.getUTCDate());
  });
}

/**
 * Where all three parts are wanted the language's own long
 * style says the same, and needs none of the tables that other choices of parts are found with: 10 ms when first used.
 * @param parts one for a year, two for a month, three for a day
 */
export function dateFormat(locale: string, parts: number): Intl.DateTimeFormat {
  const wanted: Intl.DateTimeFormatOptions =
    parts === 3 ? { dateStyle: 'long' } : { year: 'numeric', ...(parts === 2 ? { month: 'long' } : {}) };
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...wanted });
}

const toDate = (iso: string) => new Date(`${iso}${['-01-01', '-01', ''][iso.split('-').length - 1] ?? ''}T00:00:00Z`);

/** Between two dates, where the year comes first. */
const marks: Readonly<Record<string, string>> = { ja: '～', zh: '至' };

/** A piece of a span: of its first date, of its last, or of neither. */
export interface SpanPart {
  readonly type: string;
  readonly value: string;
  readonly source: 'startRange' | 'endRange' | 'shared';
}

/**
 * A range that gives the end from the first part that differs, as in 2025年2月27日～28日: `formatRange` would write
 * such dates in bare figures.
 * @returns undefined for other languages
 */
export function spanFromYear(format: Intl.DateTimeFormat, start: Date, end: Date): SpanPart[] | undefined {
  const mark = marks[format.resolvedOptions().locale.split('-')[0] as string];
  if (mark === undefined) return undefined;
  const [first, last] = [format.formatToParts(start), format.formatToParts(end)];
  const differs = last.findIndex((part, index) => part.value !== first[index]?.value);
  const before = first.map((part) => ({ ...part, source: 'startRange' as const }));
  if (differs < 0) return before;
  return [
    ...before,
    { type: 'literal', value: mark, source: 'shared' },
    ...last.slice(differs).map((part) => ({ ...part, source: 'endRange' as const })),
  ];
}

const textOfSpan = (parts: readonly SpanPart[] | undefined): string | undefined => parts?.map(({ value }) => value).join('');
