/**
 * What templates print in place of data known only after the print: marks in the margins, and a link where a visible signature
 * will be. Finishing looks for them.
 */
import type { Run } from '../pdf/content/run.ts';

/**
 * The end of a text run in a margin box. Capital letters mean that the box is right-aligned, `c` that it is centred. The last
 * four have no value of their own: only the page number before them matters.
 */
export const marks = {
  section: '¶¬s',
  sectionRight: '¶¬S',
  pages: '¶¬n',
  pagesRight: '¶¬N',
  page: '¶¬p',
  pageRight: '¶¬P',
  pageCentre: '¶¬c',
  line: '¶¬l',
} as const;
/** Begins a run of letters that the marks of other runs will need: their font holds them then. It ends in a mark and is not printed. */
export const glyphsOnly = '¬';
/** In the run before a mark: the page number. It contains all digits, so that the font includes them. */
export const pageNumber = '0123456789';

/** The link that a template prints around the visible signature. */
export const signaturePlace = 'http://dossier.invalid/signature';

/** The link that a template prints where a person signs later, counted from 1. */
export const fieldPlace = (number: number): string => `${signaturePlace}/${number}`;

/** Whether a run ends in a mark. */
export function isMarked({ codes, font: { characters } }: Run): boolean {
  const character = (fromEnd: number) => characters.get(codes[codes.length - fromEnd] as number);
  // The early exit for most runs.
  if (codes.length < 3 || character(2) !== '¬') return false;
  return character(3) === '¶' && keys.has(character(1) ?? '');
}

const keys = new Set('snpclSNP');
