/**
 * In Source Serif the apostrophe and U+02BC share a glyph, and Chrome's ToUnicode map (ISO 32000-1, 9.10.3) contains the latter, so
 * a search for "Minister’s" finds nothing. The maps are fixed in place.
 */
import { Dict, deflated, type PdfDocument, Ref, type Stream } from '../../pdf/objects/index.ts';

/**
 * Glyphs that are only part of a letter, such as the dots of an Arabic one: Chrome maps them to U+0000, which is not allowed
 * (ISO 14289-1, 7.21.7). The zero-width joiner is ignored by search and screen readers.
 */
const nothing = /^(<[0-9A-Fa-f]{4}>) <0000>$/gm;

export function fixApostrophes(pdf: PdfDocument, pages: readonly Ref[]): void {
  const seen = new Set<number>();
  for (const page of pages) {
    const resources = pdf.inherited(page, 'Resources');
    const fonts = resources instanceof Dict ? pdf.dict(resources.get('Font')) : undefined;
    for (const font of fonts?.values() ?? []) {
      const map = font instanceof Ref && !seen.has(font.num) ? pdf.dict(font)?.get('ToUnicode') : undefined;
      if (font instanceof Ref) seen.add(font.num);
      if (!(map instanceof Ref)) continue;
      const text = Buffer.from(pdf.data(pdf.get(map) as Stream)).toString('latin1');
      const fixed = text.replaceAll('<02BC>', '<2019>').replace(nothing, '$1 <200D>');
      if (fixed !== text) pdf.set(map, deflated(Buffer.from(fixed, 'latin1')));
    }
  }
}
