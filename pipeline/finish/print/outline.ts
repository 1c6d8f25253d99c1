/**
 * Titles of the outline. Chrome puts them together from the pieces of text that it paints, so that a heading over two
 * lines loses the space between them and one at the top of a page stands there twice; they are written anew from the headings.
 */

import { type Dict, type PdfDocument, PdfString, Ref } from '../../pdf/objects/index.ts';
import { labelPrefix } from '../../render/labels.ts';

/**
 * Writes the titles of the outline's items in place; an item that is no known heading stays as it is.
 * @param refOf the new structure element for the number of an old one (`/SE`)
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
    // A heading that is not painted has no item.
    const found = known.findIndex((text, index) => index >= next && (text === shown || text.repeat(2) === shown));
    if (found < 0) {
      item.set('Title', PdfString.of(title));
      continue;
    }
    next = found + 1;
    item.set('Title', PdfString.of(texts[found] as string));
  }
}

/** Labels of `tagging.ts`, which Chrome takes for words of the heading. */
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
