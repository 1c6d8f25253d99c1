/** Embargoes: what is one, what is none and why, and how languages write them. */
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../pipeline/platform/memory.ts';
import { embargoIso, embargoName, embargoProblem, embargoText } from '../../../pipeline/source/locale/embargo.ts';

describe('embargoes', () => {
  test.each([
    ['2026-03-04T10:00+01:00', '2026-03-04T10:00+01:00', '2026-03-04T1000+0100'],
    ['2026-03-04 10:00:00 +0100', '2026-03-04T10:00+01:00', '2026-03-04T1000+0100'],
    ['2026-03-04T10:00Z', '2026-03-04T10:00Z', '2026-03-04T1000Z'],
    ['2026-03-04T10:00-03:30', '2026-03-04T10:00-03:30', '2026-03-04T1000-0330'],
    ['2026-03-04T10:00+00:00', '2026-03-04T10:00Z', '2026-03-04T1000Z'],
    ['2026-03-04T10:00+09', '2026-03-04T10:00+09:00', '2026-03-04T1000+0900'],
  ])('%s has one form', (written, iso, name) => {
    expect(embargoProblem(written)).toBeUndefined();
    expect(embargoIso(written)).toBe(iso);
    expect(embargoName(written)).toBe(name);
  });

  test.each([
    ['tomorrow', 'expected a day, a time and its zone'],
    ['2026-03-04', 'the time is missing'],
    ['2026-02-30T10:00+01:00', 'this date does not exist'],
    ['2026-03-04T10:00', 'the zone is missing'],
    ['2026-03-04T25:00+01:00', 'there is no such time'],
    ['2026-03-04T10:61Z', 'there is no such time'],
    ['2026-03-04T10:00+15:00', 'there is no such zone'],
    ['2026-03-04T10:00 CET', 'expected a day, a time and its zone'],
  ])('%s is none', (written, why) => expect(embargoProblem(written)).toContain(why));

  test('are written with their zone', () => {
    const words = (locale: string, form: string) => (key: string) => (key === 'locale' ? locale : form);
    const form = 'until {date}, {time} ({zone})';
    const memory = new Memory();
    expect(embargoText('2026-03-04T10:00+01:00', words('en-GB', form), memory)).toBe('until 4 March 2026, 10:00 (UTC+1)');
    expect(embargoText('2026-12-24T23:59-03:30', words('de-DE', form), memory)).toBe('until 24. Dezember 2026, 23:59 (UTC−3:30)');
    expect(embargoText('2026-03-04T10:00Z', words('ja-JP', form), memory)).toBe('until 2026年3月4日, 10:00 (UTC)');
  });
});
