/** render: final HTML → a PDF printed by Chrome, and what only the laid-out page reveals. */
import type { Page } from 'puppeteer';
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { destinations } from '../pdf/destinations.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import type { Context } from '../platform/context.ts';
import { cacheKey } from '../platform/hash.ts';
import { PrintPage, printPage } from '../platform/print-page.ts';
import type { Templated } from '../template/types.ts';
import { printFitting } from './fitting.ts';
import { headingTexts } from './heading-texts.ts';
import { layOut } from './layout.ts';
import { dropRepeats, estimatePages, setDigits, showBlankPage, slideNumbers } from './measure.ts';
import { pagesBefore, printedNumbers } from './page-numbers.ts';
import { forChrome } from './piece.ts';
import { printPieces, type RenderOptions } from './pieces.ts';
import { fitPlaceholders, type PageNumberPlaceholder, withPlaceholders } from './placeholders.ts';
import { hasAllPlaceholders, hasMarks } from './readable.ts';
import { piecesOf } from './split.ts';
import type { Printed, PrintedPiece } from './types.ts';

/**
 * Prints one document; page numbers and running headers, which depend on the print, are left to `finish`. A long one is printed
 * in pieces, in parallel, where its layout allows; cached pieces are not printed again.
 * @yields each piece of a long document as soon as it is final, and the page numbers it shows are known
 */
export async function* render(
  document: Templated,
  context: Context,
  options: RenderOptions = alone,
): AsyncGenerator<PrintedPiece, Printed> {
  const htmls = piecesOf(document.html);
  const printed = htmls && (yield* printPieces(document, htmls, firstPageOf(document.html), context, options));
  const { edition, kind, words, attachments } = document;
  const about = { edition, kind, words, attachments, parts: [] };
  return { ...about, ...(printed ?? { pieces: [await options.whenFree(() => printWhole(document, context))], front: 0 }) };
}

/** For a document that is printed on its own. */
const alone: RenderOptions = { whenFree: (work) => work(), isFresh: true };

/** Prints a document as a whole. */
async function printWhole(document: Templated, context: Context): Promise<PrintedPiece> {
  const { edition } = document;
  const { html, placeholders } = withPlaceholders(document.html);
  const isLate = lateSheet.test(html);
  const firstPage = firstPageOf(html);
  const printed = await context.browser.withPage(async (page) => {
    await layOut(await PrintPage.at(page, document.resources), forChrome(html), document, context);
    await fitInText(page, placeholders, document, context);
    const fitNumbers = async (_: PdfDocument, places: ReadonlyMap<string, number>) => {
      const front = pagesBefore(firstPage, places);
      // A blank page more puts the page numbered 1 on a right-hand page.
      if (front % 2 === 1 && (await page.evaluate(showBlankPage))) return false;
      return fitAgain(page, placeholders, printedNumbers(places, front));
    };
    const file = await printFitting(page, { html, place: edition.place, fitNumbers }, context);
    if (placeholders.some(({ isExact }) => isExact)) await context.cache.set(memoryKey(document), digitsOf(placeholders));
    if (isLate && !hasMarks(file)) return undefined;
    const pages = file.pages().length;
    const slides = slidesOf(await page.evaluate(slideNumbers), pages);
    if (hasAllPlaceholders(file, placeholders)) return { bytes: file.bytes, placeholders, pages, ...slides };
    const places = destinations(file);
    const bytes = await printAgain(page, places, pagesBefore(firstPage, places), edition.place, context);
    return { bytes, placeholders: [], pages, ...slides };
  });
  // Measurements are reported only once.
  if (printed === undefined)
    return printWhole({ ...document, html: document.html.replace(lateSheet, '') }, { ...context, report: () => {} });
  const { bytes, ...own } = printed;
  const running = isLate ? document.running : null;
  return { ...own, pdf: () => Promise.resolve(bytes), isFresh: true, key: '', headings: headingTexts(document.html), running, firstPage };
}

/** Nothing where slides and pages are counted alike. */
const slidesOf = (numbers: readonly string[], pages: number): Pick<PrintedPiece, 'slides'> =>
  numbers.length !== pages || numbers.every((number, index) => number === String(index + 1)) ? {} : { slides: numbers };

/** Templates mark the first element of the page numbered 1. */
const firstPageOf = (html: string) => /\sdata-first-page="([^"]+)"/.exec(html)?.[1] ?? null;

/** The style sheet with marks for margin texts that are only known after the print. */
const lateSheet = /<style class="late">[\s\S]*?<\/style>/;

/** Sets the widths of placeholders in running text from an earlier build, or from the layout before the print. */
async function fitInText(page: Page, placeholders: readonly PageNumberPlaceholder[], document: Templated, context: Context): Promise<void> {
  const exact = placeholders.filter(({ isExact }) => isExact).map(({ id }) => id);
  if (exact.length === 0) return;
  const known = ((await context.cache.get(memoryKey(document))) ?? {}) as Record<string, number>;
  const isKnown = exact.every((id) => Number(known[id]) > 0);
  if (isKnown)
    for (const placeholder of placeholders)
      placeholder.digits = placeholder.isExact ? (known[placeholder.id] as number) : placeholder.digits;
  else fitPlaceholders(placeholders, new Map(Object.entries(await page.evaluate(estimatePages, exact))));
  await page.evaluate(setDigits, digitsOf(placeholders));
}

/** Corrects the widths of placeholders in running text to their numbers. False if one has changed. */
async function fitAgain(
  page: Page,
  placeholders: readonly PageNumberPlaceholder[],
  numbers: ReadonlyMap<string, number>,
): Promise<boolean> {
  if (!placeholders.some(({ isExact }) => isExact)) return true;
  const gone = await page.evaluate(dropRepeats, Object.fromEntries(numbers));
  for (const placeholder of placeholders) placeholder.isGone ||= gone.includes(placeholder.id);
  if (!fitPlaceholders(placeholders, numbers) && gone.length === 0) return true;
  await page.evaluate(setDigits, digitsOf(placeholders));
  return false;
}

/** The cached values are only estimates: every print is checked. */
const memoryKey = ({ edition, kind }: Templated) => cacheKey('digits', edition.folder, edition.audience, edition.lang, kind);

const digitsOf = (placeholders: readonly PageNumberPlaceholder[]) =>
  Object.fromEntries(placeholders.filter(({ isExact }) => isExact).map(({ id, digits }) => [id, digits]));

/**
 * Fills the placeholders in the page and prints it again: for a browser whose text `fillFolios` cannot read.
 * The last print is checked, because it is the one that is used.
 */
async function printAgain(
  page: Page,
  first: ReadonlyMap<string, number>,
  front: number,
  place: Place,
  context: Context,
): Promise<Uint8Array> {
  let pages = first;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await page.evaluate(fillPlaceholders, Object.fromEntries(printedNumbers(pages, front)));
    const pdf = await printPage(page);
    const now = destinations(PdfDocument.read(pdf));
    if ([...now].every(([id, number]) => pages.get(id) === number)) return pdf;
    pages = now;
  }
  context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, place));
  return printPage(page);
}

/** Runs in the page: writes each page number into its placeholders. */
function fillPlaceholders(pages: Record<string, number>): void {
  for (const placeholder of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
    placeholder.style.textAlign = 'right';
    placeholder.style.textIndent = '0';
    placeholder.textContent = String(pages[placeholder.dataset['pageOf'] ?? ''] ?? '');
  }
}
