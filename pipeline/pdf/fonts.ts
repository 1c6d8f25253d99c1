/** Names of the fonts in a PDF, without the tag of their subset. */
import type { PdfFile } from './file.ts';

export function embeddedFonts(pdf: PdfFile): ReadonlySet<string> {
  const text = Buffer.from(pdf.bytes.buffer, pdf.bytes.byteOffset, pdf.bytes.byteLength).toString('latin1');
  return new Set([...text.matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([^\s/<>[\]()]+)/g)].map((match) => match[1] as string));
}
