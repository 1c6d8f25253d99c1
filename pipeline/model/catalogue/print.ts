/** The printed page. */
import { error, type Named, warning } from './entry.ts';

export const ofPrint = {
  GLYPH_MISSING: warning<{ characters: readonly string[]; script: string; codepoint: string }>(
    (p) =>
      p.characters.length === 1
        ? `no font has the character ${p.characters[0]} (${p.codepoint}): a box with its code point is printed`
        : `no font has ${p.characters.length} characters of ${p.script} (${p.characters.slice(0, 3).join(', ')}${p.characters.length > 3 ? ' …' : ''}): boxes with their code points are printed`,
    () => 'use other characters, or show them as an image',
  ),
  SLIDE_OVERFLOW: error<{ by: number }>(
    (p) => `the content of the slide is ${p.by} px taller than the page`,
    () => 'shorten it, or split it into two slides',
  ),
  SLIDE_OVERFLOW_WIDE: error<{ by: number }>(
    (p) => `the content of the slide is ${p.by} px wider than the page`,
    () => 'shorten it, or choose another layout',
  ),
  TABLE_WIDE: error<{ by: number }>(
    (p) => `the table is ${p.by} px wider than the page`,
    () => 'remove a column, shorten long words, or split the table',
  ),
  IMAGE_WIDE: error<{ by: number }>(
    (p) => `the image is ${p.by} px wider than the page`,
    () => 'make it smaller',
  ),
  BLOCK_WIDE: error<{ by: number }>(
    (p) => `this is ${p.by} px wider than the page`,
    () => 'break the line, or shorten it',
  ),
  REQUEST_BLOCKED: error<{ url: string }>(
    (p) => `the page requested ${p.url}, which is neither in the pack nor in the templates`,
    () => 'copy the file into the pack or the templates, and correct the path',
  ),
  PAGE_NUMBERS_UNSETTLED: error<object>(
    () => 'page numbers were still changing after three prints',
    () => 'give .page-number a fixed width in the style sheet',
  ),
  NOTE_MISPLACED: warning<object>(
    () => 'this footnote is printed on another page than its reference',
    () => 'shorten the text around the reference, or move the reference out of side-by-side blocks',
  ),
  FONT_FOREIGN: warning<Named>(
    (p) => `the font "${p.name}" is not one of Dossier’s fonts`,
    () => 'set font-family to var(--face-text), var(--face-display) or var(--face-mono)',
  ),
};
