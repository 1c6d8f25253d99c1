/** Dates as a language writes them. */
import type { Memory } from '../../platform/memory.ts';
import { programJson } from '../../platform/program.ts';
import { isRealDate } from './real-dates.ts';

/** ISO 8601: a year, a month, a day, or a span of two of the same. */
export function dateText(iso: string, locale: string, memory: Memory): string {
  if (!isRealDate(iso)) return iso;
  const [from = iso, to] = iso.split('/');
  const start = toDate(from);
  const end = to === undefined ? start : toDate(to);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return iso;
  const [, month, day] = from.split('-');
  const months = to === undefined && day !== undefined ? table()[locale] : undefined;
  if (months) return inMonth(months[start.getUTCMonth()] as string, start);
  // A format takes half a millisecond to make, and a text has many dates.
  const format = memory.call(formatOf, locale, month !== undefined, day !== undefined);
  if (to === undefined) return format.format(start);
  return rangeFromYear(format, start, end) ?? format.formatRange(start, end);
}

/** A date in a month of the table. */
export const inMonth = (text: string, date: Date): string =>
  text.replace('{y}', String(date.getUTCFullYear())).replace('{d}', String(date.getUTCDate()));

/** Months of the locales that have words of Dossier's own, as `Intl` wrote them (see rolldown.config.ts): it takes 20 ms to begin. */
const table = () => programJson<Readonly<Record<string, readonly string[]>>>('dates.json');

/** Locales in which a language is written here, most of them in the table; the language itself, if there is none. */
export function localesOf(lang: string): readonly string[] {
  const locales = Object.keys(table()).filter((locale) => locale.split('-')[0] === lang);
  return locales.length > 0 ? locales : [lang];
}

/**
 * Where all three parts are wanted the language's own long
 * style says the same, and needs none of the tables that other choices of parts are found with: 10 ms when first used.
 */
function formatOf(locale: string, hasMonth: boolean, hasDay: boolean): Intl.DateTimeFormat {
  const parts: Intl.DateTimeFormatOptions = hasDay ? { dateStyle: 'long' } : { year: 'numeric', ...(hasMonth ? { month: 'long' } : {}) };
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts });
}

const toDate = (iso: string) => new Date(`${iso}${['-01-01', '-01', ''][iso.split('-').length - 1] ?? ''}T00:00:00Z`);

/** Between two dates, where the year comes first. */
const marks: Readonly<Record<string, string>> = { ja: '～', zh: '至' };

/**
 * A range that gives the end from the first part that differs, as in 2025年2月27日～28日: `formatRange` would write
 * such dates in bare figures.
 * @returns undefined for other languages
 */
function rangeFromYear(format: Intl.DateTimeFormat, start: Date, end: Date): string | undefined {
  const mark = marks[format.resolvedOptions().locale.split('-')[0] as string];
  if (mark === undefined) return undefined;
  const [first, last] = [format.formatToParts(start), format.formatToParts(end)];
  const differs = last.findIndex((part, index) => part.value !== first[index]?.value);
  const rest = last.slice(differs).map(({ value }) => value);
  return differs < 0 ? format.format(start) : `${format.format(start)}${mark}${rest.join('')}`;
}
