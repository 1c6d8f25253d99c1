/** Strings and names in bytes that need not be whole objects (ISO 32000-1, 7.3.4 and 7.3.5): quicker than reading values, and nothing is missed. */

import { PdfString } from '../pdf/objects/index.ts';
import { classes } from '../pdf/objects/parser.ts';

const nibble = (byte: number) =>
  byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x41 && byte <= 0x46 ? byte - 0x37 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;

/** Reads a hexadecimal string after its `<`. Gives the place after its `>`. */
export function hexBytes(bytes: Uint8Array, at: number, to: number, put: (byte: number) => void): number {
  let high = -1;
  let place = at;
  for (; place < to && bytes[place] !== 0x3e; place += 1) {
    const value = nibble(bytes[place] as number);
    if (value < 0) continue;
    if (high < 0) high = value;
    else {
      put((high << 4) | value);
      high = -1;
    }
  }
  if (high >= 0) put(high << 4);
  return place + 1;
}

const escapes: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

/** Reads a literal string after its `(`. Gives the place after its `)`. */
export function literalBytes(bytes: Uint8Array, at: number, to: number, put: (byte: number) => void): number {
  let depth = 1;
  let place = at;
  while (place < to) {
    const byte = bytes[place] as number;
    place += 1;
    if (byte === 0x5c) {
      const next = bytes[place] as number;
      if (next >= 0x30 && next <= 0x37) {
        let value = 0;
        for (let count = 0; count < 3 && (bytes[place] as number) >= 0x30 && (bytes[place] as number) <= 0x37; count += 1) {
          value = value * 8 + (bytes[place] as number) - 0x30;
          place += 1;
        }
        put(value & 255);
      } else if (next === 13 || next === 10) place += next === 13 && bytes[place + 1] === 10 ? 2 : 1;
      else {
        put(escapes[next] ?? next);
        place += 1;
      }
    } else if (byte === 0x28) {
      depth += 1;
      put(byte);
    } else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return place;
      put(byte);
    } else put(byte);
  }
  return place;
}

/** What is told of the strings in some bytes. */
export interface StringSink {
  /** A text, with the key before it; empty without one. */
  readonly text: (text: string, key: string, at: number) => void;
  /** A name that is no key of the format itself; `#xx` resolved, percent-encoding too. */
  readonly name: (text: string, at: number) => void;
  /** A comment. */
  readonly comment: (text: string, at: number) => void;
}

/** Tells all strings, names and comments in a stretch of bytes, in their order. */
export function eachString(bytes: Buffer, from: number, to: number, sink: StringSink): void {
  let key = '';
  for (let at = from; at < to; ) {
    const byte = bytes[at] as number;
    if (byte === 0x2f) {
      const start = at + 1;
      at = start;
      while (at < to && classes[bytes[at] as number] === 0) at += 1;
      key = nameAt(bytes, start, at);
      sink.name(key, start);
    } else if (byte === 0x28 || (byte === 0x3c && bytes[at + 1] !== 0x3c)) {
      const found: number[] = [];
      const start = at;
      at = (byte === 0x28 ? literalBytes : hexBytes)(bytes, at + 1, to, (one) => found.push(one));
      sink.text(new PdfString(Uint8Array.from(found)).text, key, start);
    } else if (byte === 0x3c) at += 2;
    else if (byte === 0x25) {
      const start = at;
      while (at < to && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      sink.comment(bytes.toString('utf8', start + 1, at), start);
    } else at += 1;
  }
}

/** Chrome writes an id percent-encoded, and odd bytes of a name are written as #xx. */
function nameAt(bytes: Buffer, from: number, to: number): string {
  const raw = bytes.toString('latin1', from, to);
  if (!raw.includes('#') && !raw.includes('%')) return raw;
  const plain = raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return unescaped(plain);
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
