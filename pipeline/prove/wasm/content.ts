/**
 * Content streams (ISO 32000-1, 7.8.2 and 9.4): what their operators show, as text, and what they mark and draw, as events.
 */
import {
  endOfImage,
  endOfLine,
  endOfLiteral,
  endOfRegular,
  endOfSpace,
  isDelimiter,
  isDigit,
  isHere,
  isHex,
  isRegular,
  isSpace,
  operatorIn,
  wholeAt,
} from '../../pdf/content/wasm/bytes';
import { font } from './host';
import { softBreak } from './letters';
import { emit, grow, input, inputEnd, scratch, text } from './memory';
import { hexBytes, literalBytes, stringLength } from './strings';

/** Kinds of events. Each is followed by the number of text units before it, and by two words of its own. */
/** A mark, and its number; -1 for a mark without one. */
const marked: i32 = 1;
/** A mark with other properties, and the range of its operands. */
const opened: i32 = 2;
const closed: i32 = 3;
/** An image or form is drawn, and the range of the operand that names it. */
const drawn: i32 = 4;
const comment: i32 = 5;

/** From this distance on (in thousandths of the font size), a step to the right may be a space. */
const space: i32 = 180;

/** Where the operands of the current operator begin; 0 before the first. */
let first: usize = 0;
/**
 * The current font: bytes per code, number of known codes, offset of the table for codes that map to several characters
 * (or 0), and a character for each code. The table has an offset for each such code, where the number of its characters and the
 * characters are.
 */
let current: usize = 0;
/** In place of a character: the code maps to several. */
const several: i32 = 0xffff;

/** Number of UTF-16 units read. */
export let unitCount: i32 = 0;

/** Cache of the fonts selected in this stream: start and end of the name, font. */
const maxNames: i32 = 64;
const names = memory.data(768, 8);
let nameCount: i32 = 0;

/** Reads the input. @param latin the font in effect until another is selected */
export function readContent(latin: usize): void {
  current = latin;
  nameCount = 0;
  unitCount = 0;
  first = 0;
  let at = input;
  while (at < inputEnd) {
    const byte = <i32>load<u8>(at);
    if (isSpace(byte)) {
      at += 1;
      continue;
    }
    if (first === 0) first = at;
    if (isDelimiter(byte)) {
      if (byte === 0x28) at = endOfLiteral(at, inputEnd);
      else if (byte === 0x3c) at = afterHex(at);
      else if (byte === 0x25) {
        const from = at;
        at = endOfLine(at, inputEnd);
        eventAt(comment, from, at);
        // A comment may occur between operands, but is not one.
        if (first === from) first = 0;
      } else at = byte === 0x2f ? endOfRegular(at + 1, inputEnd) : at + 1;
      continue;
    }
    const start = at;
    at = endOfRegular(at, inputEnd);
    const isNumber = isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
    if (isNumber || isNotOperator(start, at)) continue;
    at = operate(operatorIn(start, at), start, at);
    first = 0;
  }
}

/** Neither the rest of a hexadecimal string nor these words are operators. */
function isNotOperator(start: usize, end: usize): bool {
  if (start > input && load<u8>(start - 1) === 0x3c) return true;
  const length = end - start;
  return (length === 4 && (isHere(start, 'true') || isHere(start, 'null'))) || (length === 5 && isHere(start, 'false'));
}

/** Returns the position after a hexadecimal string; after the `<` alone, if it is something else or a dictionary begins. */
function afterHex(from: usize): usize {
  for (let at = from + 1; at < inputEnd; at += 1) {
    const byte = load<u8>(at);
    if (byte === 0x3e) return at + 1;
    if (!isHex(byte) && !isSpace(byte)) break;
  }
  return from + 1;
}

/** Returns the position after the operator. */
function operate(code: i32, start: usize, end: usize): usize {
  switch (code) {
    case 0x546a: // Tj
    case 0x544a: // TJ
      show(start);
      break;
    case 0x5466: // Tf
      selectFont(start);
      break;
    case 0x546d: // Tm
    case 0x542a: // T*
    case 0x4254: // BT
      unit(softBreak);
      break;
    case 0x5464: // Td
    case 0x5444: // TD
      if (!isHorizontal(start)) unit(softBreak);
      break;
    case 0x424443: // BDC
      begin(start);
      break;
    case 0x424d43: // BMC
      unit(softBreak);
      event(marked, -1, 0);
      break;
    case 0x454d43: // EMC
      event(closed, 0, 0);
      break;
    case 0x446f: // Do
      eventAt(drawn, first === 0 ? start : first, start);
      break;
    case 0x27: // '
    case 0x22: // "
      unit(softBreak);
      show(start);
      break;
    case 0x4249: // BI
      return endOfImage(end, inputEnd);
  }
  return end;
}

function isWord(byte: i32): bool {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f;
}

/** The end of the name here, if it consists of letters and digits; 0 for any other operand. */
function endOfPlainName(from: usize, to: usize): usize {
  if (load<u8>(from) !== 0x2f) return 0;
  let at = from + 1;
  while (at < to && isWord(load<u8>(at))) at += 1;
  return at < to && isSpace(load<u8>(at)) ? at : 0;
}

function selectFont(to: usize): void {
  if (first === 0) return;
  const end = endOfPlainName(first, to);
  if (end > 0) {
    for (let index = 0; index < nameCount; index += 1) {
      const entry = names + <usize>index * 12;
      const from = <usize>load<u32>(entry);
      const length = end - first;
      if (<usize>load<u32>(entry, 4) - from !== length || memory.compare(from, first, length) !== 0) continue;
      current = <usize>load<u32>(entry, 8);
      return;
    }
  }
  current = font(first, to);
  if (end === 0 || nameCount === maxNames) return;
  const entry = names + <usize>nameCount * 12;
  store<u32>(entry, <u32>first);
  store<u32>(entry, <u32>end, 4);
  store<u32>(entry, <u32>current, 8);
  nameCount += 1;
}

/** Whether a move to the next position is horizontal. */
function isHorizontal(to: usize): bool {
  if (first === 0) return true;
  let at = to;
  while (at > first && isSpace(load<u8>(at - 1))) at -= 1;
  for (; at > first && isRegular(load<u8>(at - 1)); at -= 1) {
    const byte = load<u8>(at - 1);
    if (byte >= 0x31 && byte <= 0x39) return false;
  }
  return true;
}

function show(to: usize): void {
  if (first === 0) return;
  let left = 0;
  for (let at = first; at < to; ) {
    const byte = load<u8>(at);
    if (byte === 0x3c || byte === 0x28) {
      at = byte === 0x3c ? hexBytes(at + 1, to, scratch, left) : literalBytes(at + 1, to, scratch, left);
      left = emitCodes(stringLength);
    } else if (byte === 0x2d) {
      let value = 0;
      for (at += 1; at < to && isDigit(load<u8>(at)); at += 1) if (value < 100000) value = value * 10 + load<u8>(at) - 0x30;
      if (value > space) unit(softBreak);
    } else at += 1;
  }
}

/** Emits what the codes of a string map to. Half a code is kept: the next string may begin with the other half. @returns number of bytes kept */
function emitCodes(length: i32): i32 {
  const width = load<i32>(current);
  const known = load<i32>(current, 4);
  for (let at = width - 1; at < length; at += width) {
    const low = <i32>load<u8>(scratch + at);
    const code = width === 1 ? low : ((<i32>load<u8>(scratch + at - 1)) << 8) | low;
    const one = code < known ? <i32>load<u16>(current + ((<usize>code) << 1), 12) : 0;
    if (one === several) emitSeveral(code);
    else if (one !== 0) unit(one);
  }
  if (width === 1 || length % 2 === 0) return 0;
  store<u8>(scratch, load<u8>(scratch + length - 1));
  return 1;
}

function emitSeveral(code: i32): void {
  const place = <usize>load<u32>(load<u32>(current, 8) + ((<usize>code) << 2));
  const count = load<i32>(place);
  for (let index = 0; index < count; index += 1) unit(load<u16>(place + ((<usize>index) << 1), 4));
}

function unit(code: i32): void {
  const place = text + ((<usize>unitCount) << 1);
  grow(place + 2);
  store<u16>(place, code);
  unitCount += 1;
}

function event(kind: i32, one: i32, other: i32): void {
  emit(kind);
  emit(unitCount);
  emit(one);
  emit(other);
}

/** An event about a range of the input. */
function eventAt(kind: i32, from: usize, to: usize): void {
  event(kind, <i32>(from - input), <i32>(to - input));
}

function begin(to: usize): void {
  unit(softBreak);
  const number = plainMark(to);
  if (number >= 0) event(marked, number, 0);
  else eventAt(opened, first === 0 ? to : first, to);
}

/** The number in `/P<</MCID 12>>`, as our writer and most others write it; -1 for any other operands, whose properties may contain text. */
function plainMark(to: usize): i32 {
  if (first === 0 || load<u8>(first) !== 0x2f) return -1;
  let at = first + 1;
  while (at < to && isWord(load<u8>(at))) at += 1;
  at = endOfSpace(at, to);
  if (!isHere(at, '<</MCID ')) return -1;
  at += 8;
  const number = wholeAt(at);
  if (number < 0 || number === i32.MAX_VALUE) return -1;
  while (isDigit(load<u8>(at))) at += 1;
  at = endOfSpace(at, to);
  return isHere(at, '>>') && endOfSpace(at + 2, to) === to ? number : -1;
}
