/** ToUnicode maps (ISO 32000-1, 9.10.3). */
import { endOfSpace, isHex, nibble } from '../pdf/content/bytes.ts';

/** Receives what codes mean. */
interface Taker {
  /** A code that maps to one UTF-16 code unit. */
  readonly setUnit: (code: number, unit: number) => void;
  /** A range of codes, each mapped to the character after the previous one. */
  readonly setRange: (low: number, high: number, text: string) => void;
}

export function readMap(bytes: Buffer, codes: Taker): void {
  readBlocks(bytes, 'beginbfchar', 'endbfchar', (at, to) => readEntry(bytes, at, to, false, codes));
  readBlocks(bytes, 'beginbfrange', 'endbfrange', (at, to) => readEntry(bytes, at, to, true, codes));
}

/** @param readAt returns the offset after the entry here; -1 if there is none */
function readBlocks(bytes: Buffer, begin: string, end: string, readAt: (at: number, to: number) => number): void {
  let from = bytes.indexOf(begin);
  while (from >= 0) {
    const to = bytes.indexOf(end, from + begin.length);
    for (let at = from + begin.length; at < to; ) {
      const next = readAt(at, to);
      at = next < 0 ? at + 1 : next;
    }
    from = to < 0 ? -1 : bytes.indexOf(begin, to);
  }
}

/** The end of the hexadecimal string here; -1 if there is none. */
function endOfHex(bytes: Buffer, from: number, to: number): number {
  if (from >= to || bytes[from] !== 0x3c) return -1;
  let at = from + 1;
  while (at < to && isHex(bytes[at])) at += 1;
  return at > from + 1 && at < to && bytes[at] === 0x3e ? at + 1 : -1;
}

/** The value of a hexadecimal string; 0x10000 if it exceeds sixteen bits. */
function numberOf(bytes: Buffer, from: number, end: number): number {
  let value = 0;
  for (let at = from + 1; at < end - 1 && value <= 0xffff; at += 1) value = (value << 4) | nibble(bytes[at]);
  return Math.min(value, 0x10000);
}

/** Decodes UTF-16 in hexadecimal digits. */
const utf16 = (hex: string): string =>
  Buffer.from(hex.padStart(4 * Math.ceil(hex.length / 4), '0'), 'hex')
    .swap16()
    .toString('utf16le');

/** A range of codes, each mapped to the character after the previous one; the string here gives the first. */
function setRange(bytes: Buffer, low: number, high: number, from: number, end: number, codes: Taker): void {
  if (end - from > 6) codes.setRange(low, high, utf16(bytes.toString('latin1', from + 1, end - 1)));
  else {
    const unit = numberOf(bytes, from, end);
    for (let code = low; code <= high; code += 1) codes.setUnit(code, unit + code - low);
  }
}

/** A code, or two in ranges, and what they map to. Returns the offset after it; -1 if there is no entry here. */
function readEntry(bytes: Buffer, from: number, to: number, hasRanges: boolean, codes: Taker): number {
  let end = endOfHex(bytes, from, to);
  if (end < 0) return -1;
  const low = numberOf(bytes, from, end);
  let high = low;
  let next = endOfSpace(bytes, end, to);
  if (hasRanges) {
    end = endOfHex(bytes, next, to);
    if (end < 0) return -1;
    high = numberOf(bytes, next, end);
    next = endOfSpace(bytes, end, to);
    if (next < to && bytes[next] === 0x5b) return readList(bytes, next + 1, to, low, high, codes);
  }
  end = endOfHex(bytes, next, to);
  if (end >= 0) setRange(bytes, low, high, next, end, codes);
  return end;
}

/** A list with what each of several codes maps to. */
function readList(bytes: Buffer, from: number, to: number, low: number, high: number, codes: Taker): number {
  // Codes beyond the end of the list map to nothing.
  codes.setRange(low, high, '');
  let code = low;
  let at = from;
  while (at < to && bytes[at] !== 0x5d) {
    const end = endOfHex(bytes, at, to);
    if (end < 0) at += 1;
    else {
      if (code <= high) setRange(bytes, code, code, at, end, codes);
      code += 1;
      at = end;
    }
  }
  return at + 1;
}
