/** Lays out final HTML in a browser page, and reports what does not fit. */
import { diagnostic } from '../model/diagnostic.ts';
import { type Place, placeAt } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { PrintPage } from '../platform/print-page.ts';
import { findInTemplates } from '../template/find.ts';
import { marks, pageNumber } from '../template/marks.ts';
import type { Templated } from '../template/types.ts';
import { frameBrokenImages } from './broken-images.ts';
import { fitSlidesOf, fitTextOf, hasSlides, hasText } from './fit/index.ts';
import { dropHyphens } from './hyphens.ts';
import { labelPrefix } from './labels.ts';
import { markLines } from './line-numbers.ts';
import { type Finding, measure } from './measure.ts';
import { runInPage } from './page-script.ts';
import { settle } from './settle.ts';

/** Opens a document, measures it, and reports problems. */
export async function layOut(own: PrintPage, html: string, { edition }: Pick<Templated, 'edition'>, context: Context): Promise<void> {
  const { page } = own;
  await own.open(html);
  if (hasHanParts(html)) await runInPage(page, 'han.js', 'dossierHan.placeHanFaces()');
  // As text: Puppeteer would compile a function first, only to check its syntax.
  await page.evaluate(`(${settle})()`);
  if (hasOwnFonts(html)) await reportRefused(own, edition.place, context);
  const broken = (await page.evaluate(`(${frameBrokenImages})()`)) as Finding[];
  if (hasSlides(html)) await fitSlidesOf(page, context);
  if (hasText(html)) await fitTextOf(page, context);
  const findings = (await page.evaluate(`(${measure})()`)) as Finding[];
  if (html.includes('\u00AD')) await page.evaluate(dropHyphens);
  if (html.includes(' data-review'))
    await page.evaluate(markLines, { text: `${pageNumber}${marks.line}`, label: `${labelPrefix}Artifact` });
  for (const finding of [...broken, ...findings]) report(finding, context);
  for (const url of own.blocked) {
    const place = (await findInTemplates(url, edition, context)) ?? edition.place;
    context.report(diagnostic('REQUEST_BLOCKED', { url }, place));
  }
}

/** Whether a page declares faces for parts in another language. */
const hasHanParts = (html: string): boolean => html.includes('font-family:"Han ');

/** Whether a page declares fonts of the pack's own. */
const hasOwnFonts = (html: string): boolean => html.includes('url(/fonts/own-');

/** Chrome checks fonts more strictly than their reader here. */
async function reportRefused({ page }: PrintPage, place: Place, context: Context): Promise<void> {
  const names = (await page.evaluate(
    "[...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family)",
  )) as string[];
  const families = [...new Set(names.map((name) => name.replace(/^"(.*)"$/, '$1')))];
  if (families.length > 0) context.report(diagnostic('FONT_REFUSED', { names: families }, place));
}

function report(finding: Finding, context: Context): void {
  const place = placeAt(finding.at);
  const { by } = finding;
  if (finding.code === 'IMAGE_BROKEN') context.report(diagnostic('IMAGE_BROKEN', { name: finding.name }, place));
  else context.report(diagnostic(finding.code, { by }, place));
}
