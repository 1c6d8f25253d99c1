/** render: final HTML → a PDF that Chrome printed, and what only a laid-out page can tell. */
import { readFile } from 'node:fs/promises';
import type { HTTPRequest, Page, PDFOptions } from 'puppeteer';
import type { Context } from '../context.ts';
import { diagnostic } from '../diagnostics.ts';
import { destinations } from '../pdf/destinations.ts';
import { PdfFile } from '../pdf/file.ts';
import { fillFolios, fitSlots, type Slot, slotStyle, withPlaceholders } from '../pdf/folios.ts';
import { placeAt } from '../syntax/place.ts';
import type { Printed, Templated } from '../types.ts';
import { estimatePages, type Finding, measure, setDigits } from './measure.ts';

/** Nothing answers here: every request is taken before it leaves the page. */
const origin = 'http://dossier.invalid';

const options: PDFOptions = { preferCSSPageSize: true, printBackground: true, waitForFonts: false };

/** Prints one document, with its page numbers as they really are. */
export async function render(document: Templated, context: Context): Promise<Printed> {
  const { edition, kind } = document;
  const { html, slots } = withPlaceholders(document.html);
  return context.browser.withPage(async (page) => {
    await layOut(page, { ...document, html: html.replace('</head>', `<style>${slotStyle}</style></head>`) }, context);
    await fitInText(page, slots);
    const file = await printFitting(page, slots);
    if (slots.length === 0) return { edition, kind, pdf: file.bytes };
    const filled = fillFolios(file, slots, destinations(file));
    return { edition, kind, pdf: filled ?? (await printAgain(page, destinations(file), edition.pack, context)) };
  });
}

/** Makes slots in running text as wide as the layout before the print lets expect. */
async function fitInText(page: Page, slots: readonly Slot[]): Promise<void> {
  const exact = slots.filter(({ isExact }) => isExact).map(({ id }) => id);
  if (exact.length === 0) return;
  fitSlots(slots, new Map(Object.entries(await page.evaluate(estimatePages, exact))));
  await page.evaluate(setDigits, digitsOf(slots));
}

/** Prints; and again if a number in running text is wider or narrower than the room that was kept for it. */
async function printFitting(page: Page, slots: readonly Slot[]): Promise<PdfFile> {
  let file = new PdfFile(await print(page));
  for (let attempt = 2; attempt <= 3 && fitSlots(slots, destinations(file)); attempt += 1) {
    await page.evaluate(setDigits, digitsOf(slots));
    file = new PdfFile(await print(page));
  }
  return file;
}

const digitsOf = (slots: readonly Slot[]) => Object.fromEntries(slots.filter(({ isExact }) => isExact).map(({ id, digits }) => [id, digits]));

/** Lays the document out and reports what does not fit, without printing it. */
export async function inspect(document: Templated, context: Context): Promise<void> {
  await context.browser.withPage((page) => layOut(page, document, context));
}

/** Opens, measures and reports. */
async function layOut(page: Page, document: Templated, context: Context): Promise<void> {
  const blocked = await openDocument(page, document);
  const findings = await page.evaluate(measure);
  for (const finding of findings) report(finding, document.kind, context);
  for (const url of blocked) context.report(diagnostic('REQUEST_BLOCKED', { url }, { file: document.edition.pack }));
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
async function printAgain(page: Page, first: ReadonlyMap<string, number>, pack: string, context: Context): Promise<Uint8Array> {
  let pages = first;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await page.evaluate(fillSlots, Object.fromEntries(pages));
    const pdf = await print(page);
    const now = destinations(new PdfFile(pdf));
    if ([...now].every(([id, number]) => pages.get(id) === number)) return pdf;
    pages = now;
  }
  context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, { file: pack }));
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

function report(finding: Finding, kind: string, context: Context): void {
  const place = placeAt(finding.at);
  const { by } = finding;
  if (finding.code === 'IMAGE_BROKEN') context.report(diagnostic('IMAGE_BROKEN', { name: finding.name }, place));
  else if (finding.code === 'SLIDE_OVERFLOW' || finding.code === 'SLIDE_OVERFLOW_WIDE')
    context.report(diagnostic(finding.code, { kind, by }, place));
  else context.report(diagnostic(finding.code, { by }, place));
}
