/** What is too full or too wide: slides shrink in the browser before the print, in deck and handout alike; tables and images of documents too. */
import type { Page } from 'puppeteer';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeAt } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { runInPage } from '../page-script.ts';
import type { SlideFit } from './fit-slides.ts';
import type { PaperFit } from './paper/finding.ts';

/** Per cent of the theme's size: smaller type is worth a warning. */
const readable = 80;

/** Whether a document has slides. */
export const hasSlides = (html: string): boolean => html.includes(' data-fit');

/** Fits all slides of a page, and reports which became small, and which are cut. */
export async function fitSlidesOf(page: Page, context: Context): Promise<void> {
  const fits = (await runInPage(page, 'fit.js', 'dossierFit.fitSlides()')) as SlideFit[];
  for (const { at, size, high, wide } of fits) {
    const place = placeAt(at);
    if (high > 0) context.report(diagnostic('SLIDE_OVERFLOW', { by: high, size }, place));
    if (wide > 0) context.report(diagnostic('SLIDE_OVERFLOW_WIDE', { by: wide, size }, place));
    if (high === 0 && wide === 0 && size < readable) context.report(diagnostic('SLIDE_SHRUNK', { size }, place));
  }
}

/** Whether a document has text on pages. */
export const hasText = (html: string): boolean => html.includes(' data-sheet');

/** Fits tables, images and formulas of a document to its pages, and reports what became smaller. */
export async function fitTextOf(page: Page, context: Context): Promise<void> {
  const fits = (await runInPage(page, 'fit-paper.js', 'dossierPaper.fitPaper()')) as PaperFit[];
  for (const { code, at, size } of fits) context.report(diagnostic(code, { size }, placeAt(at)));
}
