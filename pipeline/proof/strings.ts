/** Strings and names in bytes that need not be whole objects (ISO 32000-1, 7.3.4 and 7.3.5): quicker than reading values, and nothing is missed. */

import { PdfString } from '../pdf/objects/index.ts';
import { classes } from '../pdf/objects/parser.ts';
import { formatNames } from './labels.ts';

/** The bytes of a string, as it is read. */
export class Bytes {
  data: Uint8Array = new Uint8Array(256);
  length = 0;

  push(byte: number): void {
    if (this.length === this.data.length) {
      const data = new Uint8Array(2 * this.length);
      data.set(this.data);
      this.data = data;
    }
    this.data[this.length] = byte;
    this.length += 1;
  }
}

/** What each byte is as a hexadecimal digit; -1 for those that are none. */
const nibbles = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  nibbles[digit.charCodeAt(0)] = value;
  nibbles[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Reads a hexadecimal string after its `<`. Gives the place after its `>`. */
export function hexBytes(bytes: Uint8Array, at: number, to: number, found: Bytes): number {
  let high = -1;
  let place = at;
  for (; place < to && bytes[place] !== 0x3e; place += 1) {
    const value = nibbles[bytes[place] as number] as number;
    if (value < 0) continue;
    if (high < 0) high = value;
    else {
      found.push((high << 4) | value);
      high = -1;
    }
  }
  if (high >= 0) found.push(high << 4);
  return place + 1;
}

const escapes: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

/** Reads a literal string after its `(`. Gives the place after its `)`. */
export function literalBytes(bytes: Uint8Array, at: number, to: number, found: Bytes): number {
  let depth = 1;
  let place = at;
  while (place < to) {
    const byte = bytes[place] as number;
    place += 1;
    if (byte === 0x5c) place = escaped(bytes, place, found);
    else {
      depth += byte === 0x28 ? 1 : byte === 0x29 ? -1 : 0;
      if (depth === 0) return place;
      found.push(byte);
    }
  }
  return place;
}

/** Reads what stands after a backslash. Gives the place after it. */
function escaped(bytes: Uint8Array, at: number, found: Bytes): number {
  const next = bytes[at] as number;
  if (next === 13 || next === 10) return at + (next === 13 && bytes[at + 1] === 10 ? 2 : 1);
  if (next < 0x30 || next > 0x37) {
    found.push(escapes[next] ?? next);
    return at + 1;
  }
  let value = 0;
  let place = at;
  for (; place < at + 3 && (bytes[place] as number) >= 0x30 && (bytes[place] as number) <= 0x37; place += 1)
    value = value * 8 + (bytes[place] as number) - 0x30;
  found.push(value & 255);
  return place;
}

/** A name as it stands in a file. */
export interface FoundName {
  /** As it is written: one character for each byte. */
  readonly raw: string;
  /** `#xx` resolved, and percent-encoding, in which Chrome writes an id. */
  readonly text: string;
  /** Whether the format itself has it, or it is too short to say anything. */
  readonly isDull: boolean;
}

/** Names that were met, each made once: a file has tens of thousands of them, and some hundred different ones. */
export type FoundNames = Map<number, FoundName[]>;

const nameless: FoundName = { raw: '', text: '', isDull: true };

export type StringKind = 'text' | 'name' | 'comment' | undefined;

/** All strings, names and comments in a stretch of bytes, one after the other. */
export class Strings {
  /** The name that was met last; empty before the first. */
  name: FoundName = nameless;
  /** Where the string, name or comment stands. */
  start = 0;
  end = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #to = 0;
  readonly #names: FoundNames;
  readonly #found = new Bytes();

  constructor(names: FoundNames) {
    this.#names = names;
  }

  /** Begins with another stretch: a file has thousands of objects. */
  in(bytes: Buffer, from: number, to: number): this {
    this.#bytes = bytes;
    this.end = from;
    this.#to = to;
    this.name = nameless;
    return this;
  }

  /** Goes on to the next one. Undefined at the end. */
  next(): StringKind {
    const bytes = this.#bytes;
    const to = this.#to;
    for (let at = this.end; at < to; ) {
      const byte = bytes[at] as number;
      if (byte === 0x3c && bytes[at + 1] === 0x3c) at += 2;
      else if (signs[byte] === 0) at += 1;
      else if (byte === 0x2f) return this.#readName(at + 1);
      else if (byte === 0x25) return this.#readComment(at);
      else return this.#readText(at);
    }
    return undefined;
  }

  /** What a string or a comment says. */
  get text(): string {
    if (this.#bytes[this.start] === 0x25) return this.#bytes.toString('utf8', this.start + 1, this.end);
    return new PdfString(this.#found.data.subarray(0, this.#found.length)).text;
  }

  #readText(at: number): StringKind {
    this.start = at;
    this.#found.length = 0;
    this.end = (this.#bytes[at] === 0x28 ? literalBytes : hexBytes)(this.#bytes, at + 1, this.#to, this.#found);
    return 'text';
  }

  #readName(start: number): StringKind {
    const bytes = this.#bytes;
    let at = start;
    let hash = 0;
    for (; at < this.#to && classes[bytes[at] as number] === 0; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    this.start = start;
    this.end = at;
    const known = this.#names.get(hash) ?? [];
    this.name = known.find(({ raw }) => isHere(raw, bytes, start, at)) ?? this.#newName(hash, known);
    return 'name';
  }

  #newName(hash: number, known: readonly FoundName[]): FoundName {
    const raw = this.#bytes.toString('latin1', this.start, this.end);
    const plain = raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    const text = unescaped(plain);
    const fresh = { raw, text, isDull: text.length < 4 || formatNames.has(text.toLowerCase()) };
    this.#names.set(hash, [...known, fresh]);
    return fresh;
  }

  #readComment(from: number): StringKind {
    const bytes = this.#bytes;
    let at = from;
    while (at < this.#to && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
    this.start = from;
    this.end = at;
    return 'comment';
  }
}

/** Where something may begin. */
const signs = new Uint8Array(256);
for (const sign of '/(<%') signs[sign.charCodeAt(0)] = 1;

function isHere(raw: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (raw.length !== to - from) return false;
  for (let index = 0; index < raw.length; index += 1) if (bytes[from + index] !== raw.charCodeAt(index)) return false;
  return true;
}

/** Percent-encoding resolved, where it is that. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
