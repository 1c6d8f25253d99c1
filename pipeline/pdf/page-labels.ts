/** What viewers call each page of a file (ISO 32000-1, 12.4.2). */
import type { PdfDocument } from './objects/index.ts';
import { numberEntries } from './objects/trees.ts';

/** The label of each page; without any, pages are counted from 1. Numerals other than decimal ones stay empty. */
export function pageLabels(pdf: PdfDocument, pages: number): string[] {
  const entries = numberEntries(pdf, pdf.catalog.get('PageLabels'));
  return Array.from({ length: pages }, (_, page) => {
    const [from, value] = entries.findLast(([at]) => at <= page) ?? [];
    const label = pdf.dict(value);
    if (from === undefined || label === undefined) return String(page + 1);
    const prefix = pdf.text(label.get('P')) ?? '';
    if (pdf.name(label.get('S')) !== 'D') return prefix;
    return `${prefix}${(pdf.number(label.get('St')) ?? 1) + page - from}`;
  });
}
