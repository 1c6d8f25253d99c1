/** Whether a print is written in the way that finishing reads: else its pages must be printed again. */

import { Folios, type Slot } from '../finish/print/folios.ts';
import { isMarked } from '../finish/print/running.ts';
import { Fonts } from '../pdf/content/fonts.ts';
import { findMarks } from '../pdf/content/rewrite.ts';
import type { Run } from '../pdf/content/run.ts';
import { type PdfDocument, Ref, Stream } from '../pdf/objects/index.ts';

/** Whether every placeholder can be found. */
export function holdsSlots(pdf: PdfDocument, slots: readonly Slot[]): boolean {
  const folios = new Folios(slots, new Map());
  const fonts = new Fonts(pdf);
  for (const page of pdf.pages()) {
    if (folios.missing === 0) return true;
    // Slots stand in links to their targets, so a page without annotations has none.
    if (pdf.dict(page)?.has('Annots')) eachMarked(pdf, page, fonts, (run) => void folios.fill(run));
  }
  return folios.missing === 0;
}

/** Whether any page has a mark for a running head. */
export function holdsMarks(pdf: PdfDocument): boolean {
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
