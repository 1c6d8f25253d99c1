/**
 * Strings and names in bytes that need not be complete objects (ISO 32000-1, 7.3.4 and 7.3.5): faster than parsing values, and
 * nothing is missed.
 */
import { endOfLine, endOfRegular, endOfSpace, isDigit, isHere } from '../pdf/content/bytes.ts';
import { PdfString } from '../pdf/objects/index.ts';
import { formatNames } from './labels.ts';
import { StringBytes } from './string-bytes.ts';

/** A range of bytes to read: an object, or part of one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The object's number; 0 if it is unknown. */
  readonly num: number;
}

/** Receives strings, names and comments. */
export interface StringTaker {
  /** @param key the name before it, empty without one */
  readonly text: (text: string, key: string, stretch: Stretch) => void;
  /** Receives significant names. @param at the name's offset in the bytes, after its slash */
  readonly name: (text: string, at: number, stretch: Stretch) => void;
  readonly comment: (text: string, stretch: Stretch) => void;
}

/** Shorter names matter only if an array follows: they may be destinations. */
const longName = 8;

/** Bytes to search for strings. */
export class Strings {
  readonly #bytes: Buffer;
  readonly #taker: StringTaker;
  readonly #string: StringBytes;
  /** Names that do not matter, as written: a file has tens of thousands of names, but only a few hundred different ones. */
  readonly #insignificant = new Set<string>();
  /** The last name: a string after it is its value. */
  #nameFrom = 0;
  #nameTo = 0;

  constructor(bytes: Buffer, taker: StringTaker) {
    this.#bytes = bytes;
    this.#taker = taker;
    this.#string = new StringBytes(bytes.length);
  }

  /** Passes on all strings, names and comments of a range, in order. */
  in(stretch: Stretch): void {
    const bytes = this.#bytes;
    const string = this.#string;
    const end = Math.min(stretch.to, bytes.length);
    this.#nameTo = this.#nameFrom;
    for (let at = stretch.from; at < end; ) {
      const byte = bytes[at];
      if (byte === 0x2f) at = this.#readName(at + 1, end, stretch);
      else if (byte === 0x28) {
        at = string.readLiteral(bytes, at + 1, end);
        this.#passText(stretch);
      } else if (byte === 0x3c && bytes[at + 1] === 0x3c) at += 2;
      else if (byte === 0x3c) {
        at = string.readHex(bytes, at + 1, end);
        this.#passText(stretch);
      } else if (byte === 0x25) {
        const to = endOfLine(bytes, at, end);
        this.#taker.comment(bytes.toString('utf8', at + 1, to), stretch);
        at = to;
      } else at += 1;
    }
  }

  #passText(stretch: Stretch): void {
    const { bytes, length } = this.#string;
    if (length === 0 || this.#isNode()) return;
    const key = this.#nameTo > this.#nameFrom ? decoded(this.#bytes.toString('latin1', this.#nameFrom, this.#nameTo)) : '';
    this.#taker.text(new PdfString(bytes.subarray(0, length)).text, key, stretch);
  }

  /** Whether it is an element ID as Chrome writes it: `/ID (node00000012)`. There are thousands, without information. */
  #isNode(): boolean {
    const { length, bytes } = this.#string;
    if (this.#nameTo - this.#nameFrom !== 2 || !isHere(this.#bytes, this.#nameFrom, 'ID') || length < 5 || !isHere(bytes, 0, 'node'))
      return false;
    for (let at = 4; at < length; at += 1) if (!isDigit(bytes[at])) return false;
    return true;
  }

  /** Returns the offset after the name. */
  #readName(from: number, end: number, stretch: Stretch): number {
    const bytes = this.#bytes;
    const to = endOfRegular(bytes, from, end);
    this.#nameFrom = from;
    this.#nameTo = to;
    if (to - from < longName && bytes[endOfSpace(bytes, to, bytes.length)] !== 0x5b) return to;
    const raw = bytes.toString('latin1', from, to);
    if (this.#insignificant.has(raw)) return to;
    const text = decoded(raw);
    if (text.length < 4 || formatNames.has(text.toLowerCase())) this.#insignificant.add(raw);
    else this.#taker.name(text, from, stretch);
    return to;
  }
}

/** A name without `#xx`, and without percent-encoding, in which Chrome writes an id. */
const decoded = (raw: string): string =>
  unescaped(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));

/** Decodes percent-encoding, if the text is valid percent-encoding. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
