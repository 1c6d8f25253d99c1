/** What a number format of a spreadsheet says of its numbers: `0.0%`, `#,##0.00 "€"`, `00000`, `mmm yyyy`. */
import type { Format } from '../format.ts';

const currencies: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  kr: 'SEK',
  zł: 'PLN',
  Kč: 'CZK',
  CHF: 'CHF',
};

export interface NumberFormat {
  readonly format: Format | undefined;
  /** The number is a code of so many digits. */
  readonly width: number | undefined;
  /** Nothing of it is shown. */
  readonly isHidden: boolean;
}

export function numberFormat(code: string | undefined): NumberFormat {
  const plain = { format: undefined, width: undefined, isHidden: false };
  if (code === undefined || /^general$/i.test(code)) return plain;
  if (/^\s*;\s*;\s*(?:;\s*)?$/.test(code)) return { ...plain, isHidden: true };
  const [first = ''] = code.split(';');
  if (/^0{2,}$/.test(first)) return { ...plain, width: first.length };
  const signs = first.replace(/\\(.)/g, '$1');
  const bare = signs.replace(/"[^"]*"|\[[^\]]*\]|_.|\*./g, '');
  if (!/[0#?]/.test(bare) || /[ymdhs]/i.test(bare)) return plain;
  // A comma at the end counts in thousands: only the workbook knows what is meant.
  const digits = /\.([0#?]+)/.exec(bare)?.[1]?.length ?? 0;
  if (bare.includes('%')) return { ...plain, format: { name: 'percent', digits, currency: undefined } };
  const sign = Object.keys(currencies).find((one) => signs.includes(one));
  const named = /\[\$([A-Z]{3})[^\]]*\]|"\s*([A-Z]{3})\s*"/.exec(signs);
  const currency = named?.[1] ?? named?.[2] ?? (sign === undefined ? undefined : currencies[sign]);
  if (currency !== undefined) return { ...plain, format: { name: 'currency', digits, currency } };
  // Whole numbers without separators may be years.
  return digits === 0 && !bare.includes(',') ? plain : { ...plain, format: { name: 'number', digits, currency: undefined } };
}

/** A moment as its format shows it: a day, a month, a year, or a time of day. */
export function dateText(date: Date, code: string | undefined): string {
  const iso = date.toISOString();
  const bare = (code ?? '').replace(/"[^"]*"|\[(?!h|m|s)[^\]]*\]|\\./gi, '').toLowerCase();
  const [hasYear, hasDay, hasHours] = [bare.includes('y'), bare.includes('d'), /[hs]/.test(bare)];
  if (hasHours && !hasYear && !hasDay) return elapsed(date, bare);
  if (hasYear && !hasDay && !hasHours) return bare.includes('m') ? iso.slice(0, 7) : iso.slice(0, 4);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** `26:30` of a format that counts hours on, else the time of day. */
function elapsed(date: Date, bare: string): string {
  const minutes = Math.round((date.getTime() - Date.UTC(1899, 11, 30)) / 60_000);
  const hours = Math.floor(minutes / 60);
  return `${bare.includes('[h') ? hours : hours % 24}:${String(minutes % 60).padStart(2, '0')}`;
}
