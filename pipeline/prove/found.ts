/** What a file contains: texts, images and attachments. */
import { isName, type PdfDocument, type Stream } from '../pdf/objects/index.ts';
import type { Channel, Where } from './channel.ts';
import type { PageTexts } from './pages.ts';
import { printable } from './printable.ts';
import { ofXml } from './xml.ts';

/** An image in a file, still encoded. */
export interface FoundImage {
  readonly stream: Stream;
  readonly document: PdfDocument;
  readonly where: Where;
}

/** Everything that a file contains. */
export interface FileTexts {
  readonly channels: readonly Channel[];
  readonly images: readonly FoundImage[];
  /** Attachments and the files inside them, as bytes. */
  readonly files: readonly { readonly bytes: Buffer; readonly where: Where }[];
}

/** The same while it is being collected. */
export interface Found {
  readonly strings: Channel;
  /** Names, except those of destinations. */
  readonly names: Channel;
  /** Text found in binary data. */
  readonly odd: Channel;
  readonly fonts: Channel;
  readonly channels: Channel[];
  readonly images: FoundImage[];
  readonly files: { bytes: Buffer; where: Where }[];
}

/** One PDF being read: the file, or an attachment of it. */
export interface Reading {
  readonly document: PdfDocument;
  readonly pages: PageTexts;
  readonly found: Found;
  readonly inside: (where: Where) => Where;
  readonly depth: number;
}

/** Records an image, and the texts in it. */
export function image(stream: Stream, document: PdfDocument, found: Found, where: Where): void {
  found.images.push({ stream, document, where });
  // A photograph may contain texts from the camera or an editor.
  const filter = stream.dict.get('Filter');
  if (isName(filter, 'DCTDecode') || isName(filter, 'JPXDecode'))
    printable(Buffer.from(stream.raw), 8, 'latin', (text) => found.odd.add(text, where));
}

/** Reads bytes as text, in the encodings that they may have. */
export function textOf(bytes: Buffer, where: Where, found: Found): void {
  const start = bytes.subarray(0, 2048);
  const isWide = (start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0xff && start[1] === 0xfe);
  if (isWide) {
    const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
    found.strings.add((start[0] === 0xfe ? even.swap16() : even).toString('utf16le'), where);
    return;
  }
  const controls = start.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  if (controls > start.length / 50) {
    printable(bytes, 8, 'latin', (text) => found.odd.add(text, where));
    return;
  }
  const text = bytes.toString('utf8');
  if (/^\s*</.test(text)) found.strings.addFragments(ofXml(text), where);
  else found.strings.add(text, where);
  if (text.includes('\ufffd')) found.strings.add(bytes.toString('latin1'), where);
}
