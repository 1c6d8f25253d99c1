/** Which form Han letters have in a language: the same character is written differently in China, Taiwan, Korea and Japan. */
import { contains, rangeOf } from './font-css.ts';
import type { HanLanguage } from './font-families.ts';

/** The form for a language (BCP 47), or undefined where it has none of its own. */
export function hanOf(lang: string): HanLanguage | undefined {
  const [language, ...others] = lang.toLowerCase().split('-');
  if (language === 'ja') return 'ja';
  if (language === 'ko') return 'ko';
  if (language !== 'zh' && language !== 'yue') return undefined;
  if (others.includes('hans')) return 'zh-Hans';
  return language === 'yue' || others.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
}

/** The family that sets text of one form inside of a document of another. */
export const hanFamily = (style: 'serif' | 'sans', han: HanLanguage): string => `Han ${style} ${han}`;

/** Chinese sets these as wide as its letters. */
export const chinesePoints: readonly number[] = [0x2014, 0x2026, 0x201c, 0x201d];

/** Signs of Western text that East Asian faces have as wide as their letters: ‡, ‰, raised figures, arrows, mathematics. */
const western: readonly number[] = [
  [0x2021, 0x2021],
  [0x2030, 0x2030],
  [0x2070, 0x2079],
  [0x2190, 0x22ff],
].flat();

/** Whether a sign is set by another face where the document is not of East Asia. */
export const isWestern = (point: number): boolean => contains(western, point);

/** Where letters of East Asia are, as ranges: from, to, from, to. */
const eastAsian: readonly number[] = [
  [0x2e80, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f],
  [0xff00, 0xffef],
  [0x1f100, 0x1f2ff],
  [0x20000, 0x3ffff],
].flat();

/** The same as a CSS unicode range. */
export const eastAsianRange = rangeOf(eastAsian);

/** Whether a character is there: it may be set in another form. */
export const isEastAsian = (point: number): boolean => contains(eastAsian, point);
