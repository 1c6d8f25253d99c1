/** Parses values (ISO 32000-1, 7.2 and 7.3). Does not follow references. */
import { Dict, Name, PdfString, Ref, type Value } from './values.ts';

/** Byte classes (7.2.2): 1 white space, 2 delimiter, 0 regular. */
export const classes: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  '\0\t\n\f\r '.includes(String.fromCharCode(byte)) ? 1 : '()<>[]{}/%'.includes(String.fromCharCode(byte)) ? 2 : 0,
);

/** Cache of names and keys: a file has millions of them, but only some hundred distinct ones. */
export type Names = Map<number, Name[]>;

/** Maximum nesting depth; anything deeper is corrupt or an attack. */
const maxDepth = 500;

/** Parses a sequence of values. */
export class Parser {
  readonly bytes: Buffer;
  /** Offset of the next byte. */
  at: number;
  readonly #end: number;
  readonly #names: Names;
  #depth = 0;

  /** @param names shared by all parsers of a file */
  constructor(bytes: Uint8Array, at = 0, end: number = bytes.length, names: Names = new Map()) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.#end = end;
    this.#names = names;
  }

  /** Skips white space and comments. */
  skip(): void {
    const { bytes } = this;
    while (this.at < this.#end) {
      const byte = bytes[this.at] as number;
      if (byte === 0x25) while (this.at < this.#end && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at += 1;
      else if (classes[byte] === 1) this.at += 1;
      else return;
    }
  }

  /** The next value; `undefined` at the end and before a keyword that is not a value (`endobj`, `stream`, operators). */
  value(): Value | undefined {
    this.skip();
    if (this.at >= this.#end) return undefined;
    const byte = this.bytes[this.at] as number;
    if (byte === 0x2f) return this.name();
    if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e) return this.#numberOrRef();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dict() : this.#hex();
    if (byte === 0x5b) return this.#array();
    const start = this.at;
    const word = this.word();
    if (word === 'null') return null;
    if (word === 'true') return true;
    if (word === 'false') return false;
    this.at = start;
    return undefined;
  }

  /** A run of regular characters. */
  word(): string {
    this.skip();
    const start = this.at;
    while (this.at < this.#end && classes[this.bytes[this.at] as number] === 0) this.at += 1;
    return this.bytes.toString('latin1', start, this.at);
  }

  /** A name; the parser must be at its slash. */
  name(): Name {
    const { bytes } = this;
    const start = this.at + 1;
    let at = start;
    let hash = 0;
    let escaped = false;
    while (at < this.#end) {
      const byte = bytes[at] as number;
      if (classes[byte] !== 0) break;
      if (byte === 0x23) escaped = true;
      hash = (Math.imul(hash, 31) + byte) | 0;
      at += 1;
    }
    this.at = at;
    const known = this.#names.get(hash) ?? [];
    const length = at - start;
    for (const name of known) if (!escaped && name.text.length === length && matches(bytes, start, name.text)) return name;
    const raw = bytes.toString('latin1', start, at);
    const fresh = new Name(escaped ? nameOf(raw) : raw);
    if (!escaped) this.#names.set(hash, [...known, fresh]);
    return fresh;
  }

  #numberOrRef(): Value {
    const start = this.at;
    const first = this.number();
    // Only `12 0 R` starts with two integers.
    if (!Number.isInteger(first) || first < 0 || classes[this.bytes[this.at] as number] !== 1) return first;
    const { bytes } = this;
    let at = this.at;
    while (classes[bytes[at] as number] === 1) at += 1;
    let gen = 0;
    const from = at;
    for (let byte = bytes[at] as number; byte >= 0x30 && byte <= 0x39; byte = bytes[at] as number) {
      gen = gen * 10 + byte - 0x30;
      at += 1;
    }
    if (at === from || at >= this.#end || classes[bytes[at] as number] !== 1) return first;
    while (classes[bytes[at] as number] === 1) at += 1;
    if (bytes[at] !== 0x52 || at >= this.#end || (at + 1 < this.#end && classes[bytes[at + 1] as number] === 0)) return first;
    if (bytes[start] === 0x2b) return first;
    this.at = at + 1;
    return new Ref(first, gen);
  }

  /** A number; an invalid one is read as 0, as in other readers. */
  number(): number {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let value = 0;
    let byte = bytes[at] as number;
    const negative = byte === 0x2d;
    if (negative || byte === 0x2b) at += 1;
    for (byte = bytes[at] as number; byte >= 0x30 && byte <= 0x39 && at < this.#end; byte = bytes[at] as number) {
      value = value * 10 + byte - 0x30;
      at += 1;
    }
    if (at >= this.#end || classes[byte] !== 0) {
      this.at = Math.min(at, this.#end);
      return negative ? -value : value;
    }
    while (at < this.#end && classes[bytes[at] as number] === 0) at += 1;
    this.at = at;
    const read = Number.parseFloat(bytes.toString('latin1', start, at));
    return Number.isFinite(read) ? read : 0;
  }

  #literal(): PdfString {
    const { bytes } = this;
    const start = this.at + 1;
    let at = start;
    let depth = 1;
    let plain = true;
    for (; at < this.#end; at += 1) {
      const byte = bytes[at];
      if (byte === 0x5c) {
        plain = false;
        at += 1;
      } else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) {
        depth -= 1;
        if (depth === 0) break;
      } else if (byte === 13) plain = false;
    }
    this.at = Math.min(at + 1, this.#end);
    if (plain) return new PdfString(bytes.subarray(start, at));
    const text = bytes.toString('latin1', start, at).replace(/\\(\r\n|[0-7]{1,3}|[\s\S])|\r\n?/g, (_, escaped: string | undefined) => {
      if (escaped === undefined) return '\n';
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255);
      return escapes[escaped] ?? escaped;
    });
    return new PdfString(Buffer.from(text, 'latin1'));
  }

  #hex(): PdfString {
    const start = this.at + 1;
    const found = this.bytes.indexOf(0x3e, start);
    const end = found < 0 || found > this.#end ? this.#end : found;
    this.at = Math.min(end + 1, this.#end);
    const digits = this.bytes.toString('latin1', start, end).replace(/[^0-9a-fA-F]/g, '');
    return new PdfString(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'));
  }

  #array(): Value[] {
    this.#enter();
    this.at += 1;
    const values: Value[] = [];
    for (;;) {
      const value = this.value();
      if (value !== undefined) values.push(value);
      else if (this.#closes(0x5d)) break;
    }
    this.#depth -= 1;
    return values;
  }

  #dict(): Dict {
    this.#enter();
    this.at += 2;
    const dict = new Dict();
    for (;;) {
      this.skip();
      if (this.bytes[this.at] === 0x2f && this.at < this.#end) {
        const key = this.name().text;
        dict.set(key, this.value() ?? null);
      } else if (this.#closes(0x3e)) break;
    }
    if (this.bytes[this.at] === 0x3e) this.at += 1;
    this.#depth -= 1;
    return dict;
  }

  /** Whether an array or dictionary ends here; unknown keywords are skipped. */
  #closes(byte: number): boolean {
    this.skip();
    if (this.at >= this.#end) return true;
    const here = this.bytes[this.at];
    if (here === byte) {
      this.at += 1;
      return true;
    }
    const word = this.word();
    if (word === 'endobj' || word === 'stream') {
      this.at -= word.length;
      return true;
    }
    if (word === '') this.at += 1;
    return false;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Error('PDF values are nested too deeply');
  }
}

/** Decodes a name as written after its slash (7.3.5). */
export const nameOf = (written: string): string =>
  written.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '', '\r\n': '' };

function matches(bytes: Uint8Array, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[start + index] !== text.charCodeAt(index)) return false;
  return true;
}
