/** The marks that a structure refers to, in its order (ISO 32000-1, 14.7.2), in PDFs of any writer. */
import {
  endOfLine,
  endOfLiteral,
  endOfRegular,
  endOfSpace,
  isDigit,
  isHere,
  isSpace,
  nibble,
  placeOf,
  wholeAt,
} from '../../pdf/content/wasm/bytes';
import { events, grow, input, inputEnd, text } from './memory';

/** Number of objects. The events area has one more than the offset of each in the input (0 if it has none), then whether it was visited. */
let size: i32 = 0;
/** The end of the file's own bytes: an offset before it is that of `12 0 obj`, one after it that of a bare value. */
let fileEnd: usize = 0;

/** Number of marks read: each is emitted as its page's object number and its own number. */
export let markCount: i32 = 0;

/** Values of the dictionary that was read last: the position of each, or 0. */
let type: usize = 0;
let page: usize = 0;
let mark: usize = 0;
let kids: usize = 0;
let structure: usize = 0;

/**
 * Reads the structure of a document whose objects are in the input.
 * @param objects number of offsets
 * @param file length of the file, which is the beginning of the input
 */
export function readTags(catalog: i32, objects: i32, file: i32): void {
  size = objects;
  fileEnd = input + file;
  markCount = 0;
  memory.fill(events + ((<usize>size) << 2), 0, size);
  if (!readDict(follow(objectAt(catalog))) || !readDict(follow(structure)) || kids === 0) return;
  walk(kids, -1);
}

/** An element, a mark, or several of them, with everything below. */
function walk(value: usize, inherited: i32): void {
  const start = endOfBlank(value);
  const byte = load<u8>(start);
  if (byte === 0x5b) {
    for (let at = nextItem(start + 1); at !== 0; at = nextItem(endOfValue(at))) walk(at, inherited);
  } else if (isDigit(byte)) {
    const num = referenceAt(start);
    if (num < 0) emitMark(inherited, wholeAt(start));
    else if (meet(num)) walk(objectAt(num), inherited);
  } else if (readDict(start)) {
    if (isNamed(type, 'OBJR')) return;
    const own = page === 0 ? -1 : referenceAt(page);
    if (mark !== 0 && isDigit(load<u8>(mark))) emitMark(own < 0 ? inherited : own, wholeAt(mark));
    else if (kids !== 0) walk(kids, own < 0 ? inherited : own);
  }
}

/** @returns whether the object exists and was not visited before */
function meet(num: i32): bool {
  if (objectAt(num) === 0) return false;
  const place = events + ((<usize>size) << 2) + num;
  if (load<u8>(place) === 1) return false;
  store<u8>(place, 1);
  return true;
}

function emitMark(object: i32, mcid: i32): void {
  const place = text + ((<usize>markCount) << 3);
  grow(place + 8);
  store<i32>(place, object);
  store<i32>(place, mcid, 4);
  markCount += 1;
}

/** The position of an object's value; 0 if there is none. */
function objectAt(num: i32): usize {
  const place: usize = num < 0 || num >= size ? 0 : <usize>load<u32>(events + ((<usize>num) << 2));
  if (place === 0 || place > inputEnd - input) return 0;
  const at = input + place - 1;
  if (at >= fileEnd) return endOfBlank(at);
  if (wholeAt(at) !== num) return 0;
  const generation = endOfBlank(endOfRegular(at, fileEnd));
  const word = endOfBlank(endOfRegular(generation, fileEnd));
  return isHere(word, 'obj') ? endOfBlank(word + 3) : 0;
}

/** Resolves references; 0 if they lead nowhere. */
function follow(value: usize): usize {
  let at = value;
  for (let steps = 0; at !== 0 && steps < 32; steps += 1) {
    const num = referenceAt(at);
    if (num < 0) return at;
    at = objectAt(num);
  }
  return 0;
}

/** The number in `12 0 R`; -1 for any other value. */
function referenceAt(at: usize): i32 {
  const end = endOfReference(at);
  return end === 0 ? -1 : wholeAt(at);
}

function endOfReference(from: usize): usize {
  const generation = behindDigits(from);
  const word = generation === 0 ? 0 : behindDigits(generation);
  return word !== 0 && load<u8>(word) === 0x52 && endOfRegular(word, inputEnd) === word + 1 ? word + 1 : 0;
}

/** The position after an integer and white space; 0 if they are not here. */
function behindDigits(from: usize): usize {
  let at = from;
  while (isDigit(load<u8>(at))) at += 1;
  return at > from && isSpace(load<u8>(at)) ? endOfSpace(at, inputEnd) : 0;
}

/** Reads the relevant entries of a dictionary. @returns whether there is one here */
function readDict(start: usize): bool {
  type = 0;
  page = 0;
  mark = 0;
  kids = 0;
  structure = 0;
  if (start === 0 || !isDict(start)) return false;
  for (let at = nextKey(start + 2); at !== 0; ) {
    const value = endOfBlank(endOfRegular(at + 1, inputEnd));
    if (isNamed(at, 'K')) kids = value;
    else if (isNamed(at, 'Pg')) page = value;
    else if (isNamed(at, 'MCID')) mark = value;
    else if (isNamed(at, 'Type')) type = value;
    else if (isNamed(at, 'StructTreeRoot')) structure = value;
    at = nextKey(endOfValue(value));
  }
  return true;
}

function isDict(at: usize): bool {
  return load<u8>(at) === 0x3c && load<u8>(at, 1) === 0x3c;
}

/** Whether this name is here; its characters may be written as `#4B`. */
function isNamed(at: usize, name: string): bool {
  if (at === 0 || load<u8>(at) !== 0x2f) return false;
  let next = at + 1;
  for (let index = 0; index < name.length; index += 1) {
    const byte = <i32>load<u8>(next);
    const isCoded = byte === 0x23 && nibble(load<u8>(next, 1)) >= 0 && nibble(load<u8>(next, 2)) >= 0;
    const letter = isCoded ? (nibble(load<u8>(next, 1)) << 4) | nibble(load<u8>(next, 2)) : byte;
    if (letter !== name.charCodeAt(index)) return false;
    next += isCoded ? 3 : 1;
  }
  return endOfRegular(next, inputEnd) === next;
}

/** The position after white space and comments. */
function endOfBlank(from: usize): usize {
  let at = endOfSpace(from, inputEnd);
  while (at < inputEnd && load<u8>(at) === 0x25) at = endOfSpace(endOfLine(at, inputEnd), inputEnd);
  return at;
}

/** The end of the array or dictionary that was iterated last. */
let end: usize = 0;

/** The next key of a dictionary; 0 after the last. Invalid tokens are skipped, as in `Parser`. */
function nextKey(from: usize): usize {
  for (let at = endOfBlank(from); !isOver(at, 0x3e); at = behindWord(at)) if (load<u8>(at) === 0x2f) return at;
  if (load<u8>(end) === 0x3e) end += 1;
  return 0;
}

/** The next value of an array; 0 after the last. */
function nextItem(from: usize): usize {
  for (let at = endOfBlank(from); !isOver(at, 0x5d); at = behindWord(at)) if (isValue(at)) return at;
  return 0;
}

/** Whether an array or dictionary ends here: at its delimiter, or at a keyword that occurs in neither. */
function isOver(at: usize, delimiter: i32): bool {
  end = at;
  if (at >= inputEnd || isHere(at, 'endobj') || isHere(at, 'stream')) return true;
  if (load<u8>(at) !== delimiter) return false;
  end = at + 1;
  return true;
}

function behindWord(at: usize): usize {
  return endOfBlank(max(endOfRegular(at, inputEnd), at + 1));
}

/** The position after the value that begins here; the same position if there is none. */
function endOfValue(start: usize): usize {
  const byte = load<u8>(start);
  if (byte === 0x28) return endOfLiteral(start, inputEnd);
  if (byte === 0x5b) {
    for (let at = nextItem(start + 1); at !== 0; ) at = nextItem(endOfValue(at));
    return end;
  }
  if (isDict(start)) {
    for (let at = nextKey(start + 2); at !== 0; ) at = nextKey(endOfValue(endOfBlank(endOfRegular(at + 1, inputEnd))));
    return end;
  }
  if (byte === 0x3c) {
    const close = placeOf(0x3e, start, inputEnd);
    return close === 0 ? inputEnd : close + 1;
  }
  const reference = endOfReference(start);
  if (reference !== 0) return reference;
  return isValue(start) ? endOfRegular(start + 1, inputEnd) : start;
}

/** Whether a value begins here. */
function isValue(at: usize): bool {
  const byte = load<u8>(at);
  if (byte === 0x28 || byte === 0x3c || byte === 0x5b || byte === 0x2f) return true;
  if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return true;
  return isHere(at, 'null') || isHere(at, 'true') || isHere(at, 'false');
}
