/** Document information dates (ISO 32000-1, 7.9.4), changed in place so that no offset moves. */
import { PdfFile } from './file.ts';

/**
 * A copy of the PDF in which both dates are the pack's.
 * @param date ISO day
 */
export function withDate(pdf: PdfFile, date: string): Uint8Array {
  const bytes = Buffer.from(pdf.bytes);
  const info = PdfFile.reference(pdf.trailer, 'Info');
  if (info === undefined) return bytes;
  const start = pdf.offset(info);
  const text = bytes.toString('latin1', start, bytes.indexOf('endobj', start));
  const stamp = `D:${date.replaceAll('-', '')}000000+00'00'`;
  for (const match of text.matchAll(/\/(?:CreationDate|ModDate) \(([^)]*)\)/g)) {
    const old = match[1] as string;
    if (old.length === stamp.length) bytes.write(stamp, start + match.index + match[0].indexOf('(') + 1, 'latin1');
  }
  return bytes;
}
