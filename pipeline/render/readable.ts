/** Checks that finishing can read a print: otherwise its pages must be printed again. */

import { Fonts } from '../pdf/content/fonts.ts';
import { findMarks } from '../pdf/content/rewrite.ts';
import type { Run } from '../pdf/content/run.ts';
import { type PdfDocument, Ref, Stream } from '../pdf/objects/index.ts';
import { isMarked } from '../template/marks.ts';
import { type PageNumberPlaceholder, placeholderIn } from './placeholders.ts';

/** Whether every placeholder can be found. */
export function hasAllPlaceholders(pdf: PdfDocument, placeholders: readonly PageNumberPlaceholder[]): boolean {
  const missing = new Set(placeholders.flatMap(({ isGone }, index) => (isGone ? [] : [index])));
  const fonts = new Fonts(pdf);
  for (const page of pdf.pages()) {
    if (missing.size === 0) return true;
    // Placeholders are in links to their targets, so a page without annotations has none.
    if (pdf.dict(page)?.has('Annots')) eachMarked(pdf, page, fonts, (run) => void missing.delete(placeholderIn(run) ?? -1));
  }
  return missing.size === 0;
}

/** Whether any page has a mark for a running header. */
export function hasMarks(pdf: PdfDocument): boolean {
  const fonts = new Fonts(pdf);
  return pdf.pages().some((page) => {
    let found = false;
    eachMarked(pdf, page, fonts, (run) => {
      found ||= isMarked(run);
    });
    return found;
  });
}

function eachMarked(pdf: PdfDocument, page: Ref, fonts: Fonts, visit: (run: Run) => void): void {
  const contents = pdf.dict(page)?.get('Contents');
  const stream = contents instanceof Ref ? pdf.peek(contents) : null;
  if (!(stream instanceof Stream)) return;
  const { buffer, byteOffset, length } = pdf.data(stream);
  findMarks(Buffer.from(buffer, byteOffset, length), fonts.ofPage(page), visit);
}
