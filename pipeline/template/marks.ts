/**
 * What templates print in place of what only the finished file knows: marks in the margins, and the link where a visible signature
 * will be. Finishing looks for them.
 */
import type { Run } from '../pdf/content/run.ts';

/**
 * Ends a run of text in a margin box. Capital letters mean that the box is set flush right, `c` that it is centred. The last
 * three stand for nothing: what matters is the page's number before them.
 */
export const marks = {
  section: '¶¬s',
  sectionRight: '¶¬S',
  pages: '¶¬n',
  pagesRight: '¶¬N',
  page: '¶¬p',
  pageRight: '¶¬P',
  pageCentre: '¶¬c',
} as const;
/** In the run before a mark: the number of the page. That all digits are written makes sure that the font has them. */
export const pageNumber = '0123456789';

/** The link that a template prints around what is seen of the signature. */
export const signaturePlace = 'http://dossier.invalid/signature';

/** Whether a run ends in a mark. */
export function isMarked({ codes, font: { characters } }: Run): boolean {
  const character = (fromEnd: number) => characters.get(codes[codes.length - fromEnd] as number);
  // Most runs end here.
  if (codes.length < 4 || character(2) !== '¬') return false;
  return character(3) === '¶' && keys.has(character(1) ?? '');
}

const keys = new Set('snpcSNP');
