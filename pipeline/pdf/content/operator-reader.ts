/** Reads the operators of a content stream one by one (ISO 32000-1, 7.8.2), with what stands before each. */
import { classes } from '../objects/parser.ts';
import { endOfLine, endOfLiteral, endOfRegular, endOfSpace, isDigit, isHere, isSpace, numberIn, operatorIn, wholeAt } from './bytes.ts';
import * as operators from './operators.ts';
import { mostOperands } from './text.ts';

export class OperatorReader {
  /** Offset at which reading goes on. */
  at = 0;
  /** Start of the operands of the operator; behind the last operator, the end of the bytes. */
  first = -1;
  /** Numbers that `readOperands` has read. */
  readonly operands = new Float64Array(mostOperands);
  readonly #bytes: Buffer;
  /** Start of the operator. */
  #operator = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Reads up to the end of the next operator. @returns its code, as in `operators`; -1 at the end of the bytes */
  next(): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    this.first = -1;
    while (this.at < end) {
      const at = this.at;
      const byte = bytes[at] as number;
      const kind = classes[byte];
      if (kind === 1) {
        this.at = at + 1;
        continue;
      }
      if (this.first < 0) this.first = at;
      if (byte === 0x28) this.at = endOfLiteral(bytes, at, end);
      else if (byte === 0x25) this.at = endOfLine(bytes, at, end);
      else if (byte === 0x2f) this.at = endOfRegular(bytes, at + 1, end);
      else if (kind === 2) this.at = at + 1;
      else if (byte <= 0x39 && byte !== 0x27 && byte !== 0x22) this.at = endOfRegular(bytes, at, end);
      else {
        this.#operator = at;
        this.at = endOfRegular(bytes, at, end);
        return operatorIn(bytes, at, this.at);
      }
    }
    this.first = end;
    return -1;
  }

  /** Reads the numbers before the operator into `operands`. @returns how many there are */
  readOperands(): number {
    const bytes = this.#bytes;
    const operator = this.#operator;
    let count = 0;
    for (let at = this.first; at < operator && count < mostOperands; ) {
      at = endOfSpace(bytes, at, operator);
      if (at === operator) break;
      const end = endOfRegular(bytes, at, operator);
      if (end === at) return count;
      this.operands[count] = numberIn(bytes, at, end);
      count += 1;
      at = end;
    }
    return count;
  }

  /** The name before the operator, without its slash. */
  name(): string {
    const from = this.first + 1;
    return this.#bytes.toString('latin1', from, endOfRegular(this.#bytes, from, this.at));
  }

  /** Whether the operands begin with these characters. */
  startsWith(text: string): boolean {
    return isHere(this.#bytes, this.first, text);
  }

  /** The MCID among the operands; -1 without one. */
  markNumber(): number {
    const bytes = this.#bytes;
    for (let at = this.first; at + 5 < this.#operator; at += 1)
      if (bytes[at] === 0x2f && isHere(bytes, at, '/MCID')) return wholeAt(bytes, endOfSpace(bytes, at + 5, this.#operator));
    return -1;
  }

  /** The offset after the next BT, skipping an underline; -1 if anything else comes first. */
  afterUnderline(): number {
    const bytes = this.#bytes;
    const limit = Math.min(bytes.length, this.at + 300);
    for (let at = this.at; at < limit; ) {
      const start = at;
      at = endOfRegular(bytes, start, limit);
      if (at === start || at === limit || !isSpace(bytes[at])) return -1;
      const code = operatorIn(bytes, start, at);
      if (code === operators.BT) return at;
      const byte = bytes[start];
      const isNumber = isDigit(byte) || byte === 0x2d || byte === 0x2e;
      const isDrawn = code === operators.RG || code === operators.rg || code === operators.re || code === operators.f;
      if (!isNumber && !isDrawn) return -1;
      at = endOfSpace(bytes, at, limit);
    }
    return -1;
  }
}
