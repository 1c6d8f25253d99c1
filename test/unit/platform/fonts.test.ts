import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Font, openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { refuseUndrawn } from '../../../pipeline/platform/font-index.ts';
import { loadFontIndex } from '../../../pipeline/platform/fonts.ts';
import { hanOf } from '../../../pipeline/platform/han.ts';
import { home } from '../../support/cli.ts';

const index = await loadFontIndex();
/** Families, each with the package that its files are from, without those of Latin letters. */
const chosen = (text: string, needs: Parameters<typeof index.choose>[1] = {}) =>
  [...index.choose(new Set(text), needs).css.matchAll(/font-family:"([^"]+)"[^}]*url\(\/fonts\/(noto-(?:sans|serif)-[a-z]+)/g)].map(
    ([, family, name]) => `${family} < ${name}`,
  );

describe('the font index', () => {
  test.for([
    ['Thai', 'น้ำใจ'],
    ['Lao', 'ພາສາລາວ'],
    ['Khmer', 'ភាសាខ្មែរ'],
    ['Burmese', 'မြန်မာဘာသာ'],
    ['Devanagari', 'क्षत्रिय'],
    ['Bengali', 'বাংলা ভাষা'],
    ['Gujarati', 'ગુજરાતી'],
    ['Gurmukhi', 'ਪੰਜਾਬੀ'],
    ['Kannada', 'ಕನ್ನಡ'],
    ['Malayalam', 'മലയാളം'],
    ['Odia', 'ଓଡ଼ିଆ'],
    ['Tamil', 'தமிழ் மொழி'],
    ['Telugu', 'తెలుగు స్త్రీ'],
    ['Sinhala', 'සිංහල'],
    ['Tibetan', 'བོད་ཡིག'],
    ['Armenian', 'Հայերեն'],
    ['Georgian', 'ქართული'],
    ['Ethiopic', 'አማርኛ'],
    ['Arabic and Urdu', 'العربية گھر ہے ٹھیک'],
    ['Hebrew', 'עברית'],
    ['Korean', '대한민국 뷁'],
    ['simplified Chinese', '汉语欢迎们议说汇报'],
    ['traditional Chinese', '查啟夠值臺灣'],
    ['rare letters', '𠮷龘犇骉'],
    ['signs', '✔✘✗☐☑☒₁₂⅓∙→⟶⟨⟩∀𝔸⌘⏎⎋┌─█░⠿♩①Ⅳ➔⭐✅❌🚀😀🛰ꙮ'],
  ])('has all letters of %s', ([, text]) => {
    expect(index.choose(new Set(text)).missing).toEqual([]);
  });

  test('names what nothing has', () => {
    expect(index.choose(new Set('a𓀀ᠮ\u200D\uFE0F')).missing).toEqual(['𓀀', 'ᠮ']);
  });

  test('has every file that it names', () => {
    const text = '汉語한ไทยहि日✅₁𠮷龘𝔸①ꙮ';
    for (const lang of ['en', 'zh', 'zh-TW', 'ko', 'ja']) {
      const { resources } = index.choose(new Set(`${text}Aé`), { lang, langs: ['ja', 'ko', 'zh-Hans', 'zh-Hant'], hasEmoji: true });
      expect([...resources.values()].filter((file) => !('path' in file) || !existsSync(file.path))).toEqual([]);
    }
  });

  test('takes letters in the document’s form, and in that of a part where it says so', () => {
    expect(new Set(chosen('直骨', { lang: 'zh-CN' }))).toEqual(new Set(['Noto Serif JP < noto-serif-sc', 'Noto Sans JP < noto-sans-sc']));
    expect(chosen('直骨', { lang: 'ko' }).some((one) => one.endsWith('noto-serif-kr'))).toBe(true);
    expect(chosen('直骨', { lang: 'en' }).every((one) => one.endsWith('-jp'))).toBe(true);
    expect(chosen('直骨', { lang: 'en', langs: ['zh-TW'] })).toContain('Han serif zh-Hant < noto-serif-tc');
    expect(chosen('直骨', { lang: 'en', langs: ['ja', 'fr'] }).every((one) => one.endsWith('-jp'))).toBe(true);
  });

  test('takes mathematics and arrows from a face for them, but in documents of East Asia from that of their letters', () => {
    const files = (lang: string) => index.choose(new Set('‡‰⁴←→≤∑'), { lang }).css;
    expect(index.choose(new Set('‡‰⁴←→≤∑'), { lang: 'en' }).missing).toEqual([]);
    expect(files('en')).toMatch(/"Source Serif 4"[^}]*stix-two-math[^}]*u\+2021,u\+2030,u\+2074/i);
    expect(files('en')).toMatch(/"Source Sans 3"[^}]*noto-sans-math/);
    expect(files('en')).not.toMatch(/-jp-|symbols/);
    expect(files('ja')).not.toMatch(/math/);
  });

  test('sets Arabic with a glyph for each letter, so that words are found in the file', () => {
    const words = 'نتيجة الإسلام پروژه گھر ہے ٹھیک';
    const [, name] = /url\(\/fonts\/([a-z-]+-arabic-400-normal\.woff2)\)/.exec(index.choose(new Set(words)).css) ?? [];
    const font = openSync(path.join(home, 'dist/fonts', name as string)) as Font;
    expect(font.layout(words).glyphs).toHaveLength([...words].length);
  });

  test('has lines and blocks that are as wide as the letters of code, for code alone', () => {
    const { css } = index.choose(new Set('┌─█'), { lang: 'en' });
    expect(css).toMatch(/"IBM Plex Mono";font-weight:400[^}]*fira-code-symbols2-400-normal/);
    expect(css).toMatch(/"Noto Serif JP"/);
    expect(index.choose(new Set('abc')).css).not.toMatch(/fira/);
    const widthOf = (name: string, slice: string, point: number) => {
      const font = openSync(path.join(home, `node_modules/@fontsource/${name}/files/${name}-${slice}-400-normal.woff2`)) as Font;
      return font.glyphForCodePoint(point).advanceWidth / font.unitsPerEm;
    };
    expect(widthOf('fira-code', 'symbols2', 0x2500)).toBe(widthOf('ibm-plex-mono', 'latin', 0x61));
  });

  test('distinguishes languages with Han letters', () => {
    expect(['ja-JP', 'ko', 'zh', 'zh-CN', 'zh-TW', 'zh-Hant-HK', 'zh-Hans-HK', 'yue', 'en'].map(hanOf)).toEqual([
      'ja',
      'ko',
      'zh-Hans',
      'zh-Hans',
      'zh-Hant',
      'zh-Hant',
      'zh-Hans',
      'zh-Hant',
      undefined,
    ]);
    expect(['日本語', '汉语', '查啟'].map((text) => index.formOf(text))).toEqual(['ja', 'zh-Hans', 'zh-Hant']);
  });

  test('refuses a slice whose drawings Chrome does not print', () => {
    const file = (slice: string) =>
      openSync(path.join(home, `node_modules/@fontsource/noto-color-emoji/files/noto-color-emoji-${slice}-400-normal.woff2`)) as Font;
    expect(() => refuseUndrawn(file('3'), 'slice 3')).toThrow('slice 3');
    expect(() => refuseUndrawn(file('emoji'), 'whole')).not.toThrow();
  });
});
