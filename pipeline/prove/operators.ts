/** The operators of content streams that show text, mark it or draw (ISO 32000-1, 7.8.2 and 9.4), in streams of any writer. */
import {
  endOfImage,
  endOfLine,
  endOfLiteral,
  endOfRegular,
  endOfSpace,
  isDigit,
  isHere,
  isRegular,
  isSpace,
  maxWhole,
  nibbles,
  operatorIn,
  wholeAt,
} from '../pdf/content/bytes.ts';
import { classes } from '../pdf/objects/parser.ts';
import type { Codes } from './fonts.ts';
import { softBreak } from './letters.ts';
import { StringBytes } from './string-bytes.ts';
import type { Units } from './units.ts';

/** What a stream does besides showing text, in order. Operands are ranges of its bytes. */
export interface Operations {
  readonly selectFont: (from: number, to: number) => Codes;
  /** A mark, and its number; -1 for one without. */
  readonly mark: (mcid: number) => void;
  /** A mark with other properties. */
  readonly markWith: (from: number, to: number) => void;
  readonly endMark: () => void;
  /** An image or form is drawn. */
  readonly draw: (from: number, to: number) => void;
  readonly comment: (from: number, to: number) => void;
}

/** From this distance on (in thousandths of the font size), a step to the right may be a space. */
const space = 180;

const breakUnit = softBreak.charCodeAt(0);

/** Reads one stream. */
export class Operators {
  readonly #bytes: Buffer;
  readonly #operations: Operations;
  readonly #shown: Units;
  readonly #string: StringBytes;
  #font: Codes;
  /** Where the operands of the current operator begin; -1 before the first. */
  #first = -1;

  /**
   * @param font in effect until another is selected
   * @param shown receives the text, where operations are called in its order
   */
  constructor(bytes: Buffer, font: Codes, shown: Units, operations: Operations) {
    this.#bytes = bytes;
    this.#font = font;
    this.#shown = shown;
    this.#operations = operations;
    this.#string = new StringBytes(bytes.length);
  }

  read(): void {
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      const byte = bytes[at] as number;
      const kind = classes[byte];
      if (kind === 1) {
        at += 1;
        continue;
      }
      if (this.#first < 0) this.#first = at;
      if (kind === 2) {
        if (byte === 0x28) at = endOfLiteral(bytes, at, end);
        else if (byte === 0x3c) at = this.#behindHex(at);
        else if (byte === 0x25) {
          const from = at;
          at = endOfLine(bytes, at, end);
          this.#operations.comment(from, at);
          // A comment may occur between operands, but is not one.
          if (this.#first === from) this.#first = -1;
        } else at = byte === 0x2f ? endOfRegular(bytes, at + 1, end) : at + 1;
        continue;
      }
      const start = at;
      at = endOfRegular(bytes, at, end);
      const isNumber = isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
      if (isNumber || this.#isNotOperator(start, at)) continue;
      at = this.#operate(operatorIn(bytes, start, at), start, at);
      this.#first = -1;
    }
  }

  /** Neither the rest of a hexadecimal string nor these words are operators. */
  #isNotOperator(start: number, end: number): boolean {
    const bytes = this.#bytes;
    if (start > 0 && bytes[start - 1] === 0x3c) return true;
    const length = end - start;
    return (
      (length === 4 && (isHere(bytes, start, 'true') || isHere(bytes, start, 'null'))) || (length === 5 && isHere(bytes, start, 'false'))
    );
  }

  /** Returns the offset after a hexadecimal string; after the `<` alone, if it is something else or a dictionary begins. */
  #behindHex(from: number): number {
    const bytes = this.#bytes;
    for (let at = from + 1; at < bytes.length; at += 1) {
      const byte = bytes[at] as number;
      if (byte === 0x3e) return at + 1;
      if ((nibbles[byte] as number) < 0 && classes[byte] !== 1) break;
    }
    return from + 1;
  }

  /** Returns the offset after the operator. */
  #operate(code: number, start: number, end: number): number {
    switch (code) {
      case 0x546a: // Tj
      case 0x544a: // TJ
        this.#show(start);
        break;
      case 0x5466: // Tf
        this.#font = this.#operations.selectFont(this.#first, start);
        break;
      case 0x546d: // Tm
      case 0x542a: // T*
      case 0x4254: // BT
        this.#shown.push(breakUnit);
        break;
      case 0x5464: // Td
      case 0x5444: // TD
        if (!this.#isHorizontal(start)) this.#shown.push(breakUnit);
        break;
      case 0x424443: // BDC
        this.#begin(start);
        break;
      case 0x424d43: // BMC
        this.#shown.push(breakUnit);
        this.#operations.mark(-1);
        break;
      case 0x454d43: // EMC
        this.#operations.endMark();
        break;
      case 0x446f: // Do
        this.#operations.draw(this.#first, start);
        break;
      case 0x27: // '
      case 0x22: // "
        this.#shown.push(breakUnit);
        this.#show(start);
        break;
      case 0x4249: // BI
        return endOfImage(this.#bytes, end, this.#bytes.length);
    }
    return end;
  }

  /** Whether a move to the next position is horizontal. */
  #isHorizontal(to: number): boolean {
    const bytes = this.#bytes;
    const first = this.#first;
    let at = to;
    while (at > first && isSpace(bytes[at - 1])) at -= 1;
    for (; at > first && isRegular(bytes[at - 1]); at -= 1) {
      const byte = bytes[at - 1] as number;
      if (byte >= 0x31 && byte <= 0x39) return false;
    }
    return true;
  }

  #show(to: number): void {
    const bytes = this.#bytes;
    const string = this.#string;
    let left = 0;
    for (let at = this.#first; at < to; ) {
      const byte = bytes[at];
      if (byte === 0x3c || byte === 0x28) {
        at = byte === 0x3c ? string.readHex(bytes, at + 1, to, left) : string.readLiteral(bytes, at + 1, to, left);
        left = this.#showCodes();
      } else if (byte === 0x2d) {
        let value = 0;
        for (at += 1; at < to && isDigit(bytes[at]); at += 1) if (value < 100000) value = value * 10 + (bytes[at] as number) - 0x30;
        if (value > space) this.#shown.push(breakUnit);
      } else at += 1;
    }
  }

  /** Shows what the codes of a string mean. Half a code is kept: the next string may begin with the other half. @returns number of bytes kept */
  #showCodes(): number {
    const { bytes, length } = this.#string;
    const left = this.#font.write(bytes, length, this.#shown);
    if (left === 1) bytes[0] = bytes[length - 1] as number;
    return left;
  }

  #begin(to: number): void {
    this.#shown.push(breakUnit);
    const number = this.#plainMark(to);
    if (number >= 0) this.#operations.mark(number);
    else this.#operations.markWith(this.#first, to);
  }

  /** The number in `/P<</MCID 12>>`, as our writer and most others write it; -1 for any other operands, whose properties may contain text. */
  #plainMark(to: number): number {
    const bytes = this.#bytes;
    if (bytes[this.#first] !== 0x2f) return -1;
    let at = this.#first + 1;
    while (at < to && isWord(bytes[at])) at += 1;
    at = endOfSpace(bytes, at, to);
    if (!isHere(bytes, at, '<</MCID ')) return -1;
    at += 8;
    const number = wholeAt(bytes, at);
    if (number < 0 || number === maxWhole) return -1;
    while (isDigit(bytes[at])) at += 1;
    at = endOfSpace(bytes, at, to);
    return isHere(bytes, at, '>>') && endOfSpace(bytes, at + 2, to) === to ? number : -1;
  }
}

const isWord = (byte = 0): boolean => isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f;
