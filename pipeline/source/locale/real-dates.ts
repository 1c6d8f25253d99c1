/** Dates that the calendar has: `2025-02-29` is none. */

/** What is written as a date is one; whatever is written otherwise is none of our business. */
export const isRealDate = (text: string): boolean => text.split('/').every(isReal);

function isReal(iso: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso) ?? [];
  if (month === undefined) return true;
  // The last day of a month is the one before the first of the next.
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && (day === undefined || (Number(day) >= 1 && Number(day) <= last));
}
