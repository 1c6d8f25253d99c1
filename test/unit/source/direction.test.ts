import { describe, expect, test } from 'vitest';
import { Memory } from '../../../pipeline/platform/memory.ts';
import { variantsOf } from '../../../pipeline/prove/variants.ts';
import { isRightToLeft, turned } from '../../../pipeline/source/locale/direction.ts';

describe('a language', () => {
  test.for(['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'ckb', 'pa-Arab', 'az-Arab-IR'])('%s runs from right to left', (lang) => {
    expect(isRightToLeft(lang)).toBe(true);
  });
  test.for(['en', 'ar-Latn', 'az', 'pa', 'ku', 'ja', 'zh-Hant'])('%s runs from left to right', (lang) => {
    expect(isRightToLeft(lang)).toBe(false);
  });
});

describe('a text turns', () => {
  test('in a document from left to right by its first letter', () => {
    expect(turned('خطة 2026!', false)).toBe('rtl');
    expect(turned('2026: תוצאות', false)).toBe('rtl');
    expect(turned('PDF ملف', false)).toBeUndefined();
  });
  test('in a document from right to left where it has no letter of that way', () => {
    expect(turned('English!', true)).toBe('ltr');
    expect(turned('PDF ملف', true)).toBeUndefined();
    expect(turned('1200', true)).toBeUndefined();
  });
});

test('a proof looks for the figures and dates of every country of a language', () => {
  expect(variantsOf('1200', 'fa', new Memory())).toContain('۱۲۰۰');
  expect(variantsOf('1200', 'ar-EG', new Memory())).toContain('١٢٠٠');
  expect(variantsOf('1200', 'de', new Memory())).not.toContain('۱۲۰۰');
  expect(variantsOf('2026-01-05', 'de-AT', new Memory())).toEqual(expect.arrayContaining(['5. Jänner 2026', '5. Januar 2026']));
});
