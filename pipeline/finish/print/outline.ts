/**
 * Titles of the outline. Chrome concatenates the pieces of text that it paints, so a heading on two lines loses the space between
 * them, and one at the top of a page appears twice. The titles are rewritten from the headings.
 */

import { type Dict, type PdfDocument, PdfString, Ref } from '../../pdf/objects/index.ts';
import { labelPrefix } from '../../render/labels.ts';

/**
 * Rewrites the titles of the outline items in place; an item that matches no heading is left unchanged.
 * @param refOf maps the number of an old structure element (`/SE`) to the new one
 */
export function fixOutline(pdf: PdfDocument, texts: readonly string[], refOf: (num: number) => Ref | undefined): void {
  const root = pdf.dict(pdf.catalog.get('Outlines'));
  if (root === undefined) return;
  const known = texts.map(squeezed);
  let next = 0;
  for (const item of itemsOf(pdf, root)) {
    const element = item.get('SE');
    const ref = element instanceof Ref ? refOf(element.num) : undefined;
    if (ref) item.set('SE', ref);
    else item.delete('SE');
    const title = (pdf.text(item.get('Title')) ?? '').replace(label, '');
    const shown = squeezed(title);
    // A heading that is not printed has no item.
    const found = known.findIndex((text, index) => index >= next && (text === shown || text.repeat(2) === shown));
    if (found < 0) {
      item.set('Title', PdfString.of(title));
      continue;
    }
    next = found + 1;
    item.set('Title', PdfString.of(texts[found] as string));
  }
}

/** Labels of `tagging.ts`, which Chrome includes in the heading text. */
const label = new RegExp(`${labelPrefix}(?:Span|Note|Reference|Lbl|Formula ?)`, 'g');

/** All items of an outline in order (12.3.3). */
function* itemsOf(pdf: PdfDocument, parent: Dict): Generator<Dict> {
  const seen = new Set<Dict>();
  for (let item = pdf.dict(parent.get('First')); item && !seen.has(item); item = pdf.dict(item.get('Next'))) {
    seen.add(item);
    yield item;
    yield* itemsOf(pdf, item);
  }
}

const squeezed = (text: string) => text.replace(/\s+/g, '');
