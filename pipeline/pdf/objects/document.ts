/** A PDF as objects that can be read, altered, added and deleted (ISO 32000-1, 7.5). */
import { decode } from './filters.ts';
import { type Span, type Texts, textsOf } from './own.ts';
import { type Names, Parser } from './parser.ts';
import { Dict, Name, PdfString, Ref, Stream, type Value } from './values.ts';
import { type Entry, readIndirect, readTable, type Table } from './xref.ts';

const endobj = Buffer.from('endobj');
const streamWord = Buffer.from('stream');

/** Takes the encryption of a string or of a stream's bytes away, by the number of its object (7.6). */
export type Decipher = (bytes: Uint8Array, ref: Ref, kind: 'string' | 'stream') => Uint8Array;

/**
 * Reads any PDF: cross-reference tables and streams, streams of objects, updates, hybrid files, and files whose table is
 * broken. An object is read when it is asked for, and kept; what `get` gives may be changed in place, and the writer writes
 * it so. Values hold references; `resolve` and the typed accessors (`dict`, `array`, …) follow them.
 */
export class PdfDocument {
  /** The file as it was read; empty for a new document. */
  readonly bytes: Buffer;
  /** The newest trailer; `Root`, `Info`, `ID` and `Encrypt` are what matters of it. */
  readonly trailer: Dict;
  /** Where the last cross-reference section begins; -1 if there is none. */
  readonly start: number;
  readonly #entries: (Entry | undefined)[];
  readonly #places: Int32Array | undefined;
  readonly #values = new Map<number, Value>();
  readonly #altered = new Set<number>();
  readonly #containers = new Map<number, Container>();
  readonly #names: Names = new Map();
  readonly #guests: Guest[] = [];
  readonly #gone = new Set<number>();
  /** Objects that are there as text. */
  readonly #texts: Texts[] = [];
  /** New texts of objects of the file, by their numbers. */
  readonly #rewritten = new Map<number, string>();
  #decipher: Decipher | undefined;
  #size: number;

  private constructor(bytes: Uint8Array | undefined, isOwn: boolean) {
    this.bytes = Buffer.from(bytes?.buffer ?? new ArrayBuffer(0), bytes?.byteOffset ?? 0, bytes?.byteLength ?? 0);
    const table: Table = bytes ? readTable(this.bytes, this.#names) : { entries: [], trailer: new Dict(), start: -1 };
    this.trailer = table.trailer;
    this.start = table.start;
    this.#entries = table.entries;
    this.#places = table.places;
    this.#size = Math.max(1, table.entries.length, table.places?.length ?? 0);
    if (isOwn && table.places) this.#texts.push(textsOf(this.bytes, table.places, table.start));
  }

  /**
   * @param bytes a whole file; kept, not copied: nobody may change them afterwards
   * @throws Error `not a PDF …`
   */
  static read(bytes: Uint8Array): PdfDocument {
    return new PdfDocument(bytes, false);
  }

  /** The same, for a file that `write` has written with a plain table: it is joined with others more quickly. */
  static readOwn(bytes: Uint8Array): PdfDocument {
    return new PdfDocument(bytes, true);
  }

  /** A document without objects: whoever fills it sets `Root` in the trailer. */
  static empty(): PdfDocument {
    return new PdfDocument(undefined, false);
  }

  /** Whether the file is encrypted. Without `decipher` its strings and streams are read as they stand. */
  get isEncrypted(): boolean {
    return this.trailer.get('Encrypt') instanceof Ref || this.trailer.get('Encrypt') instanceof Dict;
  }

  /** Makes the objects that are read from now on readable. Streams of objects are deciphered as a whole (7.5.7). */
  decipher(decipher: Decipher): void {
    this.#decipher = decipher;
    this.#values.clear();
    this.#containers.clear();
  }

  /** One more than the highest object number. */
  get size(): number {
    return this.#size;
  }

  /** Whether an object of this number is in use. */
  has(num: number): boolean {
    if (this.#entry(num) !== undefined || this.#values.has(num) || this.#textsWith(num)) return true;
    const guest = this.#guest(num);
    return guest?.document.has(num - guest.shift) ?? false;
  }

  /** An object's generation: 0 for most. */
  genOf(num: number): number {
    return this.#entry(num)?.gen ?? 0;
  }

  /** The object of a number or reference; null if there is none (7.3.10). The same value each time; changes to it last. */
  get(at: number | Ref): Value {
    const num = typeof at === 'number' ? at : at.num;
    const known = this.#values.get(num);
    if (known !== undefined) return known;
    const value = this.peek(num);
    if (this.has(num)) this.#values.set(num, value);
    return value;
  }

  /** The same, without keeping it: for passes over all objects. Changes to what it gives are lost, unless the object is kept already. */
  peek(at: number | Ref): Value {
    const num = typeof at === 'number' ? at : at.num;
    const known = this.#values.get(num);
    if (known !== undefined) return known;
    const rewritten = this.#rewritten.get(num);
    if (rewritten !== undefined) return new Parser(Buffer.from(rewritten, 'latin1')).value() ?? null;
    const entry = this.#entry(num);
    if (entry === undefined) {
      const text = this.#textsWith(num)?.span(num);
      if (text) return new Parser(text.bytes, text.from, text.to, this.#names).value() ?? null;
      const guest = this.#guest(num);
      return guest ? moved(guest.document.peek(num - guest.shift), guest.shift) : null;
    }
    if (entry.container !== undefined) return this.#container(entry.container).value(num, entry.at);
    const parser = new Parser(this.bytes, entry.at, this.bytes.length, this.#names);
    const found = readIndirect(parser, (value) => this.number(value));
    if (found === undefined || found.num !== num) return null;
    return this.#decipher ? deciphered(found.value, new Ref(num, entry.gen), this.#decipher) : found.value;
  }

  #entry(num: number): Entry | undefined {
    const at = this.#places?.[num] ?? 0;
    return at > 0 ? { at, gen: 0 } : this.#entries[num];
  }

  /**
   * Writes into a list, by number, where each object of the file itself begins, at its `12 0 obj`; -1, or 0 for one that is free, where
   * one was read or altered, or stands in a stream of objects.
   */
  putPlaces(list: Int32Array): void {
    list.fill(-1);
    if (this.#decipher) return;
    if (this.#places) list.set(this.#places);
    for (const [num, entry] of this.#entries.entries()) if (entry && entry.container === undefined) list[num] = entry.at;
    for (const num of this.#values.keys()) list[num] = -1;
    for (const num of this.#rewritten.keys()) list[num] = -1;
  }

  /** Follows references until something else is there. A reference to nothing is null. */
  resolve(value: Value | undefined): Value {
    let found = value ?? null;
    for (let steps = 0; found instanceof Ref; steps += 1) {
      if (steps > 32) return null;
      found = this.get(found);
    }
    return found;
  }

  /** A dictionary, or that of a stream; references followed. */
  dict(value: Value | undefined): Dict | undefined {
    const found = this.resolve(value);
    return found instanceof Dict ? found : found instanceof Stream ? found.dict : undefined;
  }

  array(value: Value | undefined): Value[] | undefined {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : undefined;
  }

  stream(value: Value | undefined): Stream | undefined {
    const found = this.resolve(value);
    return found instanceof Stream ? found : undefined;
  }

  number(value: Value | undefined): number | undefined {
    const found = this.resolve(value);
    return typeof found === 'number' ? found : undefined;
  }

  /** The text of a name. */
  name(value: Value | undefined): string | undefined {
    const found = this.resolve(value);
    return found instanceof Name ? found.text : undefined;
  }

  /** What a text string says. */
  text(value: Value | undefined): string | undefined {
    const found = this.resolve(value);
    return found instanceof PdfString ? found.text : undefined;
  }

  /**
   * A stream's bytes, decoded; those of an image stay in the image's own format.
   * @throws Error when the data is broken
   */
  data(stream: Stream): Uint8Array {
    return this.decoded(stream).bytes;
  }

  /** The same, with the names of the filters that are left. */
  decoded({ dict, raw }: Stream): { bytes: Uint8Array; left: readonly string[] } {
    const deep = (value: Value | undefined): Value => {
      const found = this.resolve(value);
      return Array.isArray(found) ? found.map((one) => this.resolve(one)) : found;
    };
    return decode(raw, deep(dict.get('Filter') ?? dict.get('F')), deep(dict.get('DecodeParms') ?? dict.get('DP')));
  }

  /** Puts a value in an object's place. */
  set(at: number | Ref, value: Value): void {
    const num = typeof at === 'number' ? at : at.num;
    this.#values.set(num, value);
    this.#rewritten.delete(num);
    this.#gone.delete(num);
    this.#altered.add(num);
    this.#size = Math.max(this.#size, num + 1);
  }

  /** The text of an object that `span` has the bytes of, one character for each byte. */
  source(num: number): string | undefined {
    const span = this.span(num);
    return span?.bytes.toString('latin1', span.from, span.to);
  }

  /** Puts a value, as text, in the place of an object of the file that was not read: it is copied when the file is written. */
  rewrite(num: number, text: string): void {
    this.#rewritten.set(num, text);
    this.#altered.add(num);
  }

  /** Adds an object. */
  add(value: Value): Ref {
    const ref = new Ref(this.#size);
    this.set(ref, value);
    return ref;
  }

  /** A number for an object that is set later, so that others can refer to it. */
  reserve(): Ref {
    return this.add(null);
  }

  /** Numbers for objects that are set later, as text. Gives the first. */
  reserveMany(count: number): number {
    const first = this.#size;
    this.#size += count;
    return first;
  }

  /** Adds objects as text under numbers that were reserved for them. */
  addTexts(texts: Texts): void {
    this.#texts.push(texts);
  }

  /** Takes an object away. References to it become null. */
  delete(at: number | Ref): void {
    const num = typeof at === 'number' ? at : at.num;
    this.#values.delete(num);
    this.#rewritten.delete(num);
    this.#entries[num] = undefined;
    if (this.#places && num < this.#places.length) this.#places[num] = 0;
    this.#gone.add(num);
    this.#altered.add(num);
  }

  /**
   * Makes the objects of another document objects of this one, under their numbers and what is returned added to them.
   * They are read from there when they are asked for; what was changed there is changed here. Nothing refers to them yet.
   */
  append(document: PdfDocument): number {
    const shift = this.#size - 1;
    this.#size = shift + document.size;
    this.#guests.push({ document, shift, end: this.#size });
    return shift;
  }

  /**
   * Tells of all objects that are there as text, with what is added to their numbers and to those that they name; then of those
   * that were read or altered, so that their text says nothing any more.
   */
  eachText(add: (texts: Texts, shift: number) => void, drop: (num: number) => void, shift = 0): void {
    for (const texts of this.#texts) add(texts, shift);
    for (const guest of this.#guests) guest.document.eachText(add, drop, shift + guest.shift);
    for (const num of this.#values.keys()) drop(num + shift);
    for (const num of this.#rewritten.keys()) drop(num + shift);
    for (const num of this.#gone) drop(num + shift);
  }

  #textsWith(num: number): Texts | undefined {
    for (const texts of this.#texts) if (texts.has(num) && !this.#gone.has(num)) return texts;
    return undefined;
  }

  #guest(num: number): Guest | undefined {
    const guest = this.#guests.find(({ shift, end }) => num > shift && num < end);
    return guest === undefined || this.#gone.has(num) ? undefined : guest;
  }

  /** Numbers that were set, added or deleted: what an update has to write. What was changed in place must be `set` to be here. */
  get altered(): ReadonlySet<number> {
    return this.#altered;
  }

  /** The numbers of all objects that are in use, also of those that nothing refers to, and of streams of objects and of references. */
  *numbers(): Generator<number> {
    for (let num = 0; num < this.#size; num += 1) if (this.has(num)) yield num;
  }

  /** All objects that are in use. Those that were not read before are not kept. */
  *objects(): Generator<[num: number, value: Value]> {
    for (const num of this.numbers()) yield [num, this.peek(num)];
  }

  /** The bytes of an object that was neither read nor altered but by `rewrite`, and that has no stream: it can be copied. Else undefined. */
  span(num: number): Span | undefined {
    if (this.#values.has(num) || this.#decipher) return undefined;
    const rewritten = this.#rewritten.get(num);
    if (rewritten !== undefined) return { bytes: Buffer.from(rewritten, 'latin1'), from: 0, to: rewritten.length };
    const texts = this.#textsWith(num);
    if (texts) return texts.span(num);
    const entry = this.#entry(num);
    if (entry === undefined) {
      const guest = this.#guest(num);
      const span = guest?.document.span(num - guest.shift);
      return guest && span ? { ...span, shift: (span.shift ?? 0) + guest.shift } : undefined;
    }
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

  /** The catalogue (7.7.2). @throws Error if there is none */
  get catalog(): Dict {
    const catalog = this.dict(this.trailer.get('Root'));
    if (catalog === undefined) throw new Error('not a PDF: it has no catalogue');
    return catalog;
  }

  /**
   * References to the pages, in order (7.7.3).
   * @param root of the tree, where it is not the catalogue's
   */
  pages(root: Value | undefined = this.catalog.get('Pages')): Ref[] {
    const found: Ref[] = [];
    const seen = new Set<number>();
    const walk = (value: Value | undefined): void => {
      if (!(value instanceof Ref) || seen.has(value.num)) return;
      seen.add(value.num);
      if (this.#isOwnLeaf(value.num)) return void found.push(value);
      const node = this.dict(value);
      const kids = this.array(node?.get('Kids'));
      if (kids) for (const kid of kids) walk(kid);
      else if (node) found.push(value);
    };
    walk(root);
    return found;
  }

  /** Whether an object is a dictionary that `write` has written, and has no kids: such a page need not be read to be counted. */
  #isOwnLeaf(num: number): boolean {
    if (this.#values.has(num)) return false;
    const guest = this.#guest(num);
    if (guest) return guest.document.#isOwnLeaf(num - guest.shift);
    const span = this.#textsWith(num)?.span(num);
    const text = span?.bytes.subarray(span.from, span.to);
    return text !== undefined && text[0] === 0x3c && text[1] === 0x3c && !text.includes('/Kids');
  }

  /** A page's own or inherited attribute (7.7.3.4): `Resources`, `MediaBox`, `CropBox`, `Rotate`. References followed. */
  inherited(page: Ref | Dict, key: string): Value {
    let node = page instanceof Ref ? this.dict(page) : page;
    for (let steps = 0; node !== undefined && steps < 64; steps += 1) {
      const value = this.resolve(node.get(key));
      if (value !== null) return value;
      node = this.dict(node.get('Parent'));
    }
    return null;
  }

  /**
   * Where all objects of the file stand, in its bytes and those of its streams of objects, put one behind the other: one more than
   * the place; 0 for those that are nowhere. In the file itself an object begins with its number, elsewhere with its value.
   */
  placesOfAll(): { readonly parts: readonly Uint8Array[]; readonly places: Uint32Array } {
    const places = new Uint32Array(this.#size);
    const parts: Uint8Array[] = [this.bytes];
    const starts = new Map<number, number>();
    let length = this.bytes.length;
    const startOf = (num: number): number => {
      const bytes = this.#bytesOfContainer(num);
      parts.push(bytes);
      length += bytes.length;
      return length - bytes.length;
    };
    for (let num = 0; num < places.length; num += 1) {
      const entry = this.#entry(num);
      if (entry?.container === undefined) {
        if (entry && entry.at < this.bytes.length) places[num] = entry.at + 1;
        continue;
      }
      const start = starts.get(entry.container) ?? startOf(entry.container);
      starts.set(entry.container, start);
      if (this.#containers.has(entry.container)) places[num] = start + this.#container(entry.container).span(num, entry.at).from + 1;
    }
    return { parts, places };
  }

  /** The bytes of a stream of objects, if it was decoded already for one of them. */
  opened(num: number, { raw }: Stream): Buffer | undefined {
    const known = this.#containers.get(num);
    return known?.at === raw.byteOffset ? known.bytes : undefined;
  }

  /** Empty for a stream that cannot be read. */
  #bytesOfContainer(num: number): Uint8Array {
    try {
      return this.#container(num).bytes;
    } catch {
      return new Uint8Array();
    }
  }

  #container(num: number): Container {
    const known = this.#containers.get(num);
    if (known) return known;
    const stream = this.peek(num);
    if (!(stream instanceof Stream)) throw new Error(`object ${num} is no stream of objects`);
    const fresh = new Container(
      this.data(stream),
      this.number(stream.dict.get('N')) ?? 0,
      this.number(stream.dict.get('First')) ?? 0,
      this.#names,
      stream.raw.byteOffset,
    );
    this.#containers.set(num, fresh);
    return fresh;
  }
}

/** A document that was appended. */
interface Guest {
  readonly document: PdfDocument;
  readonly shift: number;
  readonly end: number;
}

/** A value with another number in each of its references. */
function moved(value: Value, shift: number): Value {
  if (value instanceof Ref) return new Ref(value.num + shift, value.gen);
  if (Array.isArray(value)) return value.map((one) => moved(one, shift));
  if (value instanceof Dict) return new Dict([...value].map(([key, one]) => [key, moved(one, shift)]));
  return value instanceof Stream ? new Stream(moved(value.dict, shift) as Dict, value.raw) : value;
}

/** A stream of objects, decoded (7.5.7). */
class Container {
  readonly bytes: Buffer;
  /** Where in memory what it was decoded from begins. */
  readonly at: number;
  readonly #names: Names;
  readonly #nums: number[] = [];
  readonly #starts: number[] = [];

  constructor(bytes: Uint8Array, count: number, first: number, names: Names, at: number) {
    this.at = at;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#names = names;
    const parser = new Parser(this.bytes, 0, first, names);
    for (let index = 0; index < count; index += 1) {
      this.#nums.push(Number(parser.value()));
      this.#starts.push(first + Number(parser.value()));
    }
  }

  value(num: number, index: number): Value {
    const { from } = this.span(num, index);
    return new Parser(this.bytes, from, this.bytes.length, this.#names).value() ?? null;
  }

  span(num: number, index: number): Span {
    const place = this.#nums[index] === num ? index : this.#nums.indexOf(num);
    const from = this.#starts[place] ?? this.bytes.length;
    return { bytes: this.bytes, from, to: this.#starts[place + 1] ?? this.bytes.length };
  }
}

function deciphered(value: Value, ref: Ref, decipher: Decipher): Value {
  if (value instanceof PdfString) return new PdfString(decipher(value.bytes, ref, 'string'));
  if (Array.isArray(value)) return value.map((one) => deciphered(one, ref, decipher));
  if (value instanceof Dict) return new Dict([...value].map(([key, one]) => [key, deciphered(one, ref, decipher)]));
  if (!(value instanceof Stream)) return value;
  // A stream of references is never encrypted (7.5.8.2).
  if (value.dict.get('Type') instanceof Name && (value.dict.get('Type') as Name).text === 'XRef') return value;
  return new Stream(deciphered(value.dict, ref, decipher) as Dict, decipher(value.raw, ref, 'stream'));
}
