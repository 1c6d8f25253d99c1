/**
 * Everything in a PDF that could contain a word: pages as drawn and as tagged, every string and name of every object, referenced
 * or not, text streams, attachments, older revisions, and the bytes between objects.
 */
import { type Dict, PdfDocument, Stream, type Value } from '../pdf/objects/index.ts';
import { readIndirect, searchObjects } from '../pdf/objects/indirect.ts';
import { Parser } from '../pdf/objects/parser.ts';
import { Channel, type Where } from './channel.ts';
import { decoded, readContent } from './content.ts';
import { type FileTexts, type Found, image, type Reading, textOf } from './found.ts';
import { labelOf } from './labels.ts';
import { between, readContainer, stringsOfPart } from './object-strings.ts';
import { readPages } from './pages.ts';
import { printable } from './printable.ts';
import { ofXml } from './xml.ts';
import { isZip, zipEntries } from './zip.ts';

/** Nesting of attachments: a deeper one is an attack. */
const maxDepth = 4;

/** Reads a whole PDF. @throws Error `not a PDF …` */
export function readFile(bytes: Uint8Array): FileTexts {
  const texts = { strings: new Channel(), names: new Channel(8), odd: new Channel(8), fonts: new Channel(16) };
  const found: Found = { ...texts, channels: Object.values(texts), images: [], files: [] };
  readPdf(bytes, found);
  return found;
}

function readPdf(bytes: Uint8Array, found: Found, attachment?: string, depth = 0): void {
  const document = PdfDocument.read(bytes);
  const inside = (where: Where): Where =>
    attachment === undefined ? where : { what: `${attachment}: ${where.what}`, object: where.object, page: where.page };
  const pages = readPages(document, (key) => inside({ what: labelOf(key) }).what);
  found.channels.push(pages.drawn, pages.tagged, pages.asides);
  for (const { stream, page } of pages.images) image(stream, document, found, inside({ page, what: 'image' }));
  const reading = { document, pages, found, inside, depth };
  const file = document.bytes;
  let done = 0;
  for (const { num, at } of searchObjects(file)) {
    if (at < done) continue;
    between(file, done, at, reading);
    done = readObject(file, num, at, reading);
  }
  between(file, done, file.length, reading);
  // In an attachment the rest was still read; our own files never have such a font.
  if (depth === 0 && pages.fonts.error) throw pages.fonts.error;
}

const streamWord = Buffer.from('stream');
const endWord = Buffer.from('endobj');

/** Reads the object at an offset. Returns the offset after it. */
function readObject(file: Buffer, num: number, at: number, reading: Reading): number {
  const { document } = reading;
  const close = file.indexOf(endWord, at);
  const end = close < 0 ? file.length : close;
  if (file.subarray(at, end).includes(streamWord)) {
    const parser = new Parser(file, at);
    // In an encrypted file, a length in another object cannot be resolved; the end of the stream is searched for instead.
    const lengthOf = (length: Value | undefined) =>
      document.isEncrypted && typeof length !== 'number' ? undefined : document.number(length);
    const value = readIndirect(parser, lengthOf)?.value;
    if (value instanceof Stream) {
      // The dictionary is read as text too: from the start of the object to the start of the stream.
      stringsOfPart(file, at, value.raw.byteOffset - file.byteOffset, num, reading);
      readStream(value, num, reading);
      return parser.at;
    }
  }
  stringsOfPart(file, at, end, num, reading);
  return end + endWord.length;
}

function readStream(stream: Stream, num: number, reading: Reading): void {
  const { document, pages, found, inside, depth } = reading;
  const { dict, raw } = stream;
  const type = document.name(dict.get('Type'));
  const subtype = document.name(dict.get('Subtype'));
  const where = (what: string) => inside({ object: num, what });
  if (type === 'XRef' || pages.seen.has(raw.byteOffset)) {
    if (subtype === 'Image') image(stream, document, found, where('image'));
    return;
  }
  if (type === 'ObjStm') {
    readContainer(stream, num, reading);
    return;
  }
  if (subtype === 'Image') {
    image(stream, document, found, where('image that no page draws'));
    return;
  }
  const bytes = decoded(stream, document);
  if (type === 'Metadata' || subtype === 'XML') found.strings.addFragments(ofXml(bytes.toString('utf8')), where('XMP metadata'));
  else if (type === 'EmbeddedFile') readAttachment(bytes, where('attachment'), found, depth);
  else if (isFont(dict, subtype)) printable(bytes, 16, 'ascii', (text) => found.fonts.add(text, where('font')));
  else if (bytes.includes('begincmap')) found.fonts.add(bytes.toString('latin1'), where('font character map'));
  else {
    const what = 'stream that no page draws';
    textOf(bytes, where(what), found);
    if (!/\b(?:T[jJ]|ID)\b/.test(bytes.toString('latin1'))) return;
    const drawn = new Channel();
    drawn.at(where(what));
    found.channels.push(drawn);
    const resources = document.dict(dict.get('Resources')) ?? pages.resources;
    const aside = (text: string, key: string) => found.strings.add(text, where(labelOf(key)));
    const replacedText = (text: string) => found.strings.addShown(text, where(labelOf('replacedText')));
    readContent(bytes, resources, {
      document,
      fonts: pages.fonts,
      memory: pages.memory,
      shown: drawn,
      marks: [],
      aside,
      replacedText,
      drawn: () => {},
      inline: (one) => image(one, document, found, where('image among the operators of a stream that no page draws')),
    });
  }
}

const isFont = (dict: Dict, subtype: string | undefined) =>
  dict.has('Length1') || subtype === 'Type1C' || subtype === 'CIDFontType0C' || subtype === 'OpenType';

function readAttachment(bytes: Buffer, where: Where, found: Found, depth: number): void {
  found.files.push({ bytes, where });
  if (depth >= maxDepth) return;
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    try {
      const name = where.object === undefined ? where.what : `object ${where.object}, ${where.what}`;
      readPdf(bytes, found, name, depth + 1);
      return;
    } catch (cause) {
      // Running out of memory must not be mistaken for "not a PDF".
      if (cause instanceof RangeError) throw cause;
      // It only looks like a PDF.
    }
  }
  if (!isZip(bytes)) {
    textOf(bytes, where, found);
    return;
  }
  for (const { name, content } of zipEntries(bytes)) {
    found.strings.add(name, where);
    readAttachment(content, where, found, depth + 1);
  }
}
