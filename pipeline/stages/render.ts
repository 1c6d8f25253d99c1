/** render: final HTML → a PDF that Chrome printed, and what only a laid-out page can tell. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HTTPRequest, Page, PDFOptions } from 'puppeteer';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { hasFeet, layFeet, misplaced } from '../notes/index.ts';
import { destinations } from '../pdf/destinations.ts';
import { fitSlots, type Slot, slotStyle, withPlaceholders } from '../pdf/folios.ts';
import { pagesBefore, printedNumbers } from '../pdf/numbers.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import { headingTexts } from '../pdf/outline.ts';
import { holdsMarks, holdsSlots } from '../pdf/readable.ts';
import { withLabels } from '../pdf/tagging.ts';
import { placeAt } from '../syntax/place.ts';
import { findInTemplates } from '../template/find.ts';
import type { Place, Printed, Templated } from '../types.ts';
import { dropHyphens } from './hyphens.ts';
import { dropRepeats, estimatePages, type Finding, measure, setDigits } from './measure.ts';

/** Nothing answers here: every request is taken before it leaves the page. */
const origin = 'http://dossier.invalid';

const options: PDFOptions = { preferCSSPageSize: true, printBackground: true, waitForFonts: false };

/** Prints one document; what only the print can tell (page numbers, running heads) is left to `finish`. */
export async function render(document: Templated, context: Context): Promise<Printed> {
  const { edition, kind, words } = document;
  const { html, slots } = withPlaceholders(document.html);
  const isLate = lateSheet.test(html);
  const firstPage = firstPageOf(html);
  const printed = await context.browser.withPage(async (page) => {
    await layOut(page, { ...document, html: withLabels(html.replace('</head>', `<style>${slotStyle}</style></head>`)) }, context);
    await fitInText(page, slots, document, context);
    const file = await printFitting(page, html, slots, edition.place, context);
    if (slots.some(({ isExact }) => isExact)) await context.cache.set(memoryKey(document), digitsOf(slots));
    if (isLate && !holdsMarks(file)) return undefined;
    if (holdsSlots(file, slots)) return { pdf: file.bytes, slots };
    const places = destinations(file);
    return { pdf: await printAgain(page, places, pagesBefore(firstPage, places), edition.place, context), slots: [] };
  });
  // What was measured and reported is reported only once.
  if (printed === undefined) return render({ ...document, html: document.html.replace(lateSheet, '') }, { ...context, report: () => {} });
  const running = isLate ? document.running : null;
  return {
    edition,
    kind,
    ...printed,
    headings: headingTexts(document.html),
    running,
    firstPage,
    words,
    attachments: document.attachments,
    parts: [],
  };
}

/** Templates name the first element of the page that is numbered 1. */
const firstPageOf = (html: string) => /\sdata-first-page="([^"]+)"/.exec(html)?.[1] ?? null;

/** The style sheet with marks for margin texts that are only known after the print. */
const lateSheet = /<style class="late">[\s\S]*?<\/style>/;

/** Makes slots in running text as wide as an earlier build, or the layout before the print, lets expect. */
async function fitInText(page: Page, slots: readonly Slot[], document: Templated, context: Context): Promise<void> {
  const exact = slots.filter(({ isExact }) => isExact).map(({ id }) => id);
  if (exact.length === 0) return;
  const known = ((await context.cache.get(memoryKey(document))) ?? {}) as Record<string, number>;
  const isKnown = exact.every((id) => Number(known[id]) > 0);
  if (isKnown) for (const slot of slots) slot.digits = slot.isExact ? (known[slot.id] as number) : slot.digits;
  else fitSlots(slots, new Map(Object.entries(await page.evaluate(estimatePages, exact))));
  await page.evaluate(setDigits, digitsOf(slots));
}

/**
 * Prints with notes at the feet of their pages; and again, three times at most, if a note came onto another page than its
 * call, or a number in running text is wider or narrower than the room that was kept for it.
 */
async function printFitting(page: Page, html: string, slots: readonly Slot[], place: Place, context: Context): Promise<PdfDocument> {
  const isNoted = hasFeet(html);
  let care = 1;
  for (let attempt = 1; ; attempt += 1) {
    if (isNoted) await layFeet(page, care);
    const file = PdfDocument.read(await print(page));
    const places = destinations(file);
    const strays = isNoted ? misplaced(html, places, file) : [];
    const isFitting = await fitAgain(page, slots, printedNumbers(places, pagesBefore(firstPageOf(html), places)));
    if (attempt === 3) for (const { at } of strays) context.report(diagnostic('NOTE_MISPLACED', {}, placeAt(at)));
    if (attempt === 3 && !isFitting) context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, place));
    if ((isFitting && strays.length === 0) || attempt === 3) return file;
    if (strays.length > 0) care += 1;
  }
}

/** Makes slots in running text as wide as their numbers turned out to be. False if one has changed. */
async function fitAgain(page: Page, slots: readonly Slot[], numbers: ReadonlyMap<string, number>): Promise<boolean> {
  if (!slots.some(({ isExact }) => isExact)) return true;
  const gone = await page.evaluate(dropRepeats, Object.fromEntries(numbers));
  for (const slot of slots) slot.isGone ||= gone.includes(slot.id);
  if (!fitSlots(slots, numbers) && gone.length === 0) return true;
  await page.evaluate(setDigits, digitsOf(slots));
  return false;
}

/** Only a guess is remembered under it: every print is read back. */
const memoryKey = ({ edition, kind }: Templated) =>
  `digits-${createHash('sha256')
    .update(JSON.stringify([edition.folder, edition.audience, edition.lang, kind]))
    .digest('hex')}`;

const digitsOf = (slots: readonly Slot[]) =>
  Object.fromEntries(slots.filter(({ isExact }) => isExact).map(({ id, digits }) => [id, digits]));

/** Lays the document out and reports what does not fit, without printing it. */
export async function inspect(document: Templated, context: Context): Promise<void> {
  await context.browser.withPage((page) => layOut(page, document, context));
}

/** Opens, measures and reports. */
async function layOut(page: Page, document: Templated, context: Context): Promise<void> {
  const blocked = await openDocument(page, document);
  // As text: handed over as a function it would be compiled here first, only to see whether it can be.
  const findings = (await page.evaluate(`(${measure})()`)) as Finding[];
  if (document.html.includes('\u00AD')) await page.evaluate(dropHyphens);
  for (const finding of findings) report(finding, context);
  for (const url of blocked) {
    const place = (await findInTemplates(url, document.edition, context)) ?? document.edition.place;
    context.report(diagnostic('REQUEST_BLOCKED', { url }, place));
  }
}

/** Opens the page without scripts and without network. Gives the set that blocked URLs are added to. */
async function openDocument(page: Page, document: Templated): Promise<ReadonlySet<string>> {
  const blocked = new Set<string>();
  await Promise.all([page.setJavaScriptEnabled(false), page.setRequestInterception(true), page.emulateMediaType('print')]);
  page.on('request', (request) => void answer(request, document, blocked).catch(() => request.abort().catch(() => {})));
  await page.goto(`${origin}/`, { waitUntil: 'load' });
  return blocked;
}

async function answer(request: HTTPRequest, { html, resources }: Templated, blocked: Set<string>): Promise<void> {
  const url = request.url();
  if (url.startsWith('data:')) return request.continue();
  if (url === `${origin}/`) {
    const headers = {
      'content-security-policy': "script-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'",
    };
    return request.respond({ status: 200, contentType: 'text/html; charset=utf-8', headers, body: html });
  }
  const resource = url.startsWith(`${origin}/`) ? resources.get(url.slice(origin.length)) : undefined;
  if (resource === undefined) {
    if (url !== `${origin}/favicon.ico`) blocked.add(url.replace(origin, ''));
    return request.abort('blockedbyclient');
  }
  return request.respond({
    status: 200,
    contentType: resource.type,
    headers: { 'access-control-allow-origin': '*' },
    body: await readFile(resource.path),
  });
}

const print = (page: Page): Promise<Uint8Array> => page.pdf({ ...options, tagged: true, outline: true });

/**
 * Fills the slots in the page and prints it again: for a browser that writes text in another way than `fillFolios` reads.
 * The last print is read back, because it is the one that counts.
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
    await page.evaluate(fillSlots, Object.fromEntries(printedNumbers(pages, front)));
    const pdf = await print(page);
    const now = destinations(PdfDocument.read(pdf));
    if ([...now].every(([id, number]) => pages.get(id) === number)) return pdf;
    pages = now;
  }
  context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, place));
  return print(page);
}

/** Runs in the page: writes each page number into its slots. */
function fillSlots(pages: Record<string, number>): void {
  for (const slot of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
    slot.style.textAlign = 'right';
    slot.style.textIndent = '0';
    slot.textContent = String(pages[slot.dataset['pageOf'] ?? ''] ?? '');
  }
}

function report(finding: Finding, context: Context): void {
  const place = placeAt(finding.at);
  const { by } = finding;
  if (finding.code === 'IMAGE_BROKEN') context.report(diagnostic('IMAGE_BROKEN', { name: finding.name }, place));
  else context.report(diagnostic(finding.code, { by }, place));
}
