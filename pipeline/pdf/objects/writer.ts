/** A document → the bytes of a file (ISO 32000-1, 7.5). The same document gives the same bytes, always. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfDocument } from './document.ts';
import { copyOwn } from './own.ts';
import { reachable } from './reach.ts';
import { copyText, type Renumber, serialize } from './serialize.ts';
import { Sink } from './sink.ts';
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

/** How hard zlib tries: 5 leaves three quarters of what 1 does; 6 takes 40 % longer for 3 % less, 9 three times as long. */
export const level = 5;

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
  const packs: Pack[] = [];
  for (const [index, old] of kept.entries()) {
    const num = index + 1;
    const span = cipher ? undefined : found.get(old);
    const value = span ? null : document.peek(old);
    const isPacked = form === 'streams' && !(value instanceof Stream) && !apart.has(old);
    const strings = cipher && !isPacked ? (bytes: Uint8Array) => cipher.string(bytes, num) : undefined;
    if (value instanceof Stream) file.stream(num, value, renumber, strings, cipher);
    else {
      const pack = isPacked ? openPack(packs) : undefined;
      const sink = pack?.begin(num) ?? file.begin(num);
      if (span?.references) copyOwn(span, span.references, numbers, sink);
      else sink.write(span ? copyText(span, renumber) : serialize(value, renumber, strings));
      sink.write(pack ? '\n' : '\nendobj\n');
    }
  }
  let next = kept.length + 1;
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
    file.begin(next).write(`${serialize(cipher.dictionary, renumber)}\nendobj\n`);
    encryption = next;
    trailer.set('Encrypt', new Ref(-1));
    next += 1;
  }
  const [first, second] = options.id ?? file.id();
  trailer.set('ID', [new PdfString(first), new PdfString(second)]);
  return form === 'table' ? file.table(trailer, renumber, next) : file.references(trailer, renumber, next);
}

/** What goes into one stream of objects (7.5.7). */
class Pack {
  readonly nums: number[] = [];
  readonly #starts: number[] = [];
  readonly #body = new Sink(1 << 15);

  /** Gives where the object's text is written to. */
  begin(num: number): Sink {
    this.nums.push(num);
    this.#starts.push(this.#body.length);
    return this.#body;
  }

  /** Numbers and places of the objects, which stand before them. */
  get index(): string {
    return this.nums.map((num, at) => `${num} ${this.#starts[at]} `).join('');
  }

  get body(): Buffer {
    return this.#body.bytes;
  }
}

/** The pack that is not full. */
function openPack(packs: Pack[]): Pack {
  const last = packs.at(-1);
  if (last && last.nums.length < together) return last;
  const fresh = new Pack();
  packs.push(fresh);
  return fresh;
}

/** Where each object was put. */
type Place = { readonly at: number } | { readonly container: number; readonly index: number };

/** Bytes one after the other, with the place of each object. */
class Output {
  readonly #parts: Uint8Array[] = [];
  readonly #places: Place[] = [];
  /** What follows the parts. */
  #text = new Sink(1 << 15);
  /** Bytes in the parts. */
  #before = 0;

  constructor(version: string) {
    // Four bytes above 127 tell programs that this is no text (7.5.2).
    this.#text.write(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`);
  }

  /** Gives where an object's text is written to, and that it ends. */
  begin(num: number): Sink {
    this.#places[num] = { at: this.#at };
    this.#text.whole(num);
    this.#text.write(' 0 obj\n');
    return this.#text;
  }

  stream(num: number, { dict, raw }: Stream, renumber: Renumber, strings?: (bytes: Uint8Array) => Uint8Array, cipher?: Cipher): void {
    const bytes = cipher ? cipher.stream(raw, num, dict) : raw;
    const own = new Dict(dict);
    own.set('Length', bytes.length);
    this.begin(num).write(`${serialize(own, renumber, strings)}\nstream\n`);
    this.#put(bytes);
    this.#text.write('\nendstream\nendobj\n');
  }

  /** Objects in one deflated stream (7.5.7). */
  container(num: number, { nums, index, body }: Pack, effort: number, cipher: Cipher | undefined): void {
    for (const [place, own] of nums.entries()) this.#places[own] = { container: num, index: place };
    const raw = deflateSync(Buffer.concat([Buffer.from(index, 'latin1'), body]), { level: effort });
    const dict = Dict.of({ Type: new Name('ObjStm'), N: nums.length, First: index.length, Filter: new Name('FlateDecode') });
    this.stream(num, new Stream(dict, raw), () => undefined, undefined, cipher);
  }

  /** From the content, so that the same content has the same identifier (14.4 leaves the way open). */
  id(): [Uint8Array, Uint8Array] {
    const hash = createHash('sha256');
    for (const part of this.#parts) hash.update(part);
    hash.update(this.#text.bytes);
    const id = hash.digest().subarray(0, 16);
    return [id, id];
  }

  /** Ends the file with a plain table (7.5.4). */
  table(trailer: Dict, renumber: Renumber, size: number): Buffer {
    const start = this.#at;
    const text = this.#text;
    text.write(`xref\n0 ${size}\n0000000000 65535 f \n`);
    for (let num = 1; num < size; num += 1) {
      const place = this.#places[num];
      text.write(place && 'at' in place ? `${String(place.at).padStart(10, '0')} 00000 n \n` : '0000000000 00000 f \n');
    }
    trailer.set('Size', size);
    text.write(`trailer\n${serialize(trailer, renumber)}\nstartxref\n${start}\n%%EOF\n`);
    return this.#whole();
  }

  /** Ends the file with a cross-reference stream (7.5.8), row after row the difference from the row above: half as large. */
  references(trailer: Dict, renumber: Renumber, num: number): Buffer {
    const start = this.#at;
    this.#places[num] = { at: start };
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
    this.begin(num).write(`${serialize(dict, renumber)}\nstream\n`);
    this.#put(raw);
    this.#text.write(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`);
    return this.#whole();
  }

  get #at(): number {
    return this.#before + this.#text.length;
  }

  /** Bytes that are not copied before all is put together. */
  #put(bytes: Uint8Array): void {
    this.#parts.push(this.#text.bytes, bytes);
    this.#before += this.#text.length + bytes.length;
    this.#text = new Sink(256);
  }

  #whole(): Buffer {
    return Buffer.concat([...this.#parts, this.#text.bytes]);
  }
}

/** A stream of these bytes, deflated. */
export function deflated(bytes: Uint8Array, dict: Dict = new Dict(), effort = level): Stream {
  const own = new Dict(dict);
  own.set('Filter', new Name('FlateDecode'));
  return new Stream(own, deflateSync(bytes, { level: effort }));
}
