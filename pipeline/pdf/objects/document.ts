/** A PDF document whose objects can be read, changed, added and deleted (ISO 32000-1, 7.5). */
import { type Decrypt, FileObjects } from './file.ts';
import { Parser } from './parser.ts';
import { type RawObjects, rawObjectsOf, type Span } from './raw-objects.ts';
import { Resolver } from './resolver.ts';
import { Dict, Ref, shifted, type Value } from './values.ts';

/**
 * Reads any PDF: cross-reference tables and streams, object streams, incremental updates, hybrid files, and files with a broken
 * table. Objects are parsed on demand and cached; a value returned by `get` may be changed in place, and is written so. Values
 * contain references; `resolve` and the typed accessors (`dict`, `array`, …) follow them.
 */
export class PdfDocument extends Resolver {
  /** The newest trailer; only `Root`, `Info`, `ID` and `Encrypt` are used. */
  readonly trailer: Dict;
  /** The objects of the file, without later changes. */
  readonly file: FileObjects;
  readonly #values = new Map<number, Value>();
  readonly #altered = new Set<number>();
  readonly #appended: Appended[] = [];
  readonly #deleted = new Set<number>();
  /** Serialized objects. */
  readonly #rawObjects: RawObjects[] = [];
  /** New text of objects of the file, by number. */
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
    if (isOwn && places) this.#rawObjects.push(rawObjectsOf(this.bytes, places, start));
  }

  /** The original bytes of the file; empty for a new document. */
  get bytes(): Buffer {
    return this.file.bytes;
  }

  /** Offset of the last cross-reference section; -1 if there is none. */
  get start(): number {
    return this.file.start;
  }

  /**
   * @param bytes a whole file; kept without a copy, so it must not be changed afterwards
   * @throws Error `not a PDF …`
   */
  static read(bytes: Uint8Array): PdfDocument {
    return new PdfDocument(bytes, false);
  }

  /** The same for a file that `write` wrote with a plain table: joining it with others is faster. */
  static readOwn(bytes: Uint8Array): PdfDocument {
    return new PdfDocument(bytes, true);
  }

  /** An empty document; the caller sets `Root` in the trailer. */
  static empty(): PdfDocument {
    return new PdfDocument(undefined, false);
  }

  /** Whether the file is encrypted. Strings and streams stay encrypted until `decrypt` is called. */
  get isEncrypted(): boolean {
    return this.trailer.get('Encrypt') instanceof Ref || this.trailer.get('Encrypt') instanceof Dict;
  }

  /** Decrypts objects that are read from now on. Object streams are decrypted as a whole (7.5.7). */
  decrypt(decrypt: Decrypt): void {
    this.file.decrypt(decrypt);
    this.#values.clear();
  }

  /** One more than the highest object number. */
  get size(): number {
    return this.#size;
  }

  /** Whether an object with this number is in use. */
  has(num: number): boolean {
    if (this.file.entry(num) !== undefined || this.#values.has(num) || this.#rawObjectsWith(num)) return true;
    const appended = this.#appendedWith(num);
    return appended?.document.has(num - appended.shift) ?? false;
  }

  /** The generation of an object: 0 for most. */
  genOf(num: number): number {
    return this.file.entry(num)?.gen ?? 0;
  }

  /** The object with a number or reference; null if there is none (7.3.10). Always the same value, so changes to it are kept. */
  get(at: number | Ref): Value {
    const num = typeof at === 'number' ? at : at.num;
    const known = this.#values.get(num);
    if (known !== undefined) return known;
    const value = this.peek(num);
    if (this.has(num)) this.#values.set(num, value);
    return value;
  }

  /** The same without caching, for passes over all objects. Changes to the result are lost unless the object is already cached. */
  peek(at: number | Ref): Value {
    const num = typeof at === 'number' ? at : at.num;
    const known = this.#values.get(num);
    if (known !== undefined) return known;
    const rewritten = this.#rewritten.get(num);
    if (rewritten !== undefined) return new Parser(Buffer.from(rewritten, 'latin1')).value() ?? null;
    const entry = this.file.entry(num);
    if (entry) return this.file.value(num, entry);
    const text = this.#rawObjectsWith(num)?.span(num);
    if (text) return this.file.parsed(text);
    const appended = this.#appendedWith(num);
    return appended ? shifted(appended.document.peek(num - appended.shift), appended.shift) : null;
  }

  /** Replaces the value of an object. */
  set(at: number | Ref, value: Value): void {
    const num = typeof at === 'number' ? at : at.num;
    this.#values.set(num, value);
    this.#rewritten.delete(num);
    this.#deleted.delete(num);
    this.#altered.add(num);
    this.#size = Math.max(this.#size, num + 1);
  }

  /** The text of an object for which `span` has a result, one character per byte. */
  source(num: number): string | undefined {
    const span = this.span(num);
    return span?.bytes.toString('latin1', span.from, span.to);
  }

  /** Replaces an object that has not been parsed with a serialized value, which is copied when the file is written. */
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

  /** Reserves a number for an object that is set later, so that others can refer to it. */
  reserve(): Ref {
    return this.add(null);
  }

  /** Reserves consecutive numbers for serialized objects that are added later. Returns the first. */
  reserveMany(count: number): number {
    const first = this.#size;
    this.#size += count;
    return first;
  }

  /** Adds serialized objects under numbers reserved for them. */
  addRawObjects(raw: RawObjects): void {
    this.#rawObjects.push(raw);
  }

  /** Deletes an object. References to it become null. */
  delete(at: number | Ref): void {
    const num = typeof at === 'number' ? at : at.num;
    this.#values.delete(num);
    this.#rewritten.delete(num);
    this.file.delete(num);
    this.#deleted.add(num);
    this.#altered.add(num);
  }

  /**
   * Adds the objects of another document, with their numbers shifted by the returned value. They are still read from that document
   * on demand, including its changes. Nothing refers to them yet.
   */
  append(document: PdfDocument): number {
    const shift = this.#size - 1;
    this.#size = shift + document.size;
    this.#appended.push({ document, shift, end: this.#size });
    return shift;
  }

  #rawObjectsWith(num: number): RawObjects | undefined {
    for (const raw of this.#rawObjects) if (raw.has(num) && !this.#deleted.has(num)) return raw;
    return undefined;
  }

  #appendedWith(num: number): Appended | undefined {
    const appended = this.#appended.find(({ shift, end }) => num > shift && num < end);
    return appended === undefined || this.#deleted.has(num) ? undefined : appended;
  }

  /** Numbers of objects that were set, added or deleted, for an incremental update. In-place changes count only after `set`. */
  get altered(): ReadonlySet<number> {
    return this.#altered;
  }

  /** The numbers of all objects in use, including unreferenced objects, object streams and cross-reference streams. */
  *numbers(): Generator<number> {
    for (let num = 0; num < this.#size; num += 1) if (this.has(num)) yield num;
  }

  /** All objects in use. Objects that were not cached before are not cached. */
  *objects(): Generator<[num: number, value: Value]> {
    for (const num of this.numbers()) yield [num, this.peek(num)];
  }

  /** The bytes of an object that can be copied: not parsed, changed only by `rewrite`, and not a stream. Otherwise undefined. */
  span(num: number): Span | undefined {
    if (this.#values.has(num) || this.file.isDecrypted) return undefined;
    const rewritten = this.#rewritten.get(num);
    if (rewritten !== undefined) return { bytes: Buffer.from(rewritten, 'latin1'), from: 0, to: rewritten.length };
    const raw = this.#rawObjectsWith(num);
    if (raw) return raw.span(num);
    const entry = this.file.entry(num);
    if (entry) return this.file.span(num, entry);
    const appended = this.#appendedWith(num);
    const span = appended?.document.span(num - appended.shift);
    return appended && span ? { ...span, shift: (span.shift ?? 0) + appended.shift } : undefined;
  }

  /** Whether an object is a dictionary written by `write` that has no kids: such a page can be counted without parsing it. */
  protected override isOwnLeaf(num: number): boolean {
    if (this.#values.has(num)) return false;
    const appended = this.#appendedWith(num);
    if (appended) return appended.document.isOwnLeaf(num - appended.shift);
    const span = this.#rawObjectsWith(num)?.span(num);
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
