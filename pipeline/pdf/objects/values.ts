/**
 * PDF values (ISO 32000-1, 7.3). Null, booleans, numbers and arrays are JavaScript values; this file defines the others. No value
 * knows its document, so it can be moved to another file.
 */

export type Value = null | boolean | number | Name | Ref | PdfString | Stream | Dict | Value[];

/** A name (7.3.5). Compare by `text`: equal names may be different objects. */
export class Name {
  /** Without the slash, with `#xx` decoded; one character per byte. */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A reference to an indirect object (7.3.10). */
export class Ref {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen = 0) {
    this.num = num;
    this.gen = gen;
  }
}

/** Number of keys above which an index is faster than a linear search. */
const indexThreshold = 16;

/**
 * A dictionary (7.3.7): values by key without the slash, used like a `Map`. Keys keep their order in the file. A file has hundreds
 * of thousands of dictionaries with a few keys each, so this is smaller and faster than a `Map`.
 */
export class Dict {
  readonly #keys: string[] = [];
  readonly #values: Value[] = [];
  #index: Map<string, number> | undefined;

  constructor(entries?: Iterable<readonly [string, Value]>) {
    if (entries) for (const [key, value] of entries) this.set(key, value);
  }

  /** Creates a dictionary from an object; undefined values are skipped. */
  static of(entries: Readonly<Record<string, Value | undefined>>): Dict {
    const dict = new Dict();
    for (const key in entries) {
      const value = entries[key];
      if (value !== undefined) dict.set(key, value);
    }
    return dict;
  }

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): Value | undefined {
    const at = this.#at(key);
    return at < 0 ? undefined : this.#values[at];
  }

  has(key: string): boolean {
    return this.#at(key) >= 0;
  }

  set(key: string, value: Value): this {
    const at = this.#at(key);
    if (at >= 0) this.#values[at] = value;
    else {
      this.#keys.push(key);
      this.#values.push(value);
      if (this.#index) this.#index.set(key, this.#keys.length - 1);
      else if (this.#keys.length > indexThreshold) this.#index = new Map(this.#keys.map((one, place) => [one, place]));
    }
    return this;
  }

  delete(key: string): boolean {
    const at = this.#at(key);
    if (at < 0) return false;
    this.#keys.splice(at, 1);
    this.#values.splice(at, 1);
    this.#index = this.#keys.length > indexThreshold ? new Map(this.#keys.map((one, place) => [one, place])) : undefined;
    return true;
  }

  keys(): IterableIterator<string> {
    return this.#keys.values();
  }

  values(): IterableIterator<Value> {
    return this.#values.values();
  }

  *entries(): IterableIterator<[string, Value]> {
    for (let at = 0; at < this.#keys.length; at += 1) yield [this.#keys[at] as string, this.#values[at] as Value];
  }

  [Symbol.iterator](): IterableIterator<[string, Value]> {
    return this.entries();
  }

  /** Calls `visit` with each key and value: faster than iterating over entries. */
  each(visit: (key: string, value: Value) => void): void {
    for (let at = 0; at < this.#keys.length; at += 1) visit(this.#keys[at] as string, this.#values[at] as Value);
  }

  #at(key: string): number {
    return this.#index ? (this.#index.get(key) ?? -1) : this.#keys.indexOf(key);
  }
}

/** A stream (7.3.8): its dictionary and its bytes, still encoded by `/Filter`. */
export class Stream {
  readonly dict: Dict;
  readonly raw: Uint8Array;
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict;
    this.raw = raw;
  }
}

/** A string (7.3.4), stored as bytes. */
export class PdfString {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A text string (7.9.2.2): ASCII unchanged, anything else as UTF-16BE with a byte order mark. */
  static of(text: string): PdfString {
    if (/^[\n\r\t -~]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'));
    return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]));
  }

  /** The decoded text: UTF-16BE, UTF-8 (PDF 2.0) or PDFDocEncoding. */
  get text(): string {
    const bytes = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) {
      const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
      return Buffer.from(even).swap16().toString('utf16le');
    }
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
    return bytes.toString('latin1').replace(/[\x18-\x1f\x80-\xa0]/g, (character) => documentEncoding[character] ?? character);
  }
}

/** A copy of a value with shifted object numbers in its references. */
export function shifted(value: Value, shift: number): Value {
  if (value instanceof Ref) return new Ref(value.num + shift, value.gen);
  if (Array.isArray(value)) return value.map((one) => shifted(one, shift));
  if (value instanceof Dict) return new Dict([...value].map(([key, one]) => [key, shifted(one, shift)]));
  return value instanceof Stream ? new Stream(shifted(value.dict, shift) as Dict, value.raw) : value;
}

/** Where PDFDocEncoding (Annex D.2) differs from Latin-1. */
const documentEncoding: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((to, index) => [String.fromCharCode(0x18 + index), to]),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((to, index) => [String.fromCharCode(0x80 + index), to]),
  ['\u00a0', '€'],
]);

/** Whether a value is this name. */
export const isName = (value: Value | undefined, text: string): value is Name => value instanceof Name && value.text === text;
