/** Letters and digits of a text, and what separates them: see `../letters.ts`. */

import { surrogate } from './host';
import { emit, grow, input, inputEnd, text } from './memory';

/** What separates a letter from the one before it, as bits. */
export const joined: i32 = 0;
const afterSoftBreak: i32 = 1;
export const separated: i32 = 2;
export const afterBoundary: i32 = 4;

/** Character classes, as in `../characters.ts`. */
const letter: i32 = 1;
const digit: i32 = 2;
const dropped: i32 = 3;
const inNumber: i32 = 4;
const hyphen: i32 = 5;

/** Markers in a text that are not characters. */
export const softBreak: i32 = 0xfdd0;
const boundary: i32 = 0xfdd1;
const placeMark: i32 = 0xfdd2;
const reorderPoint: i32 = 0xfdd3;

/** For each character, its class and the letter that it becomes: written by the host. */
export const characters = memory.data(0x60000, 8);
/** Instead of a letter: the offset in the pool of the list of its letters, which starts with their number. */
const several: i32 = 0x1000000;
const pool = characters + 0x40000;

/** Number of letters read. Each is a 32-bit word: its code, and above it what separates it from the one before. */
export let length: i32 = 0;
/** The position after the last letter. */
let place: usize = 0;
let gap: i32 = joined;
let afterHyphen: bool = false;
let isInNumber: bool = false;
let isAfterDigit: bool = false;

export function codeAt(at: i32): i32 {
  return at < length ? <i32>load<u16>(text + ((<usize>at) << 2)) : 0;
}

export function gapAt(at: i32): i32 {
  return <i32>load<u16>(text + ((<usize>at) << 2), 2);
}

/** Whether a letter is written without spaces around words, so that a word may begin anywhere. */
export function isDense(code: i32): bool {
  return code >= 0x3040 && (code <= 0x30ff || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd800 && code <= 0xdfff) || code >= 0xf900);
}

/**
 * Reads the letters of the input. Emits the markers among them: for a place mark, the number of letters
 * before it; for a reorder point the same, with the highest bit set.
 */
export function readLetters(): void {
  length = 0;
  place = text;
  gap = afterBoundary;
  afterHyphen = false;
  isInNumber = false;
  isAfterDigit = false;
  for (let at = input; at < inputEnd; at += 2) {
    const code = <i32>load<u16>(at);
    // Ideographs stay unchanged; a Japanese text has thousands of them.
    if (code >= 0x4e00 && code <= 0x9fef) put(code, false);
    else if (code >= 0xd800 && code <= 0xdbff) at += wide(at, code);
    else if (code >= softBreak && code <= reorderPoint) marker(code);
    else one(code);
  }
}

/** A surrogate pair. Returns the number of bytes of the second half. */
function wide(at: usize, code: i32): usize {
  const next = <i32>load<u16>(at, 2);
  const isWhole = next >= 0xdc00 && next <= 0xdfff;
  surrogate(code, isWhole ? next : 0);
  return isWhole ? 2 : 0;
}

function marker(code: i32): void {
  if (code === softBreak) {
    gap |= afterSoftBreak;
    afterHyphen = false;
  } else if (code === boundary) {
    part();
    gap |= afterBoundary;
  } else emit(code === placeMark ? length : length | <i32>0x80000000);
}

function one(code: i32): void {
  const known = load<i32>(characters + ((<usize>code) << 2));
  const sort = (known >>> 16) & 0xff;
  if (sort === letter || sort === digit) {
    if ((known & several) === 0) put(known & 0xffff, sort === digit);
    else putAll(known & 0xffff, sort === digit);
  } else if (sort === inNumber) {
    if (isAfterDigit && !isInNumber && gap === joined) isInNumber = true;
    else part();
  } else if (sort === hyphen) afterHyphen = true;
  else if (sort !== dropped) part();
}

function putAll(from: i32, isDigit: bool): void {
  const place = pool + ((<usize>from) << 1);
  const count = <usize>load<u16>(place);
  for (let index: usize = 1; index <= count; index += 1) put(<i32>load<u16>(place + (index << 1)), isDigit);
}

/** White space or punctuation: no word continues across it. */
export function part(): void {
  gap |= separated;
  afterHyphen = false;
  isInNumber = false;
}

/** A letter of a character that the host spells out. */
export function push(code: i32): void {
  put(code, false);
}

function put(code: i32, isDigit: bool): void {
  if (afterHyphen || (isInNumber && !isDigit)) part();
  grow(place + 4);
  store<i32>(place, code | (gap << 16));
  place += 4;
  length += 1;
  gap = joined;
  isInNumber = false;
  isAfterDigit = isDigit;
}
