/** Which form Han letters have in a language: the same character is written differently in China, Taiwan, Korea and Japan. */
import type { HanLanguage } from './font-families.ts';

/** The form for a language (BCP 47), or undefined where it has none of its own. */
export function hanOf(lang: string): HanLanguage | undefined {
  const [language, ...others] = lang.toLowerCase().split('-');
  if (language === 'ja') return 'ja';
  if (language === 'ko') return 'ko';
  if (language === 'yue') return 'zh-Hant';
  if (language !== 'zh') return undefined;
  if (others.includes('hans')) return 'zh-Hans';
  return others.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
}

/** The family that sets text of one form inside of a document of another. */
export const hanFamily = (style: 'serif' | 'sans', han: HanLanguage): string => `Han ${style} ${han}`;

/** Chinese sets these as wide as its letters. */
export const chinesePoints: readonly number[] = [0x2014, 0x2026, 0x201c, 0x201d];

/** Where letters of East Asia stand. */
export const eastAsianRange =
  'U+2e80-a4cf,U+a960-a97f,U+ac00-d7ff,U+f900-faff,U+fe10-fe1f,U+fe30-fe6f,U+ff00-ffef,U+1f100-1f2ff,U+20000-3ffff';

/** Whether a character stands there: it may be set in another form. */
export const isEastAsian = (point: number): boolean =>
  (point >= 0x2e80 && point <= 0xa4cf) ||
  (point >= 0xa960 && point <= 0xa97f) ||
  (point >= 0xac00 && point <= 0xd7ff) ||
  (point >= 0xf900 && point <= 0xfaff) ||
  (point >= 0xfe10 && point <= 0xfe1f) ||
  (point >= 0xfe30 && point <= 0xfe6f) ||
  (point >= 0xff00 && point <= 0xffef) ||
  (point >= 0x1f100 && point <= 0x1f2ff) ||
  (point >= 0x20000 && point <= 0x3ffff);
