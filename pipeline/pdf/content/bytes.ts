/** Lexical scanning of a PDF's bytes (ISO 32000-1, 7.2). What is beyond their end counts as zeros, which are white space. */
import { classes } from '../objects/parser.ts';

/** White space: NUL, tab, line feed, form feed, carriage return, space. */
export const isSpace = (byte = 0): boolean => classes[byte] === 1;

/** A byte of a number, a name or an operator. */
export const isRegular = (byte = 0): boolean => classes[byte] === 0;

export const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;

/** For each byte the value of the hexadecimal digit; -1 if it is none. */
export const nibbles: Int8Array = Int8Array.from({ length: 256 }, (_, byte) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase()),
);

/** The value of a hexadecimal digit; -1 for any other byte. */
export const nibble = (byte = 0): number => nibbles[byte] as number;

export const isHex = (byte = 0): boolean => nibble(byte) >= 0;

/** Whether these characters are at this offset. */
export function isHere(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

export function endOfRegular(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && classes[bytes[at] as number] === 0) at += 1;
  return at;
}

/** The offset after white space. */
export function endOfSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && classes[bytes[at] as number] === 1) at += 1;
  return at;
}

/** The end of the line, to skip a comment. */
export function endOfLine(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  return at;
}

/** The offset after the literal string that starts here. */
export function endOfLiteral(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return end;
}

/** The offset after the EI of an inline image; EI is surrounded by white space (8.9.7). */
export function endOfImage(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 1 < end; at += 1) {
    if (bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isSpace(bytes[at - 1]) && isSpace(bytes[at + 2])) return at + 2;
  }
  return end;
}

/** The characters of an operator as a number; 0 if it has more than three characters, as none of interest has. */
export function operatorIn(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 3) return 0;
  let code = 0;
  for (let at = from; at < to; at += 1) code = (code << 8) | (bytes[at] as number);
  return code;
}

/** The integer whose digits start here: -1 without digits, the largest of 32 bits for more than nine digits. */
export function wholeAt(bytes: Uint8Array, from: number): number {
  let number = 0;
  let at = from;
  for (; isDigit(bytes[at]); at += 1) number = number * 10 + (bytes[at] as number) - 0x30;
  return at === from ? -1 : at - from > 9 ? maxWhole : number;
}

export const maxWhole = 0x7fffffff;

const fractions = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];

/** The factor for this number of decimal places. */
export const fraction = (places: number): number => fractions[places] ?? 10 ** -places;

/** The number between two offsets. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = bytes[from] === 0x2d;
  let value = 0;
  let point = -1;
  for (let at = isNegative ? from + 1 : from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x2e) point = at;
    else value = value * 10 + (byte - 0x30);
  }
  const scaled = value * fraction(point < 0 ? 0 : to - point - 1);
  return isNegative ? -scaled : scaled;
}

/** The value of four hexadecimal digits. */
export function hex4(bytes: Uint8Array, at: number): number {
  const one = nibble(bytes[at]);
  const two = nibble(bytes[at + 1]);
  const three = nibble(bytes[at + 2]);
  const four = nibble(bytes[at + 3]);
  if ((one | two | three | four) >= 0) return (one << 12) | (two << 8) | (three << 4) | four;
  return (Math.max(0, one) << 12) | (Math.max(0, two) << 8) | (Math.max(0, three) << 4) | Math.max(0, four);
}
