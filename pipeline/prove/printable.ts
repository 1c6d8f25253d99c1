/** Text among bytes that are none: fonts, photographs, attachments of any kind. */
import { withReader } from './module.ts';

/**
 * Stretches that read like text, one byte or two for a character.
 * @param least characters of a stretch
 * @param letters bytes that may be a character: outlines of fonts are full of bytes beyond ASCII that mean none
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
