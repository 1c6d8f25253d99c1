import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { Memory } from '../../../pipeline/platform/memory.ts';
import { dateText } from '../../../pipeline/source/locale/dates.ts';
import { listMarks, numberText } from '../../../pipeline/source/locale/numbers.ts';
import { numbered, wordFilesOf } from '../../../pipeline/source/locale/words.ts';

const folder = path.join(import.meta.dirname, '../../../templates/words');
const files = readdirSync(folder).map((file) => [file.replace('.yaml', ''), readFileSync(path.join(folder, file), 'utf8')] as const);
const words = Object.fromEntries(files.map(([lang, text]) => [lang, parse(text) as Record<string, unknown>]));
const english = words['en'] as Record<string, string>;
const wanted =
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv nb nn uk tr ar he hi id ja ko th vi zh zh-Hant fa ur ru'.split(
    ' ',
  );

describe('fixed words', () => {
  test('are there for the EU’s languages and for others', () => {
    expect(Object.keys(words)).toEqual(expect.arrayContaining(wanted));
  });

  test.for(Object.entries(words))('of %s have every key, none empty, with the places that English has', ([, own]) => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    // A number may stand before these words.
    const free = new Set(['figure', 'table', 'slide', 'of', 'part', 'article', 'appendix', 'annex']);
    const places = (text: unknown) => [...String(text).matchAll(/\{\w*\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(own)) {
      expect(typeof text, key).toBe('string');
      expect(String(text).trim(), key).not.toBe('');
      expect(String(text), key).toBe(String(text).normalize('NFC'));
      if (!free.has(key)) expect(places(text), key).toEqual(places(english[key]));
    }
  });

  test.for(files)('of %s name where they come from', ([, text]) => {
    expect(text).toMatch(/^# /);
  });

  test('are looked for under the names of a language', () => {
    expect(wordFilesOf('pt-BR')).toEqual(['pt', 'pt-BR']);
    expect(wordFilesOf('no')).toEqual(['nb', 'no']);
    expect(wordFilesOf('zh-TW')).toEqual(['zh', 'zh-Hant', 'zh-TW']);
    expect(wordFilesOf('zh-Hant-HK')).toEqual(['zh', 'zh-Hant', 'zh-Hant-HK']);
    expect(wordFilesOf('zh-Hans')).toEqual(['zh', 'zh-Hans']);
  });

  test('have their number before or behind them', () => {
    expect(numbered(String(english['figure']), '3')).toBe('Figure 3');
    expect(numbered(String(words['hu']?.['figure']), '3')).toBe('3. ábra');
    expect(numbered(String(words['zh']?.['figure']), '3')).toBe('图3');
  });
});

const days: Readonly<Record<string, readonly [string, string, string]>> = {
  'bg-BG': ['5 януари 2026 г.', '31 май 2026 г.', '30 ноември 2026 г.'],
  'cs-CZ': ['5. ledna 2026', '31. května 2026', '30. listopadu 2026'],
  'da-DK': ['5. januar 2026', '31. maj 2026', '30. november 2026'],
  'de-DE': ['5. Januar 2026', '31. Mai 2026', '30. November 2026'],
  'el-GR': ['5 Ιανουαρίου 2026', '31 Μαΐου 2026', '30 Νοεμβρίου 2026'],
  'en-GB': ['5 January 2026', '31 May 2026', '30 November 2026'],
  'es-ES': ['5 de enero de 2026', '31 de mayo de 2026', '30 de noviembre de 2026'],
  'et-EE': ['5. jaanuar 2026', '31. mai 2026', '30. november 2026'],
  'fi-FI': ['5. tammikuuta 2026', '31. toukokuuta 2026', '30. marraskuuta 2026'],
  'fr-FR': ['5 janvier 2026', '31 mai 2026', '30 novembre 2026'],
  'ga-IE': ['5 Eanáir 2026', '31 Bealtaine 2026', '30 Samhain 2026'],
  'hr-HR': ['5. siječnja 2026.', '31. svibnja 2026.', '30. studenoga 2026.'],
  'hu-HU': ['2026. január 5.', '2026. május 31.', '2026. november 30.'],
  'it-IT': ['5 gennaio 2026', '31 maggio 2026', '30 novembre 2026'],
  'lt-LT': ['2026 m. sausio 5 d.', '2026 m. gegužės 31 d.', '2026 m. lapkričio 30 d.'],
  'lv-LV': ['2026. gada 5. janvāris', '2026. gada 31. maijs', '2026. gada 30. novembris'],
  'mt-MT': ['5 ta’ Jannar 2026', '31 ta’ Mejju 2026', '30 ta’ Novembru 2026'],
  'nl-NL': ['5 januari 2026', '31 mei 2026', '30 november 2026'],
  'pl-PL': ['5 stycznia 2026', '31 maja 2026', '30 listopada 2026'],
  'pt-PT': ['5 de janeiro de 2026', '31 de maio de 2026', '30 de novembro de 2026'],
  'ro-RO': ['5 ianuarie 2026', '31 mai 2026', '30 noiembrie 2026'],
  'sk-SK': ['5. januára 2026', '31. mája 2026', '30. novembra 2026'],
  'sl-SI': ['5. januar 2026', '31. maj 2026', '30. november 2026'],
  'sv-SE': ['5 januari 2026', '31 maj 2026', '30 november 2026'],
  'nb-NO': ['5. januar 2026', '31. mai 2026', '30. november 2026'],
  'nn-NO': ['5. januar 2026', '31. mai 2026', '30. november 2026'],
  'uk-UA': ['5 січня 2026 р.', '31 травня 2026 р.', '30 листопада 2026 р.'],
  'ru-RU': ['5 января 2026 г.', '31 мая 2026 г.', '30 ноября 2026 г.'],
  'tr-TR': ['5 Ocak 2026', '31 Mayıs 2026', '30 Kasım 2026'],
  'ar-AE': ['5 يناير 2026', '31 مايو 2026', '30 نوفمبر 2026'],
  'he-IL': ['5 בינואר 2026', '31 במאי 2026', '30 בנובמבר 2026'],
  'hi-IN': ['5 जनवरी 2026', '31 मई 2026', '30 नवंबर 2026'],
  'id-ID': ['5 Januari 2026', '31 Mei 2026', '30 November 2026'],
  'ja-JP': ['2026年1月5日', '2026年5月31日', '2026年11月30日'],
  'ko-KR': ['2026년 1월 5일', '2026년 5월 31일', '2026년 11월 30일'],
  'th-TH': ['5 มกราคม 2569', '31 พฤษภาคม 2569', '30 พฤศจิกายน 2569'],
  'vi-VN': ['5 tháng 1, 2026', '31 tháng 5, 2026', '30 tháng 11, 2026'],
  'zh-CN': ['2026年1月5日', '2026年5月31日', '2026年11月30日'],
  'zh-TW': ['2026年1月5日', '2026年5月31日', '2026年11月30日'],
};

describe('without Intl', () => {
  afterEach(() => vi.unstubAllGlobals());
  const plain = (text: string) => text.replace(/[\u00A0\u2009\u202F]/g, ' ');
  const noIntl = () =>
    vi.stubGlobal(
      'Intl',
      new Proxy(
        {},
        {
          get: (_, name) => {
            throw new Error(`Intl.${String(name)} is used`);
          },
        },
      ),
    );

  test.for(Object.entries(days))('%s writes three days', ([locale, expected]) => {
    noIntl();
    const texts = ['2026-01-05', '2026-05-31', '2026-11-30'].map((iso) => plain(dateText(iso, locale, new Memory())));
    expect(texts).toEqual(expected);
  });

  test('spans, months and years are written', () => {
    noIntl();
    const text = (iso: string, locale: string) => plain(dateText(iso, locale, new Memory()));
    expect(text('2026-11-29/2026-11-30', 'de-DE')).toBe('29.–30. November 2026');
    expect(text('2026-10-29/2026-11-30', 'fr-FR')).toBe('29 octobre – 30 novembre 2026');
    expect(text('2026-10-29/2027-01-05', 'pl-PL')).toBe('29 października 2026 – 5 stycznia 2027');
    expect(text('2026-11-29/2026-11-29', 'sv-SE')).toBe('29 november 2026');
    expect(text('2026-11-29/2026-11-30', 'ja-JP')).toBe('2026年11月29日～30日');
    expect(text('2026-11-29/2026-12-01', 'zh-CN')).toBe('2026年11月29日至12月1日');
    expect(text('2026-11', 'de-DE')).toBe('November 2026');
    expect(text('2026', 'ja-JP')).toBe('2026年');
    expect(text('2026/2028', 'de-DE')).toBe('2026–2028');
  });

  test('numbers, sums and lists are written', () => {
    noIntl();
    expect(plain(numberText(1234567.5, 'de-DE'))).toBe('1.234.567,5');
    expect(plain(numberText(1234567.5, 'fr-FR'))).toBe('1 234 567,5');
    expect(plain(numberText(1234, 'es-ES'))).toBe('1234');
    expect(plain(numberText(1234567, 'hi-IN'))).toBe('12,34,567');
    expect(plain(numberText(0.125, 'de-DE', { style: 'percent', digits: 1 }))).toBe('12,5 %');
    expect(plain(numberText(-1234.5, 'de-DE', { style: 'currency', currency: 'EUR' }))).toBe('-1.234,50 €');
    expect(plain(numberText(1200, 'en-GB', { style: 'currency', currency: 'EUR', most: 0 }))).toBe('€1,200');
    expect(numberText(1.005, 'en-GB', { digits: 2 })).toBe('1.01');
    expect(numberText(999.9999, 'en-GB')).toBe('1,000');
    expect(listMarks(3, 'de-DE')).toEqual([', ', ' und ']);
    expect(listMarks(2, 'ar-AE')).toEqual([' و']);
    expect(listMarks(1, 'en-GB')).toEqual([]);
  });
});

describe('what this release of Node writes', () => {
  test('is the same number, to the last figure, as the table’s', () => {
    for (let step = 0; step < 400; step++) {
      const value = (step % 2 === 0 ? 1 : -1) * (step * 37.415 + step ** 5 / 1000);
      for (const digits of [0, 1, 2, 3])
        expect(numberText(value, 'en-GB', { digits })).toBe(
          new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
        );
    }
  });

  // Other releases may name months otherwise: that is why there is a table.
  test('differs from the table in names of months only by what is listed here', () => {
    const differing = Object.keys(days).filter((locale) => {
      const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-15`).some(
        (iso) => dateText(iso, locale, new Memory()) !== format.format(new Date(iso)),
      );
    });
    if (differing.length > 0) console.warn(`Intl writes months otherwise in: ${differing.join(', ')}`);
    expect(Object.keys(days).length).toBeGreaterThan(differing.length);
  });
});
