/** Text among bytes that are none: fonts, photographs, attachments of any kind. */
import { type Reader, readerAfter } from './module.ts';

let reader: Reader | undefined;

/**
 * Stretches that read like text, one byte or two for a character.
 * @param least characters of a stretch
 * @param letters bytes that may be a character: outlines of fonts are full of bytes beyond ASCII that mean none
 */
export function printable(bytes: Buffer, least: number, letters: 'ascii' | 'latin', tell: (text: string) => void): void {
  reader = readerAfter(reader);
  reader.put([bytes], 'none');
  const found: string[] = [];
  reader.host = { stretch: (from, to) => void found.push(bytes.toString('latin1', from, to).replaceAll('\0', '')) };
  reader.exports.printable(least, letters === 'latin' ? 1 : 0);
  reader.host = {};
  found.forEach(tell);
}
