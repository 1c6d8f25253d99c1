/** The text of an object (ISO 32000-1, 7.2 and 7.3): its references are met, or it is written with others. */
import { endOfLine, endOfLiteral, endOfRegular, endOfSpace, isDigit, isRegular, isSpace, placeOf } from '../../content/wasm/bytes';
import { copy, endOf, meet, next, numberOf, out, shiftOf, takeBack, textOf, verbatim, whole, write, byte as writeByte } from './memory';

/** Reads all that was met and has a text. */
export function reachAll(): void {
  for (let num = next(); num > 0; num = next()) read(textOf(num), endOf(num), shiftOf(num), false);
}

/** Writes an object's text. */
export function writeText(num: i32): void {
  const shift = shiftOf(num);
  if (shift === verbatim) copy(textOf(num), endOf(num));
  else read(textOf(num), endOf(num), shift, true);
}

/** Meets all references; or writes the text with their new numbers and without needless white space. */
function read(from: usize, to: usize, shift: i32, isWriting: bool): void {
  /** Where that begins which is not written yet. */
  let run = from;
  /** Whether a word must not follow at once. */
  let isOpen = false;
  /** The last two tokens: whole numbers, or -1, and where the first of them is written. */
  let first: i32 = -1;
  let second: i32 = -1;
  let firstPlace: usize = 0;
  let secondPlace: usize = 0;
  let at = from;
  while (at < to) {
    const byte = load<u8>(at);
    const start = at;
    if (isSpace(byte) || byte === 0x25) {
      at = byte === 0x25 ? endOfLine(at, to) : endOfSpace(at, to);
      // One space between two words stays.
      if (byte === 0x20 && at === start + 1 && isOpen && at < to && isRegular(load<u8>(at))) continue;
      if (isWriting) copy(run, start);
      run = at;
      continue;
    }
    const isWord = isRegular(byte);
    // White space was left out, or was none that a word needs.
    if (isWriting && isWord && isOpen && run === start) writeByte(0x20);
    const place = out + (start - run);
    at = endOfToken(start, to);
    if (byte === 0x52 && at === start + 1 && first >= 0 && second >= 0) {
      if (isWriting) {
        copy(run, start);
        takeBack(firstPlace);
        writeReference(numberOf(first + shift));
      } else meet(first + shift);
      run = at;
      isOpen = true;
      first = -1;
      second = -1;
      continue;
    }
    // A name of no letters ends with its slash.
    isOpen = isWord || byte === 0x2f;
    first = second;
    firstPlace = secondPlace;
    second = isWord ? wholeIn(start, at) : -1;
    secondPlace = place;
  }
  if (isWriting) copy(run, to);
}

function endOfToken(start: usize, to: usize): usize {
  const byte = load<u8>(start);
  if (byte === 0x28) return endOfLiteral(start, to);
  const isTwice = start + 1 < to && load<u8>(start, 1) === byte;
  if (byte === 0x3c && !isTwice) return (placeOf(0x3e, start, to) || to - 1) + 1;
  if (byte === 0x3c || (byte === 0x3e && isTwice)) return start + 2;
  return byte === 0x2f || isRegular(byte) ? endOfRegular(start + 1, to) : start + 1;
}

/** The whole number that a word is; -1 for another word, or one of more than nine digits. */
function wholeIn(from: usize, to: usize): i32 {
  if (to - from > 9) return -1;
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const byte = load<u8>(at);
    if (!isDigit(byte)) return -1;
    number = number * 10 + byte - 0x30;
  }
  return number;
}

function writeReference(num: i32): void {
  if (num === 0) write('null');
  else {
    whole(num);
    write(' 0 R');
  }
}
