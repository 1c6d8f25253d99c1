/** The bytes of PDF strings (ISO 32000-1, 7.3.4). */
import { nibbles } from '../pdf/content/bytes.ts';

/** What the signs after a backslash stand for, where it is not themselves: `nrtbf`. */
const escapes = new Map([
  [0x6e, 10],
  [0x72, 13],
  [0x74, 9],
  [0x62, 8],
  [0x66, 12],
]);

const isOctal = (byte = 0): boolean => byte >= 0x30 && byte <= 0x37;

/** The string that was read last. */
export class StringBytes {
  /** Its bytes, and room for more. */
  readonly bytes: Buffer;
  /** Of the string, with the bytes before it. */
  length = 0;

  /** @param capacity length of what is read: no string in it is longer */
  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafe(capacity + 1);
  }

  /**
   * Reads a hexadecimal string after its `<`.
   * @param before number of bytes that are kept
   * @returns the offset after its `>`
   */
  readHex(source: Uint8Array, from: number, to: number, before = 0): number {
    const into = this.bytes;
    let high = -1;
    let length = before;
    let at = from;
    for (; at < to && source[at] !== 0x3e; at += 1) {
      const value = nibbles[source[at] as number] as number;
      if (value < 0) continue;
      if (high < 0) high = value;
      else {
        into[length] = (high << 4) | value;
        length += 1;
        high = -1;
      }
    }
    if (high >= 0) {
      into[length] = high << 4;
      length += 1;
    }
    this.length = length;
    return at + 1;
  }

  /** Reads a literal string after its `(`, in the same way. Returns the offset after its `)`. */
  readLiteral(source: Uint8Array, from: number, to: number, before = 0): number {
    const into = this.bytes;
    let depth = 1;
    let length = before;
    let at = from;
    while (at < to) {
      let byte = source[at] as number;
      at += 1;
      if (byte === 0x5c) {
        const next = source[at] ?? 0;
        if (next === 13 || next === 10) {
          at += next === 13 && source[at + 1] === 10 ? 2 : 1;
          continue;
        }
        if (isOctal(next)) {
          byte = 0;
          for (const end = at + 3; at < end && isOctal(source[at]); at += 1) byte = byte * 8 + (source[at] as number) - 0x30;
        } else {
          byte = escapes.get(next) ?? next;
          at += 1;
        }
      } else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) {
        depth -= 1;
        if (depth === 0) break;
      }
      into[length] = byte;
      length += 1;
    }
    this.length = length;
    return at;
  }
}
