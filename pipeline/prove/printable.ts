/** Text in binary data: fonts, photographs, attachments of any kind. */
import { withReader } from './module.ts';

/**
 * Reports byte ranges that read like text, with one byte or two per character.
 * @param least minimum number of characters
 * @param letters which bytes may be characters: outlines of fonts are full of bytes beyond ASCII that are not
 */
export function printable(bytes: Buffer, least: number, letters: 'ascii' | 'latin', report: (text: string) => void): void {
  const found: string[] = [];
  withReader((reader) => {
    reader.put([bytes], 'none');
    reader.host = { stretch: (from, to) => void found.push(bytes.toString('latin1', from, to).replaceAll('\0', '')) };
    reader.exports.printable(least, letters === 'latin' ? 1 : 0);
  });
  found.forEach(report);
}
