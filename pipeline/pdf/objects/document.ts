/** A PDF as objects that can be read, altered, added and deleted (ISO 32000-1, 7.5). */
import { type Decrypt, FileObjects } from './file.ts';
import { Parser } from './parser.ts';
import { type RawObjects, rawObjectsOf, type Span } from './raw-objects.ts';
import { Resolver } from './resolver.ts';
import { Dict, moved, Ref, type Value } from './values.ts';

/**
 * Reads any PDF: cross-reference tables and streams, streams of objects, updates, hybrid files, and files whose table is
 * broken. An object is read when it is asked for, and kept; what `get` gives may be changed in place, and the writer writes
 * it so. Values hold references; `resolve` and the typed accessors (`dict`, `array`, …) follow them.
 */
export class PdfDocument extends Resolver {
  /** The newest trailer; `Root`, `Info`, `ID` and `Encrypt` are what matters of it. */
  readonly trailer: Dict;
  /** The objects of the file as they stand there. */
  readonly file: FileObjects;
  readonly #values = new Map<number, Value>();
  readonly #altered = new Set<number>();
  readonly #guests: Appended[] = [];
  readonly #gone = new Set<number>();
  /** Objects that are there as text. */
  readonly #texts: RawObjects[] = [];
  /** New texts of objects of the file, by their numbers. */
  readonly #rewritten = new Map<number, string>();
  #size: number;

  private constructor(bytes: Uint8Array | undefined, isOwn: boolean) {
    super();
    this.file = new FileObjects(bytes, {
      number: (value) => this.number(value),
      data: (stream) => this.data(stream),
      peek: (num) => this.peek(num),
    });
    const { trailer, size, places, start } = this.file;
    this.trailer = trailer;
    this.#size = size;
    if (isOwn && places) this.#texts.push(rawObjectsOf(this.bytes, places, start));
  }

  /** The file as it was read; empty for a new document. */
  get bytes(): Buffer {
    return this.file.bytes;
  }

  /** Where the last cross-reference section begins; -1 if there is none. */
  get start(): number {
    return this.file.start;
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
  decrypt(decrypt: Decrypt): void {
    this.file.decrypt(decrypt);
    this.#values.clear();
  }

  /** One more than the highest object number. */
  get size(): number {
    return this.#size;
  }

  /** Whether an object of this number is in use. */
  has(num: number): boolean {
    if (this.file.entry(num) !== undefined || this.#values.has(num) || this.#textsWith(num)) return true;
    const guest = this.#guest(num);
    return guest?.document.has(num - guest.shift) ?? false;
  }

  /** An object's generation: 0 for most. */
  genOf(num: number): number {
    return this.file.entry(num)?.gen ?? 0;
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
    const entry = this.file.entry(num);
    if (entry) return this.file.value(num, entry);
    const text = this.#textsWith(num)?.span(num);
    if (text) return this.file.parsed(text);
    const guest = this.#guest(num);
    return guest ? moved(guest.document.peek(num - guest.shift), guest.shift) : null;
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
  addRawObjects(texts: RawObjects): void {
    this.#texts.push(texts);
  }

  /** Takes an object away. References to it become null. */
  delete(at: number | Ref): void {
    const num = typeof at === 'number' ? at : at.num;
    this.#values.delete(num);
    this.#rewritten.delete(num);
    this.file.delete(num);
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

  #textsWith(num: number): RawObjects | undefined {
    for (const texts of this.#texts) if (texts.has(num) && !this.#gone.has(num)) return texts;
    return undefined;
  }

  #guest(num: number): Appended | undefined {
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
    if (this.#values.has(num) || this.file.isDecrypted) return undefined;
    const rewritten = this.#rewritten.get(num);
    if (rewritten !== undefined) return { bytes: Buffer.from(rewritten, 'latin1'), from: 0, to: rewritten.length };
    const texts = this.#textsWith(num);
    if (texts) return texts.span(num);
    const entry = this.file.entry(num);
    if (entry) return this.file.span(num, entry);
    const guest = this.#guest(num);
    const span = guest?.document.span(num - guest.shift);
    return guest && span ? { ...span, shift: (span.shift ?? 0) + guest.shift } : undefined;
  }

  /** Whether an object is a dictionary that `write` has written, and has no kids: such a page need not be read to be counted. */
  protected override isOwnLeaf(num: number): boolean {
    if (this.#values.has(num)) return false;
    const guest = this.#guest(num);
    if (guest) return guest.document.isOwnLeaf(num - guest.shift);
    const span = this.#textsWith(num)?.span(num);
    const text = span?.bytes.subarray(span.from, span.to);
    return text !== undefined && text[0] === 0x3c && text[1] === 0x3c && !text.includes('/Kids');
  }
}

/** A document that was appended. */
interface Appended {
  readonly document: PdfDocument;
  readonly shift: number;
  readonly end: number;
}
