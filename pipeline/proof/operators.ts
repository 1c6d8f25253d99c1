/**
 * The operators of a content stream (ISO 32000-1, 7.8.2), one after the other. What sees every byte stands here alone, small
 * and without callbacks: a thread's first files are read while its code is being compiled, and what is large and calls others
 * is compiled again and again.
 */
import { classes } from '../pdf/objects/parser.ts';
import { endOfLiteral } from '../pdf/objects/serialize.ts';

/** The number that `next` gives for an operator of up to three letters. */
export const operator = (name: string): number => [...name].reduce((sum, letter) => (sum << 8) | letter.charCodeAt(0), 0);

export const atEnd = -1;
/** Any operator of more letters. */
const longer = 0;
/** A comment stands from `start` to `end`. */
export const comment: number = operator('%');
const inlineImage = operator('BI');

/** How a byte begins what it begins: as its class says, or as a number. */
const numeric = 3;
const kinds = classes.slice();
for (const byte of '0123456789+-.') kinds[byte.charCodeAt(0)] = numeric;

export class Operators {
  readonly bytes: Buffer;
  /** Where the operands of the operator begin. */
  first = 0;
  /** Where it stands itself. */
  start = 0;
  end = 0;
  #open = false;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** Goes on to the next operator or comment. */
  next(): number {
    const { bytes } = this;
    const { length } = bytes;
    let at = this.end;
    if (!this.#open) this.first = -1;
    while (at < length) {
      const byte = bytes[at] as number;
      const kind = kinds[byte];
      if (kind === 1) {
        at += 1;
        continue;
      }
      if (this.first < 0) this.first = at;
      if (kind === 2) {
        if (byte === 0x28) at = endOfLiteral(bytes, at, length);
        else if (byte === 0x3c) at = afterHex(bytes, at);
        else if (byte === 0x25) return this.#comment(at);
        else if (byte === 0x2f) at = endOfWord(bytes, at + 1);
        else at += 1;
        continue;
      }
      const start = at;
      at = endOfWord(bytes, at);
      if (kind === numeric || isNone(bytes, start, at)) continue;
      this.#open = false;
      this.start = start;
      this.end = at;
      const code = codeOf(bytes, start, at);
      if (code === inlineImage) this.end = endOfImage(bytes, at);
      return code;
    }
    this.end = length;
    return atEnd;
  }

  #comment(from: number): number {
    const { bytes } = this;
    let at = from;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
    this.start = from;
    this.end = at;
    // It may stand between operands.
    this.#open = true;
    return comment;
  }
}

function endOfWord(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && classes[bytes[at] as number] === 0) at += 1;
  return at;
}

function codeOf(bytes: Buffer, start: number, end: number): number {
  if (end - start > 3) return longer;
  let code = 0;
  for (let at = start; at < end; at += 1) code = (code << 8) | (bytes[at] as number);
  return code;
}

/** Neither what is left of a string of hexadecimal digits nor these words are operators. */
function isNone(bytes: Buffer, start: number, end: number): boolean {
  return bytes[start - 1] === 0x3c || (end - start > 3 && /^(?:true|false|null)$/.test(bytes.toString('latin1', start, end)));
}

/** After a string of hexadecimal digits; where it is none, or a dictionary begins, after the sign. */
function afterHex(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x3e) return at + 1;
    const isDigit = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
    if (!isDigit && classes[byte] !== 1) break;
  }
  return from + 1;
}

/** After the EI of an image among the operators (8.9.7). */
function endOfImage(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('EI', from); at >= 0; at = bytes.indexOf('EI', at + 2)) {
    if (classes[bytes[at - 1] as number] === 1 && classes[bytes[at + 2] ?? 32] === 1) return at + 2;
  }
  return bytes.length;
}
