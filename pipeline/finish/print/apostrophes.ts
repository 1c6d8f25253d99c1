/**
 * In Source Serif the apostrophe and U+02BC share a glyph, and Chrome's ToUnicode map (ISO 32000-1, 9.10.3) names the
 * second, so that a search for "Minister’s" finds nothing. The maps are put right in place.
 */
import { Dict, deflated, type PdfDocument, Ref, type Stream } from '../../pdf/objects/index.ts';

/**
 * A glyph that is only a part of a letter (the dots of an Arabic one), for which Chrome writes U+0000, which may not stand
 * there (ISO 14289-1, 7.21.7). The joiner is as good as nothing to whoever searches or reads aloud.
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
      const mended = text.replaceAll('<02BC>', '<2019>').replace(nothing, '$1 <200D>');
      if (mended !== text) pdf.set(map, deflated(Buffer.from(mended, 'latin1')));
    }
  }
}
