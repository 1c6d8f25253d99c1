/** A document → the bytes of a file (ISO 32000-1, 7.5). The same document gives the same bytes, always. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfDocument } from './document.ts';
import { reachable } from './reach.ts';
import { copyText, type Renumber, serialize } from './serialize.ts';
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
  readonly apart?: ReadonlySet<number>;
  readonly cipher?: Cipher;
  /** zlib's level for streams of objects, 0 to 9. */
  readonly level?: number;
}

/** Objects in one stream of objects: more make a smaller file, and readers unpack the whole for one of them. */
const together = 250;

/**
 * Writes the objects that can be reached from the trailer's `Root`, `Info` and `Encrypt`, numbered anew without gaps in
 * the order of their old numbers. Streams keep their bytes: whoever makes one has encoded it.
 */
export function write(document: PdfDocument, options: WriteOptions = {}): Buffer {
  const { form = 'streams', apart = new Set(), cipher } = options;
  const roots = ['Root', 'Info'].map((key) => document.trailer.get(key));
  const found = reachable(document, roots);
  const kept = [...found.keys()].sort((a, b) => a - b);
  const numbers = new Int32Array(document.size + 1);
  for (const [index, num] of kept.entries()) numbers[num] = index + 1;
  // Its dictionary is no object of the document and has its number already.
  let encryption = 0;
  const renumber: Renumber = (num) => (num < 0 ? encryption : numbers[num]) || undefined;
  const file = new Output(options.version ?? (form === 'table' ? '1.4' : '1.7'));
  const packed: { num: number; text: string }[] = [];
  for (const [index, old] of kept.entries()) {
    const num = index + 1;
    const span = cipher ? undefined : found.get(old);
    const value = span ? null : document.peek(old);
    const isPacked = form === 'streams' && !(value instanceof Stream) && !apart.has(old);
    const strings = cipher && !isPacked ? (bytes: Uint8Array) => cipher.string(bytes, num) : undefined;
    if (value instanceof Stream) file.stream(num, value, renumber, strings, cipher);
    else {
      const text = span ? copyText(span, renumber) : serialize(value, renumber, strings);
      if (isPacked) packed.push({ num, text });
      else file.object(num, text);
    }
  }
  let next = kept.length + 1;
  for (let from = 0; from < packed.length; from += together) {
    file.container(next, packed.slice(from, from + together), options.level ?? 6, cipher);
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

/** Where each object was put. */
type Place = { readonly at: number } | { readonly container: number; readonly index: number };

/** Bytes one after the other, with the place of each object. */
class Output {
  readonly #parts: Uint8Array[] = [];
  readonly #places: Place[] = [];
  #at = 0;

  constructor(version: string) {
    // Four bytes above 127 tell programs that this is no text (7.5.2).
    this.#put(Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1'));
  }

  object(num: number, text: string): void {
    this.#begin(num);
    this.#put(Buffer.from(`${num} 0 obj\n${text}\nendobj\n`, 'latin1'));
  }

  stream(num: number, { dict, raw }: Stream, renumber: Renumber, strings?: (bytes: Uint8Array) => Uint8Array, cipher?: Cipher): void {
    const bytes = cipher ? cipher.stream(raw, num, dict) : raw;
    this.#begin(num);
    const own = new Dict(dict);
    own.set('Length', bytes.length);
    this.#put(Buffer.from(`${num} 0 obj\n${serialize(own, renumber, strings)}\nstream\n`, 'latin1'));
    this.#put(bytes);
    this.#put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  /** Objects in one deflated stream (7.5.7). */
  container(num: number, objects: readonly { num: number; text: string }[], level: number, cipher: Cipher | undefined): void {
    let index = '';
    let body = '';
    for (const [place, object] of objects.entries()) {
      index += `${object.num} ${body.length} `;
      body += `${object.text}\n`;
      this.#places[object.num] = { container: num, index: place };
    }
    const raw = deflateSync(Buffer.from(index + body, 'latin1'), { level });
    const dict = Dict.of({ Type: new Name('ObjStm'), N: objects.length, First: index.length, Filter: new Name('FlateDecode') });
    this.stream(num, new Stream(dict, raw), () => undefined, undefined, cipher);
  }

  /** From the content, so that the same content has the same identifier (14.4 leaves the way open). */
  id(): [Uint8Array, Uint8Array] {
    const hash = createHash('sha256');
    for (const part of this.#parts) hash.update(part);
    const id = hash.digest().subarray(0, 16);
    return [id, id];
  }

  /** Ends the file with a plain table (7.5.4). */
  table(trailer: Dict, renumber: Renumber, size: number): Buffer {
    const start = this.#at;
    const lines = [`xref\n0 ${size}\n0000000000 65535 f \n`];
    for (let num = 1; num < size; num += 1) {
      const place = this.#places[num];
      lines.push(place && 'at' in place ? `${String(place.at).padStart(10, '0')} 00000 n \n` : '0000000000 00000 f \n');
    }
    trailer.set('Size', size);
    lines.push(`trailer\n${serialize(trailer, renumber)}\nstartxref\n${start}\n%%EOF\n`);
    this.#put(Buffer.from(lines.join(''), 'latin1'));
    return Buffer.concat(this.#parts);
  }

  /** Ends the file with a cross-reference stream (7.5.8), row after row the difference from the row above: half as large. */
  references(trailer: Dict, renumber: Renumber, num: number): Buffer {
    const start = this.#at;
    this.#begin(num);
    const size = num + 1;
    const wide = Math.max(2, Math.ceil(Math.log2(start + 1) / 8));
    const width = 1 + wide + 2;
    const rows = Buffer.alloc(size * (width + 1));
    const above = Buffer.alloc(width);
    const row = Buffer.alloc(width);
    for (let at = 0; at < size; at += 1) {
      const place = this.#places[at];
      row.fill(0);
      if (place && 'at' in place) {
        row[0] = 1;
        row.writeUIntBE(place.at, 1, wide);
      } else if (place) {
        row[0] = 2;
        row.writeUIntBE(place.container, 1, wide);
        row.writeUInt16BE(place.index, 1 + wide);
      } else if (at === 0) row.writeUInt16BE(0xffff, 1 + wide);
      const from = at * (width + 1);
      rows[from] = 2;
      for (let byte = 0; byte < width; byte += 1) rows[from + 1 + byte] = ((row[byte] as number) - (above[byte] as number)) & 255;
      row.copy(above);
    }
    const dict = Dict.of({
      Type: new Name('XRef'),
      Size: size,
      W: [1, wide, 2],
      Filter: new Name('FlateDecode'),
      DecodeParms: Dict.of({ Predictor: 12, Columns: width }),
    });
    for (const [key, value] of trailer) dict.set(key, value);
    const raw = deflateSync(rows, { level: 9 });
    dict.set('Length', raw.length);
    this.#put(Buffer.from(`${num} 0 obj\n${serialize(dict, renumber)}\nstream\n`, 'latin1'));
    this.#put(raw);
    this.#put(Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(this.#parts);
  }

  #begin(num: number): void {
    this.#places[num] = { at: this.#at };
  }

  #put(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#at += bytes.length;
  }
}

/** A stream of these bytes, deflated. */
export function deflated(bytes: Uint8Array, dict: Dict = new Dict(), level = 6): Stream {
  const own = new Dict(dict);
  own.set('Filter', new Name('FlateDecode'));
  return new Stream(own, deflateSync(bytes, { level }));
}
