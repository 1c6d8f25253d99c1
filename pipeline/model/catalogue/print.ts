/** The printed page. */
import { error, type Named, warning } from './entry.ts';

export const ofPrint = {
  GLYPH_MISSING: error<{ character: string; codepoint: string }>(
    (p) => `no font has the character ${p.character} (${p.codepoint})`,
    () => 'use another character, or put it in a figure',
  ),
  SLIDE_OVERFLOW: error<{ by: number }>(
    (p) => `the slide’s content is ${p.by} px higher than its page`,
    () => 'shorten it, or part it into two slides',
  ),
  SLIDE_OVERFLOW_WIDE: error<{ by: number }>(
    (p) => `the slide’s content is ${p.by} px wider than its page`,
    () => 'shorten it, or choose another layout',
  ),
  TABLE_WIDE: error<{ by: number }>(
    (p) => `the table is ${p.by} px wider than its page`,
    () => 'leave out a column, shorten its words, or part the table',
  ),
  IMAGE_WIDE: error<{ by: number }>(
    (p) => `the image is ${p.by} px wider than its page`,
    () => 'make it smaller',
  ),
  BLOCK_WIDE: error<{ by: number }>(
    (p) => `this is ${p.by} px wider than its page`,
    () => 'break the line, or shorten it',
  ),
  REQUEST_BLOCKED: error<{ url: string }>(
    (p) => `the page asked for ${p.url}, which is neither in the pack nor in the templates`,
    () => 'copy the file into the pack or the templates',
  ),
  PAGE_NUMBERS_UNSETTLED: error<object>(
    () => 'page numbers did not settle in three prints',
    () => 'give .page-number a fixed width in the styles',
  ),
  NOTE_MISPLACED: warning<object>(
    () => 'this note stands on another page than its call',
    () => 'shorten what surrounds the call, or move the call out of side-by-side blocks',
  ),
  FONT_FOREIGN: warning<Named>(
    (p) => `the font "${p.name}" is not one of Dossier’s`,
    () => 'style it with var(--face-text), var(--face-display) or var(--face-mono)',
  ),
};
