/** Dates as a language writes them. ISO 8601: a year, a month, a day, or a span of days. */
export function dateText(iso: string, locale: string): string {
  const [from = iso, to] = iso.split('/');
  const [year, month, day] = from.split('-');
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    ...(year ? { year: 'numeric' } : {}),
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
  };
  const start = new Date(`${from}${month ? (day ? '' : '-01') : '-01-01'}T00:00:00Z`);
  if (Number.isNaN(start.getTime())) return iso;
  const format = new Intl.DateTimeFormat(locale, options);
  return to === undefined ? format.format(start) : format.formatRange(start, new Date(`${to}T00:00:00Z`));
}
