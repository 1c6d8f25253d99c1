/** Page labels by part (ISO 32000-1, 12.4.2). */
import { Dict, Name, type PdfDocument, PdfString, type Value } from '../objects/index.ts';
import { addNumberTree, numberEntries } from '../objects/trees.ts';
import type { Joined } from './part.ts';

/** Adds the labels of all parts to the catalog. A named part without labels counts from 1; any other continues the count. */
export function joinLabels(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): void {
  const labels = new Map<number, Value>();
  for (const { catalog: own, before, prefix = '', numerals, title, pages } of parts) {
    if (pages.length === 0) continue;
    const entries = numerals === undefined ? numberEntries(document, own.get('PageLabels')) : [];
    if (numerals !== undefined) entries.push([0, Dict.of({ S: new Name(numerals) })]);
    if (entries.length === 0 && (title !== undefined || prefix !== '')) entries.push([0, Dict.of({ S: new Name('D') })]);
    for (const [at, value] of entries) {
      const label = new Dict(document.dict(value));
      const text = prefix + (document.text(label.get('P')) ?? '');
      if (text !== '') label.set('P', PdfString.of(text));
      labels.set(at + before, label);
    }
  }
  if (labels.size === 0) return;
  if (!labels.has(0)) labels.set(0, Dict.of({ S: new Name('D') }));
  catalog.set('PageLabels', addNumberTree(document, labels));
}
