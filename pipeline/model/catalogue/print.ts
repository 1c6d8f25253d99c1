/** The printed page. */
import { choose, error, type Known, type Named, warning } from './entry.ts';

/** What was tried before a slide was cut. */
const cutAt = (size: number) => (size < 100 ? ` even at ${size} % of its size; the rest is cut off` : '; the rest is cut off');

export const ofPrint = {
  GLYPH_MISSING: warning<{ count: number; characters: string; script: string; codepoint: string }>(
    (p) =>
      p.count === 1
        ? `no font has the character ${p.characters} (${p.codepoint}); a box with its code point is printed`
        : `no font has ${p.count} characters of ${p.script} (${p.characters}); boxes with their code points are printed`,
    () => 'use other characters, or show them as an image',
  ),
  SLIDE_SHRUNK: warning<{ size: number }>(
    (p) => `the slide is too full: its smallest text is set at ${p.size} % of its size`,
    () => 'shorten it, split it into two slides, or set fit: split',
  ),
  SLIDE_TITLE: warning<{ lines: number }>(
    (p) => `the title of the slide takes about ${p.lines} lines; it is printed in full`,
    () => 'say one thing in two lines at most, and the rest on the slide',
  ),
  FIT_UNKNOWN: warning<Known & { used: string }>(
    (p) => `"${p.name}" is no way to fit a slide; ${p.used} is used`,
    (p) => choose(p.known),
  ),
  SLIDE_OVERFLOW: warning<{ by: number; size: number }>(
    (p) => `the content of the slide is ${p.by} px taller than the page${cutAt(p.size)}`,
    () => 'shorten it, split it into two slides, or set fit: split',
  ),
  SLIDE_OVERFLOW_WIDE: warning<{ by: number; size: number }>(
    (p) => `the content of the slide is ${p.by} px wider than the page${cutAt(p.size)}`,
    () => 'shorten it, or choose another layout',
  ),
  TABLE_SHRUNK: warning<{ size: number }>(
    (p) => `the table is too wide for its page: its type is set at ${p.size} % of its size`,
    () => 'remove a column, shorten long words, or split the table',
  ),
  TABLE_TURNED: warning<{ size: number }>(
    (p) => `the table is too wide for its page: it is printed on a landscape page${p.size < 100 ? `, at ${p.size} % of its size` : ''}`,
    () => 'remove a column, shorten long words, or split the table',
  ),
  IMAGE_SHRUNK: warning<{ size: number }>(
    (p) => `the image is too large for its page: it is printed at ${p.size} % of its size`,
    () => 'crop it, or split it into two images',
  ),
  FORMULA_SHRUNK: warning<{ size: number }>(
    (p) => `the formula is too wide for its column: it is set at ${p.size} % of its size`,
    () => 'break it into lines with \\begin{aligned} … \\end{aligned}',
  ),
  TABLE_WIDE: warning<{ by: number }>(
    (p) => `the table is ${p.by} px wider than the page even at its smallest, and is cut off at the edge`,
    () => 'remove a column, shorten long words, or split the table',
  ),
  BLOCK_WIDE: warning<{ by: number }>(
    (p) => `this is ${p.by} px wider than the page, and is cut off at its edge`,
    () => 'break the line, or shorten it',
  ),
  REQUEST_BLOCKED: warning<{ url: string }>(
    (p) => `the page requested ${p.url}, which is neither in the pack nor in the templates; it is printed without it`,
    () => 'copy the file into the pack or the templates, and correct the path',
  ),
  PAGE_NUMBERS_UNSETTLED: error<object>(
    () => 'page numbers were still changing after three prints',
    () => 'give .page-number a fixed width in the style sheet',
  ),
  CONFORMANCE_LOST: warning<{ kind: string; standard: string; count: number; first: string }>(
    (p) =>
      `the ${p.kind} does not claim ${p.standard}, which is asked for here: ${p.count === 1 ? 'an element breaks' : `${p.count} elements break`} it, first at ${p.first}`,
    (p) => `fix what is reported there, or remove ${p.standard} from "conformance"`,
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
