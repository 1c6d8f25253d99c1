/** The objects of a file (ISO 32000-1, 7.5): parsed on demand, not cached. */
import { Container } from './container.ts';
import { readIndirect } from './indirect.ts';
import { type Names, Parser } from './parser.ts';
import type { Span } from './raw-objects.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';
import { readTable } from './xref.ts';
import type { Entry, Table } from './xref-sections.ts';

/** Decrypts a string or the bytes of a stream, by its object number (7.6). */
export type Decrypt = (bytes: Uint8Array, ref: Ref, kind: 'string' | 'stream') => Uint8Array;

/** Access to the document's objects: the length of a stream may be an indirect object, and an object stream always is. */
export interface Owner {
  readonly number: (value: Value | undefined) => number | undefined;
  readonly data: (stream: Stream) => Uint8Array;
  readonly peek: (num: number) => Value;
}

const endobj = Buffer.from('endobj');
const streamWord = Buffer.from('stream');

/** The objects of a file by number. */
export class FileObjects {
  /** The bytes of the file; empty for a new document. */
  readonly bytes: Buffer;
  readonly trailer: Dict;
  /** Offset of the last cross-reference section; -1 if there is none. */
  readonly start: number;
  /** Offsets of the objects, for a file with one plain table: see `Table`. */
  readonly places: Int32Array | undefined;
  /** One more than the highest object number in its table. */
  readonly size: number;
  readonly #entries: (Entry | undefined)[];
  readonly #containers = new Map<number, Container>();
  readonly #names: Names = new Map();
  readonly #owner: Owner;
  #decrypt: Decrypt | undefined;

  constructor(bytes: Uint8Array | undefined, owner: Owner) {
    this.bytes = Buffer.from(bytes?.buffer ?? new ArrayBuffer(0), bytes?.byteOffset ?? 0, bytes?.byteLength ?? 0);
    const table: Table = bytes ? readTable(this.bytes, this.#names) : { entries: [], trailer: new Dict(), start: -1 };
    this.trailer = table.trailer;
    this.start = table.start;
    this.places = table.places;
    this.size = Math.max(1, table.entries.length, table.places?.length ?? 0);
    this.#entries = table.entries;
    this.#owner = owner;
  }

  /** Decrypts objects that are read from now on. Object streams are decrypted as a whole (7.5.7). */
  decrypt(decrypt: Decrypt): void {
    this.#decrypt = decrypt;
    this.#containers.clear();
  }

  get isDecrypted(): boolean {
    return this.#decrypt !== undefined;
  }

  /** The location of an object; undefined if the file has none with this number. */
  entry(num: number): Entry | undefined {
    const at = this.places?.[num] ?? 0;
    return at > 0 ? { at, gen: 0 } : this.#entries[num];
  }

  /** Parses an object at its location. */
  value(num: number, entry: Entry): Value {
    if (entry.container !== undefined) return this.#container(entry.container).value(num, entry.at);
    const parser = new Parser(this.bytes, entry.at, this.bytes.length, this.#names);
    const found = readIndirect(parser, this.#owner.number);
    if (found === undefined || found.num !== num) return null;
    return this.#decrypt ? decrypted(found.value, new Ref(num, entry.gen), this.#decrypt) : found.value;
  }

  /** Parses a value from its bytes. */
  parsed({ bytes, from, to }: Span): Value {
    return new Parser(bytes, from, to, this.#names).value() ?? null;
  }

  /** The byte range of an object; undefined for a stream. */
  span(num: number, entry: Entry): Span | undefined {
    if (entry.container !== undefined) return this.#container(entry.container).span(num, entry.at);
    const parser = new Parser(this.bytes, entry.at, this.bytes.length, this.#names);
    parser.number();
    parser.skip();
    parser.number();
    if (parser.word() !== 'obj') return undefined;
    const end = this.bytes.indexOf(endobj, parser.at);
    if (end < 0) return undefined;
    const stream = this.bytes.subarray(parser.at, end).indexOf(streamWord);
    return stream < 0 ? { bytes: this.bytes, from: parser.at, to: end } : undefined;
  }

  /** Removes an object. */
  delete(num: number): void {
    this.#entries[num] = undefined;
    if (this.places && num < this.places.length) this.places[num] = 0;
  }

  /** The bytes of an object stream, if it has already been decoded. */
  opened(num: number, { raw }: Stream): Buffer | undefined {
    const known = this.#containers.get(num);
    return known?.at === raw.byteOffset ? known.bytes : undefined;
  }

  #container(num: number): Container {
    const known = this.#containers.get(num);
    if (known) return known;
    const stream = this.#owner.peek(num);
    if (!(stream instanceof Stream)) throw new Error(`object ${num} is not an object stream`);
    const fresh = new Container(
      this.#owner.data(stream),
      this.#owner.number(stream.dict.get('N')) ?? 0,
      this.#owner.number(stream.dict.get('First')) ?? 0,
      this.#names,
      stream.raw.byteOffset,
    );
    this.#containers.set(num, fresh);
    return fresh;
  }
}

function decrypted(value: Value, ref: Ref, decrypt: Decrypt): Value {
  if (value instanceof PdfString) return new PdfString(decrypt(value.bytes, ref, 'string'));
  if (Array.isArray(value)) return value.map((one) => decrypted(one, ref, decrypt));
  if (value instanceof Dict) return new Dict([...value].map(([key, one]) => [key, decrypted(one, ref, decrypt)]));
  if (!(value instanceof Stream)) return value;
  // A cross-reference stream is never encrypted (7.5.8.2).
  if (value.dict.get('Type') instanceof Name && (value.dict.get('Type') as Name).text === 'XRef') return value;
  return new Stream(decrypted(value.dict, ref, decrypt) as Dict, decrypt(value.raw, ref, 'stream'));
}
