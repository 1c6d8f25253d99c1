/** Reprints until footnotes are on the pages of their references, and page numbers in running text have the right width. */
import type { Page } from 'puppeteer';
import { diagnostic } from '../model/diagnostic.ts';
import { type Place, placeAt } from '../model/place.ts';
import { destinations } from '../pdf/destinations.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import type { Context } from '../platform/context.ts';
import { printPage } from '../platform/print-page.ts';
import { hasFootnotes, misplacedFootnotes, placeFootnotes } from './footnotes/index.ts';

/** Maximum number of prints: what is still unsettled then is reported. */
const most = 3;

/** What to print. */
export interface Fitting {
  /** The page's HTML, with placeholders. */
  readonly html: string;
  /** Where to report page numbers that do not settle. */
  readonly place: Place;
  /** Checks the print, and changes the page where a number needs another width. True if nothing had to change. */
  readonly fitNumbers?: (file: PdfDocument, places: ReadonlyMap<string, number>) => Promise<boolean>;
}

/** Prints a page; prints it again if a footnote is on another page than its reference, or a number does not fit its width. */
export async function printFitting(page: Page, { html, place, fitNumbers }: Fitting, context: Context): Promise<PdfDocument> {
  const isNoted = hasFootnotes(html);
  let care = 1;
  for (let attempt = 1; ; attempt += 1) {
    if (isNoted) await placeFootnotes(page, care);
    const file = PdfDocument.read(await printPage(page));
    const places = destinations(file);
    const strays = isNoted ? misplacedFootnotes(html, places, file) : [];
    const isFitting = (await fitNumbers?.(file, places)) ?? true;
    if (isFitting && strays.length === 0) return file;
    if (attempt === most) {
      for (const { at } of strays) context.report(diagnostic('NOTE_MISPLACED', {}, placeAt(at)));
      if (!isFitting) context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, place));
      return file;
    }
    if (strays.length > 0) care += 1;
  }
}
