/**
 * Everything in a PDF that could hold a word: pages as drawn and as tagged, every string and name of every object whether
 * anything refers to it or not, streams that are text, attachments, older revisions, and the bytes between objects.
 */
import { type Dict, isName, PdfDocument, Stream, type Value } from '../pdf/objects/index.ts';
import { Parser } from '../pdf/objects/parser.ts';
import { readIndirect, searchObjects } from '../pdf/objects/xref.ts';
import { Channel, type Where } from './channel.ts';
import { decoded, readContent } from './content.ts';
import { labelOf } from './labels.ts';
import { type Reader, withReader } from './module.ts';
import { type PageTexts, readPages } from './pages.ts';
import { printable } from './printable.ts';
import { type Stretch, type StringTaker, unescaped, withStrings } from './strings.ts';
import { ofXml } from './xml.ts';
import { isZip, zipEntries } from './zip.ts';

/** An image of a file, still as it stands there. */
export interface FoundImage {
  readonly stream: Stream;
  readonly document: PdfDocument;
  readonly where: Where;
}

export interface FileTexts {
  readonly channels: readonly Channel[];
  readonly images: readonly FoundImage[];
  /** Attachments and what is in them, as bytes. */
  readonly files: readonly { readonly bytes: Buffer; readonly where: Where }[];
}

/** Attachments inside of attachments: more is an attack. */
const deepest = 4;

/** Reads a whole PDF. @throws Error `not a PDF …` */
export function readFile(bytes: Uint8Array): FileTexts {
  const texts = { strings: new Channel(), names: new Channel(8), odd: new Channel(8), fonts: new Channel(16) };
  const found: Found = { ...texts, channels: Object.values(texts), images: [], files: [] };
  withReader((reader) => readPdf(bytes, found, reader));
  return found;
}

interface Found {
  readonly strings: Channel;
  /** Names, except those of destinations. */
  readonly names: Channel;
  /** Bytes that are no text. */
  readonly odd: Channel;
  readonly fonts: Channel;
  readonly channels: Channel[];
  readonly images: FoundImage[];
  readonly files: { bytes: Buffer; where: Where }[];
}

/** @param reader that has nothing else to read meanwhile */
function readPdf(bytes: Uint8Array, found: Found, reader: Reader, attachment?: string, depth = 0): void {
  const document = PdfDocument.read(bytes);
  const inside = (where: Where): Where =>
    attachment === undefined ? where : { what: `${attachment}: ${where.what}`, object: where.object, page: where.page };
  const pages = readPages(document, reader, (key) => inside({ what: labelOf(key) }).what);
  found.channels.push(pages.drawn, pages.tagged, pages.asides);
  const reading = { document, pages, found, inside, depth };
  const file = document.bytes;
  let done = 0;
  for (const { num, at } of searchObjects(file)) {
    if (at < done) continue;
    between(file, done, at, reading);
    done = readObject(file, num, at, reading);
  }
  between(file, done, file.length, reading);
  // Of an attachment the rest was read; a file of our own has no such font.
  if (depth === 0 && pages.fonts.fault) throw pages.fonts.fault;
}

interface Reading {
  readonly document: PdfDocument;
  readonly pages: PageTexts;
  readonly found: Found;
  readonly inside: (where: Where) => Where;
  readonly depth: number;
}

const streamWord = Buffer.from('stream');
const endWord = Buffer.from('endobj');

/** Reads the object at a place of the file. Gives the place after it. */
function readObject(file: Buffer, num: number, at: number, reading: Reading): number {
  const { document } = reading;
  const close = file.indexOf(endWord, at);
  const end = close < 0 ? file.length : close;
  if (file.subarray(at, end).includes(streamWord)) {
    const parser = new Parser(file, at);
    // What another object says cannot be asked of an encrypted file, and the end of the stream is looked for.
    const lengthOf = (length: Value | undefined) =>
      document.isEncrypted && typeof length !== 'number' ? undefined : document.number(length);
    const value = readIndirect(parser, lengthOf)?.value;
    if (value instanceof Stream) {
      // Its dictionary is read as text too: between the object's beginning and the stream's.
      stringsOfPart(file, at, value.raw.byteOffset - file.byteOffset, num, reading);
      readStream(value, num, reading);
      return parser.at;
    }
  }
  stringsOfPart(file, at, end, num, reading);
  return end + endWord.length;
}

const notDestinations =
  /^(?:Kids|K|Contents|Annots|DescendantFonts|Fields|Pages|Order|OCGs|ON|OFF|AF|Threads|B|P|Pg|Parent|Dests|D|Dest|Refs|Ref)$/;

/** Takes strings, names and comments of objects. */
function takerOf(bytes: Buffer, { found, inside }: Pick<Reading, 'found' | 'inside'>): StringTaker {
  const where = ({ num }: Stretch, what: string) => inside({ object: num, what });
  return {
    comment: (text, stretch) => found.strings.add(text, where(stretch, 'comment')),
    text: (text, key, stretch) => {
      const { from, to } = stretch;
      const context = key === 'T' || key === 'Title' ? bytes.toString('latin1', from, Math.min(to, from + 2000)) : 'x';
      found.strings.add(key === 'URI' ? `${text} ${unescaped(text)}` : text, where(stretch, labelOf(key, context)));
    },
    name: (name, at, stretch) => {
      if (isDestination(name, bytes, at)) found.strings.add(name, where(stretch, 'name of a destination'));
      else if (name.length >= 8) found.names.add(name, where(stretch, 'name'));
    },
  };
}

/** Strings, names and comments in a part of a file, which is not read as a whole. */
function stringsOfPart(file: Buffer, from: number, to: number, num: number, reading: Reading): void {
  const part = file.subarray(from, to);
  withStrings(part, (strings) => strings.in({ from: 0, to: part.length, num }, takerOf(part, reading)));
}

const isDestination = (name: string, bytes: Buffer, at: number): boolean =>
  !notDestinations.test(name) && /^[^\s/<>[\](){}%]*\s*\[\s*\d+\s+\d+\s+R/.test(bytes.toString('latin1', at, at + 160));

/** Bytes between objects: comments, tables, trailers, and what does not belong there. */
function between(file: Buffer, from: number, to: number, { found, inside }: Reading): void {
  if (to - from < 4) return;
  const text = file.toString('latin1', from, to).replace(/\d{10} \d{5} [nf]\s*/g, '');
  if (/^[\s]*$/.test(text)) return;
  const where = inside({ what: 'bytes between objects' });
  found.strings.add(text, where);
  if (/[\x80-\xff]/.test(text)) found.strings.add(file.toString('utf8', from, to), where);
  const ignore = () => {};
  withStrings(file.subarray(from, to), (strings) =>
    strings.in(
      { from: 0, to: to - from, num: 0 },
      {
        text: (own, key) => found.strings.add(own, inside({ what: labelOf(key) })),
        name: ignore,
        comment: ignore,
      },
    ),
  );
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
  if (type === 'Metadata' || subtype === 'XML') found.strings.addTorn(ofXml(bytes.toString('utf8')), where('XMP metadata'));
  else if (type === 'EmbeddedFile') readAttachment(bytes, where('attachment'), found, depth);
  else if (isFont(dict, subtype)) printable(bytes, 16, 'ascii', (text) => found.fonts.add(text, where('font')));
  else if (bytes.includes('begincmap')) found.fonts.add(bytes.toString('latin1'), where('map of a font'));
  else {
    const what = 'stream that nothing draws';
    textOf(bytes, where(what), found);
    if (!/\bT[jJ]\b/.test(bytes.toString('latin1'))) return;
    const drawn = new Channel();
    drawn.at(where(what));
    found.channels.push(drawn);
    const resources = document.dict(dict.get('Resources')) ?? pages.resources;
    const aside = (text: string, key: string) => found.strings.add(text, where(labelOf(key)));
    const unspoken = (text: string) => found.strings.addShown(text, where(labelOf('unspoken')));
    readContent(bytes, resources, {
      document,
      fonts: pages.fonts,
      memory: pages.memory,
      shown: drawn,
      marks: [],
      aside,
      unspoken,
      drawn: () => {},
    });
  }
}

const isFont = (dict: Dict, subtype: string | undefined) =>
  dict.has('Length1') || subtype === 'Type1C' || subtype === 'CIDFontType0C' || subtype === 'OpenType';

/** A stream of objects, those among them that no table names too (7.5.7). */
function readContainer(stream: Stream, num: number, reading: Reading): void {
  const { document, found, inside } = reading;
  const bytes = document.opened(num, stream) ?? decoded(stream, document);
  const first = Math.min(bytes.length, Math.max(0, Math.floor(document.number(stream.dict.get('First')) ?? 0)));
  withStrings(bytes, (strings) => {
    const taker = takerOf(bytes, reading);
    const { gap, isSound } = strings.inMembers(first, document.number(stream.dict.get('N')), taker);
    found.strings.add(bytes.toString('latin1', ...gap), inside({ what: 'bytes between objects' }));
    // An index that is wrong may cut a string in two.
    if (!isSound) strings.in({ from: first, to: bytes.length, num: 0 }, taker);
  });
}

function image(stream: Stream, document: PdfDocument, found: Found, where: Where): void {
  found.images.push({ stream, document, where });
  // A photograph keeps the texts that its camera or its editor wrote into it.
  const filter = stream.dict.get('Filter');
  if (isName(filter, 'DCTDecode') || isName(filter, 'JPXDecode'))
    printable(Buffer.from(stream.raw), 8, 'latin', (text) => found.odd.add(text, where));
}

function readAttachment(bytes: Buffer, where: Where, found: Found, depth: number): void {
  found.files.push({ bytes, where });
  if (depth >= deepest) return;
  if (bytes.subarray(0, 1024).includes('%PDF-')) {
    try {
      const name = where.object === undefined ? where.what : `object ${where.object}, ${where.what}`;
      withReader((reader) => readPdf(bytes, found, reader, name, depth + 1));
      return;
    } catch (cause) {
      // What could not be read for want of room is not taken for something else.
      if (cause instanceof RangeError || cause instanceof WebAssembly.RuntimeError) throw cause;
      // It only looks like one.
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

/** Bytes as text, in the encodings that they may have. */
function textOf(bytes: Buffer, where: Where, found: Found): void {
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
  if (/^\s*</.test(text)) found.strings.addTorn(ofXml(text), where);
  else found.strings.add(text, where);
  if (text.includes('\ufffd')) found.strings.add(bytes.toString('latin1'), where);
}
