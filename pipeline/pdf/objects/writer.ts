/** A document → the bytes of a file (ISO 32000-1, 7.5). The same document gives the same bytes, always. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { textOf } from './copy.ts';
import type { PdfDocument } from './document.ts';
import { reach } from './reach.ts';
import { type Renumber, serialize } from './serialize.ts';
import { Dict, Name, PdfString, Ref, Stream } from './values.ts';

/** What encrypts an object's bytes, by its new number (7.6). */
export interface Cipher {
  readonly string: (bytes: Uint8Array, num: number) => Uint8Array;
  readonly stream: (bytes: Uint8Array, num: number, dict: Dict) => Uint8Array;
  /** The encryption dictionary; it is written as it is, and never into a stream of objects. */
  readonly dictionary: Dict;
}

export interface WriteOptions {
  /** Streams of objects and a cross-reference stream (the default), or a plain table that every reader since 1993 understands. */
  readonly form?: 'streams' | 'table';
  /** Version in the header: 1.7 by default, 1.4 with a plain table. */
  readonly version?: string;
  /** Sixteen bytes for both parts of `/ID`, or two; by default the file's own hash. */
  readonly id?: readonly [Uint8Array, Uint8Array];
  /** Objects, by their numbers in the document, that are written outside of streams of objects: a signature's bytes must stand in the file. */
  readonly outsideStreams?: ReadonlySet<number>;
  /** With streams of objects only. */
  readonly cipher?: Cipher;
  /** zlib's level for streams of objects, 0 to 9. */
  readonly level?: number;
}

/** How hard zlib tries: 5 leaves three quarters of what 1 does; 6 takes 40 % longer for 3 % less, 9 three times as long. */
export const level = 5;

/** Objects in one stream of objects: more make a smaller file, and readers unpack the whole for one of them. */
const together = 250;

/**
 * Writes the objects that can be reached from the trailer's `Root`, `Info` and `Encrypt`, numbered anew without gaps in
 * the order of their old numbers. Streams keep their bytes: whoever makes one has encoded it.
 */
export function write(document: PdfDocument, options: WriteOptions = {}): Buffer {
  const { outsideStreams = new Set(), cipher } = options;
  const form = cipher ? 'streams' : (options.form ?? 'streams');
  const roots = ['Root', 'Info'].map((key) => document.trailer.get(key));
  const reached = reach(document, roots);
  const numbers = new Int32Array(document.size + 1);
  let count = 0;
  for (const old of reached.keys()) {
    count += 1;
    numbers[old] = count;
  }
  // The encryption dictionary is no object of the document and has its number already.
  let encryption = 0;
  const renumber: Renumber = (num) => (num < 0 ? encryption : numbers[num]) || undefined;
  const file = new Output(options.version ?? (form === 'table' ? '1.4' : '1.7'));
  const packs: ObjectStream[] = [];
  for (const [old, { copy, value }] of reached) {
    const num = numbers[old] as number;
    const isPacked = form === 'streams' && !(value instanceof Stream) && (copy !== undefined || !outsideStreams.has(old));
    const strings = cipher && !isPacked ? (bytes: Uint8Array) => cipher.string(bytes, num) : undefined;
    if (value instanceof Stream) file.stream(num, value, renumber, strings, cipher);
    else {
      const text = copy ? textOf(copy, renumber) : serialize(value, renumber, strings);
      if (isPacked) openObjectStream(packs).add(num, text);
      else file.object(num, text);
    }
  }
  let next = count + 1;
  for (const pack of packs) {
    file.container(next, pack, options.level ?? level, cipher);
    next += 1;
  }
  const trailer = new Dict();
  for (const [key, root] of [
    ['Root', roots[0]],
    ['Info', roots[1]],
  ] as const)
    if (root instanceof Ref && numbers[root.num]) trailer.set(key, new Ref(root.num));
  if (cipher) {
    file.object(next, serialize(cipher.dictionary, renumber));
    encryption = next;
    trailer.set('Encrypt', new Ref(-1));
    next += 1;
  }
  const [first, second] = options.id ?? file.id();
  trailer.set('ID', [new PdfString(first), new PdfString(second)]);
  return form === 'table' ? file.table(trailer, renumber, next) : file.references(trailer, renumber, next);
}

/** What goes into one stream of objects (7.5.7). */
class ObjectStream {
  readonly nums: number[] = [];
  index = '';
  body = '';

  add(num: number, text: string): void {
    this.nums.push(num);
    this.index += `${num} ${this.body.length} `;
    this.body += `${text}\n`;
  }
}

/** The pack that is not full. */
function openObjectStream(packs: ObjectStream[]): ObjectStream {
  const last = packs.at(-1);
  if (last && last.nums.length < together) return last;
  const fresh = new ObjectStream();
  packs.push(fresh);
  return fresh;
}

/** Where an object was put: in the file, or in a stream of objects. */
interface Place {
  readonly at: number;
  readonly container?: number;
}

/** Bytes one after the other, with the place of each object. */
class Output {
  readonly #parts: Uint8Array[] = [];
  readonly #places: Place[] = [];
  /** What follows the parts. Only characters of Latin-1. */
  #text: string;
  /** Bytes in the parts. */
  #before = 0;

  constructor(version: string) {
    // Four bytes above 127 tell programs that this is no text (7.5.2).
    this.#text = `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`;
  }

  object(num: number, text: string): void {
    this.#begin(num);
    this.#text += `${num} 0 obj\n${text}\nendobj\n`;
  }

  stream(num: number, { dict, raw }: Stream, renumber: Renumber, strings?: (bytes: Uint8Array) => Uint8Array, cipher?: Cipher): void {
    const bytes = cipher ? cipher.stream(raw, num, dict) : raw;
    const own = new Dict(dict);
    own.set('Length', bytes.length);
    this.#begin(num);
    this.#text += `${num} 0 obj\n${serialize(own, renumber, strings)}\nstream\n`;
    this.#put(bytes);
    this.#text += '\nendstream\nendobj\n';
  }

  /** Objects in one deflated stream (7.5.7). */
  container(num: number, { nums, index, body }: ObjectStream, effort: number, cipher: Cipher | undefined): void {
    for (const [at, own] of nums.entries()) this.#places[own] = { at, container: num };
    const raw = deflateSync(Buffer.from(index + body, 'latin1'), { level: effort });
    const dict = Dict.of({ Type: new Name('ObjStm'), N: nums.length, First: index.length, Filter: new Name('FlateDecode') });
    this.stream(num, new Stream(dict, raw), () => undefined, undefined, cipher);
  }

  /** From the content, so that the same content has the same identifier (14.4 leaves the way open). */
  id(): [Uint8Array, Uint8Array] {
    const hash = createHash('sha256');
    this.#flush();
    for (const part of this.#parts) hash.update(part);
    const id = hash.digest().subarray(0, 16);
    return [id, id];
  }

  /** Ends the file with a plain table (7.5.4). */
  table(trailer: Dict, renumber: Renumber, size: number): Buffer {
    const start = this.#at;
    this.#text += `xref\n0 ${size}\n0000000000 65535 f \n`;
    for (let num = 1; num < size; num += 1) {
      const place = this.#places[num];
      this.#text += place ? `${String(place.at).padStart(10, '0')} 00000 n \n` : '0000000000 00000 f \n';
    }
    trailer.set('Size', size);
    this.#text += `trailer\n${serialize(trailer, renumber)}\nstartxref\n${start}\n%%EOF\n`;
    return this.#whole();
  }

  /** Ends the file with a cross-reference stream (7.5.8), row after row the difference from the row above: half as large. */
  references(trailer: Dict, renumber: Renumber, num: number): Buffer {
    const start = this.#at;
    this.#begin(num);
    const size = num + 1;
    const wide = Math.max(2, Math.ceil(Math.log2(start + 1) / 8));
    const dict = Dict.of({
      Type: new Name('XRef'),
      Size: size,
      W: [1, wide, 2],
      Filter: new Name('FlateDecode'),
      DecodeParms: Dict.of({ Predictor: 12, Columns: 3 + wide }),
    });
    for (const [key, value] of trailer) dict.set(key, value);
    const raw = deflateSync(this.#rows(size, wide), { level });
    dict.set('Length', raw.length);
    this.#text += `${num} 0 obj\n${serialize(dict, renumber)}\nstream\n`;
    this.#put(raw);
    this.#text += `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
    return this.#whole();
  }

  /** Rows of a cross-reference stream, with so many bytes for a place in the file. */
  #rows(size: number, wide: number): Buffer {
    const width = 3 + wide;
    const rows = Buffer.alloc(size * (width + 1));
    const above = Buffer.alloc(width);
    const row = Buffer.alloc(width);
    for (let num = 0; num < size; num += 1) {
      const place = this.#places[num];
      row.fill(0);
      row[0] = place === undefined ? 0 : place.container ? 2 : 1;
      row.writeUIntBE(place?.container ?? place?.at ?? 0, 1, wide);
      row.writeUInt16BE(place?.container ? place.at : num === 0 ? 0xffff : 0, 1 + wide);
      const from = num * (width + 1);
      rows[from] = 2;
      for (let byte = 0; byte < width; byte += 1) rows[from + 1 + byte] = (row[byte] as number) - (above[byte] as number);
      row.copy(above);
    }
    return rows;
  }

  get #at(): number {
    return this.#before + this.#text.length;
  }

  #begin(num: number): void {
    this.#places[num] = { at: this.#at };
  }

  /** Bytes that nobody changes. */
  #put(bytes: Uint8Array): void {
    this.#flush();
    this.#parts.push(bytes);
    this.#before += bytes.length;
  }

  #flush(): void {
    this.#parts.push(Buffer.from(this.#text, 'latin1'));
    this.#before += this.#text.length;
    this.#text = '';
  }

  #whole(): Buffer {
    this.#flush();
    return Buffer.concat(this.#parts);
  }
}

/** A stream of these bytes, deflated. */
export function deflated(bytes: Uint8Array, dict: Dict = new Dict(), effort = level): Stream {
  const own = new Dict(dict);
  own.set('Filter', new Name('FlateDecode'));
  return new Stream(own, deflateSync(bytes, { level: effort }));
}
