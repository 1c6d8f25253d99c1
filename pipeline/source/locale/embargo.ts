/** Embargoes: a moment with its zone, as `2026-03-04T10:00+01:00`, and how a language writes it. */
import type { Memory } from '../../platform/memory.ts';
import { dateText } from './dates.ts';
import { isRealDate } from './real-dates.ts';

const moment = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)? ?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;
const expected = 'expected a day, a time and its zone, as 2026-03-04T10:00+01:00';

interface Moment {
  readonly day: string;
  readonly time: string;
  /** `Z`, or `+01:00`. */
  readonly zone: string;
}

/** What is wrong with an embargo; undefined if nothing is. */
export function embargoProblem(written: string): string | undefined {
  const [, day, hour, minute, second = '00', zone] = moment.exec(written.trim()) ?? [];
  if (day === undefined) return expected;
  if (!isRealDate(day)) return 'this date does not exist';
  if (hour === undefined) return `the time is missing: ${expected}`;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return `there is no such time: ${expected}`;
  if (zone === undefined) return `the zone is missing: write Z for UTC, or an offset, as 2026-03-04T10:00+01:00`;
  if (zone === 'Z') return undefined;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.replace(':', '').slice(3) || 0)];
  return hours * 60 + minutes > 14 * 60 || minutes > 59 ? 'there is no such zone: offsets go from -14:00 to +14:00' : undefined;
}

function momentOf(written: string): Moment {
  const [, day = '', hour = '', minute = '', , zone = ''] = moment.exec(written.trim()) ?? [];
  const offset = zone === 'Z' || /^[+-]00:?(?:00)?$/.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}`;
  return { day, time: `${hour}:${minute}`, zone: offset };
}

/** In one form, for properties and manifests: `2026-03-04T10:00+01:00`. */
export function embargoIso(written: string): string {
  const { day, time, zone } = momentOf(written);
  return `${day}T${time}${zone}`;
}

/** As part of the name of a file: `2026-03-04T1000+0100`. */
export const embargoName = (written: string): string => embargoIso(written).replaceAll(':', '');

/** `UTC`, `UTC+1`, `UTC−3:30`. */
function zoneText(zone: string): string {
  if (zone === 'Z') return 'UTC';
  const [hours, minutes] = zone.slice(1).split(':').map(Number);
  return `UTC${zone.startsWith('-') ? '−' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
}

/** The embargo as a document prints it. @param word the language's words */
export function embargoText(written: string, word: (key: string) => string, memory: Memory): string {
  const { day, time, zone } = momentOf(written);
  const parts: Readonly<Record<string, string>> = { date: dateText(day, word('locale'), memory), time, zone: zoneText(zone) };
  return word('embargo').replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
}
