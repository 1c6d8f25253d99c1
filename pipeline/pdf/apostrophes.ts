/**
 * In Source Serif the apostrophe and U+02BC share a glyph, and Chrome's ToUnicode map (ISO 32000-1, 9.10.3) names the
 * second, so that a search for "Minister’s" finds nothing. The map is put right.
 */
import type { PdfFile } from './file.ts';
import { PdfFile as Pdf } from './file.ts';
import { fontReferences } from './glyphs.ts';

/** New ToUnicode maps by object number. */
export function apostropheMaps(pdf: PdfFile): Map<number, Uint8Array> {
  const fonts = new Set(pdf.pages().flatMap((page) => fontReferences(pdf.object(page)).map(([, object]) => object)));
  const changed = new Map<number, Uint8Array>();
  for (const font of fonts) {
    const map = Pdf.reference(pdf.object(font), 'ToUnicode');
    const text = map === undefined ? '' : pdf.stream(map).toString('latin1');
    if (map !== undefined && text.includes('<02BC>')) changed.set(map, Buffer.from(text.replaceAll('<02BC>', '<2019>'), 'latin1'));
  }
  return changed;
}
