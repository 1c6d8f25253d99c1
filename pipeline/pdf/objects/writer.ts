/** Writes a document to the bytes of a file (ISO 32000-1, 7.5), deterministically. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { textOf } from './copy.ts';
import type { PdfDocument } from './document.ts';
import { reach } from './reach.ts';
import { type Renumber, serialize } from './serialize.ts';
import { Dict, Name, PdfString, Ref, Stream } from './values.ts';

/** Encrypts the bytes of an object, by its new number (7.6). */
export interface Cipher {
  readonly string: (bytes: Uint8Array, num: number) => Uint8Array;
  readonly stream: (bytes: Uint8Array, num: number, dict: Dict) => Uint8Array;
  /** The encryption dictionary; written unencrypted and never in an object stream. */
  readonly dictionary: Dict;
}

export interface WriteOptions {
  /** Object streams and a cross-reference stream (the default), or a plain table that every reader understands. */
  readonly form?: 'streams' | 'table';
  /** Version in the header: 1.7 by default, 1.4 with a plain table. */
  readonly version?: string;
  /** The two parts of `/ID`, sixteen bytes each; by default a hash of the file. */
  readonly id?: readonly [Uint8Array, Uint8Array];
  /** Numbers (in the document) of objects not to be packed into object streams: a signature's bytes must be in the file itself. */
  readonly outsideStreams?: ReadonlySet<number>;
  /** Only with object streams. */
  readonly cipher?: Cipher;
  /** zlib level for object streams, 0 to 9. */
  readonly level?: number;
}

/** Default zlib level: 5 gives three quarters of the size of 1; 6 takes 40 % longer for 3 % less, 9 three times as long. */
export const level = 5;

/** Objects per object stream: more make a smaller file, but readers must decompress the whole stream for any one of them. */
const objectsPerStream = 250;

/**
 * Writes the objects that are reachable from the trailer's `Root`, `Info` and `Encrypt`, renumbered without gaps in the order of
 * their old numbers. Streams keep their bytes: they are already encoded.
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
  // The encryption dictionary is not an object of the document; it is referred to as -1 until it has a number.
  let encryption = 0;
  const renumber: Renumber = (num) => (num < 0 ? encryption : numbers[num]) || undefined;
  const file = new Output(options.version ?? (form === 'table' ? '1.4' : '1.7'));
  const objectStreams: ObjectStream[] = [];
  for (const [old, { copy, value }] of reached) {
    const num = numbers[old] as number;
    const isPacked = form === 'streams' && !(value instanceof Stream) && (copy !== undefined || !outsideStreams.has(old));
    const strings = cipher && !isPacked ? (bytes: Uint8Array) => cipher.string(bytes, num) : undefined;
    if (value instanceof Stream) file.stream(num, value, renumber, strings, cipher);
    else {
      const text = copy ? textOf(copy, renumber) : serialize(value, renumber, strings);
      if (isPacked) openObjectStream(objectStreams).add(num, text);
      else file.object(num, text);
    }
  }
  let next = count + 1;
  for (const objectStream of objectStreams) {
    file.container(next, objectStream, options.level ?? level, cipher);
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

/** The content of one object stream (7.5.7). */
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

/** The last object stream, or a new one if it is full. */
function openObjectStream(objectStreams: ObjectStream[]): ObjectStream {
  const last = objectStreams.at(-1);
  if (last && last.nums.length < objectsPerStream) return last;
  const fresh = new ObjectStream();
  objectStreams.push(fresh);
  return fresh;
}

/** The location of a written object: in the file, or in an object stream. */
interface Place {
  readonly at: number;
  readonly container?: number;
}

/** Collects the bytes of the file and the location of each object. */
class Output {
  readonly #parts: Uint8Array[] = [];
  readonly #places: Place[] = [];
  /** Pending text after the parts. Only Latin-1 characters. */
  #text: string;
  /** Total length of the parts. */
  #before = 0;

  constructor(version: string) {
    // Four bytes above 127 show that the file is binary (7.5.2).
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

  /** Writes an object stream (7.5.7). */
  container(num: number, { nums, index, body }: ObjectStream, effort: number, cipher: Cipher | undefined): void {
    for (const [at, own] of nums.entries()) this.#places[own] = { at, container: num };
    const raw = deflateSync(Buffer.from(index + body, 'latin1'), { level: effort });
    const dict = Dict.of({ Type: new Name('ObjStm'), N: nums.length, First: index.length, Filter: new Name('FlateDecode') });
    this.stream(num, new Stream(dict, raw), () => undefined, undefined, cipher);
  }

  /** Derived from the content, so that the same content has the same identifier (14.4 does not prescribe how). */
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

  /** Ends the file with a cross-reference stream (7.5.8); each row stores the difference from the row above, which halves its size. */
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

  /** Rows of a cross-reference stream, with `wide` bytes for an offset. */
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

  /** Appends bytes, which must not be changed afterwards. */
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

/** A stream with these bytes, compressed. */
export function deflated(bytes: Uint8Array, dict: Dict = new Dict(), effort = level): Stream {
  const own = new Dict(dict);
  own.set('Filter', new Name('FlateDecode'));
  return new Stream(own, deflateSync(bytes, { level: effort }));
}
