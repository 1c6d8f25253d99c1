/** A document → the bytes of a file (ISO 32000-1, 7.5). The same document gives the same bytes, always. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfDocument } from './document.ts';
import { type Engine, type Packed, withEngine } from './engine.ts';
import { type Renumber, serialize } from './serialize.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';

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
 * the order of their old numbers. Streams keep their bytes: whoever makes one has encoded it. WebAssembly does what is done
 * for every byte (`wasm/`).
 */
export function write(document: PdfDocument, options: WriteOptions = {}): Buffer {
  return withEngine((engine) => writeWith(engine, document, options));
}

function writeWith(engine: Engine, document: PdfDocument, options: WriteOptions): Buffer {
  const { apart = new Set(), cipher } = options;
  const form = cipher ? 'streams' : (options.form ?? 'streams');
  const roots = ['Root', 'Info'].map((key) => document.trailer.get(key));
  const { kept, values } = engine.reach(document, roots);
  const numbers = new Int32Array(document.size + 1);
  for (let index = 0; index < kept.length; index += 1) numbers[kept[index] as number] = index + 1;
  // The encryption dictionary is no object of the document and has its number already.
  let encryption = 0;
  const renumber: Renumber = (num) => (num < 0 ? encryption : numbers[num]) || undefined;
  const isAlone = ([num, value]: readonly [number, Value]) => value instanceof Stream || (form === 'streams' && apart.has(num));
  for (const one of values) if (!isAlone(one)) engine.setText(one[0], serialize(one[1], renumber));
  engine.beginFile(kept.length + Math.ceil(kept.length / together) + 4);
  const file = new Output(engine, options.version ?? (form === 'table' ? '1.4' : '1.7'));
  /** Objects that are written. */
  let done = 0;
  for (const one of values) {
    if (!isAlone(one)) continue;
    const [old, value] = one;
    const num = numbers[old] as number;
    if (form === 'table') file.objects(done, num - 1);
    done = num;
    const strings = cipher ? (bytes: Uint8Array) => cipher.string(bytes, num) : undefined;
    if (value instanceof Stream) file.stream(num, value, renumber, strings, cipher);
    else file.object(num, serialize(value, renumber, strings));
  }
  let next = kept.length + 1;
  if (form === 'table') file.objects(done, kept.length);
  else {
    for (let pack = engine.pack(0, kept.length, together, next); pack; pack = engine.pack(pack.next, kept.length, together, next)) {
      file.container(next, pack, options.level ?? level, cipher);
      next += 1;
    }
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

/** Bytes one after the other, with the place of each object. */
class Output {
  readonly #engine: Engine;
  readonly #parts: Uint8Array[] = [];
  #at = 0;

  constructor(engine: Engine, version: string) {
    this.#engine = engine;
    // Four bytes above 127 tell programs that this is no text (7.5.2).
    this.#write(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`);
  }

  /** Those that the engine has as text, from one to another, which is not included. */
  objects(from: number, to: number): void {
    if (to > from) this.#put(Buffer.from(this.#engine.objects(from, to, this.#at)));
  }

  object(num: number, text: string): void {
    this.#begin(num);
    this.#write(`${num} 0 obj\n${text}\nendobj\n`);
  }

  stream(num: number, { dict, raw }: Stream, renumber: Renumber, strings?: (bytes: Uint8Array) => Uint8Array, cipher?: Cipher): void {
    const bytes = cipher ? cipher.stream(raw, num, dict) : raw;
    const own = new Dict(dict);
    own.set('Length', bytes.length);
    this.#begin(num);
    this.#write(`${num} 0 obj\n${serialize(own, renumber, strings)}\nstream\n`);
    this.#put(bytes);
    this.#write('\nendstream\nendobj\n');
  }

  /** Objects in one deflated stream (7.5.7). */
  container(num: number, { bytes, count, first }: Packed, effort: number, cipher: Cipher | undefined): void {
    const raw = deflateSync(bytes, { level: effort });
    const dict = Dict.of({ Type: new Name('ObjStm'), N: count, First: first, Filter: new Name('FlateDecode') });
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
    this.#write(`xref\n0 ${size}\n`);
    this.#put(Buffer.from(this.#engine.table(size)));
    trailer.set('Size', size);
    this.#write(`trailer\n${serialize(trailer, renumber)}\nstartxref\n${start}\n%%EOF\n`);
    return Buffer.concat(this.#parts);
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
    const raw = deflateSync(this.#engine.rows(size, wide), { level });
    dict.set('Length', raw.length);
    this.#write(`${num} 0 obj\n${serialize(dict, renumber)}\nstream\n`);
    this.#put(raw);
    this.#write(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`);
    return Buffer.concat(this.#parts);
  }

  #begin(num: number): void {
    this.#engine.put(num, this.#at);
  }

  /** Only characters of Latin-1. */
  #write(text: string): void {
    this.#put(Buffer.from(text, 'latin1'));
  }

  /** Bytes that nobody changes. */
  #put(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#at += bytes.length;
  }
}

/** A stream of these bytes, deflated. */
export function deflated(bytes: Uint8Array, dict: Dict = new Dict(), effort = level): Stream {
  const own = new Dict(dict);
  own.set('Filter', new Name('FlateDecode'));
  return new Stream(own, deflateSync(bytes, { level: effort }));
}
