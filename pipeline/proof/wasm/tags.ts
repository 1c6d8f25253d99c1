/** The marks that a structure refers to, in its order (ISO 32000-1, 14.7.2): of any writer's objects. */
import { endOfLine, endOfLiteral, endOfRegular, endOfSpace, isDigit, nibble, placeOf, wholeAt } from '../../pdf/content/wasm/bytes';
import { reach } from '../../pdf/content/wasm/room';
import { events, input, inputEnd, text } from './memory';

/** Of each object, one more than where it stands in the input; 0 if it does not. Behind them, whether it was met. */
let size: i32 = 0;
/** Where the file's own bytes end: what stands before is `12 0 obj`, and behind, a value by itself. */
let fileEnd: usize = 0;

/** How many marks were read: each is told as the number of its page's object and its own. */
export let markCount: i32 = 0;
let limit: usize = 0;

/** Values of the dictionary that was read last: where each stands, 0 if it does not. */
let type: usize = 0;
let page: usize = 0;
let mark: usize = 0;
let kids: usize = 0;
let structure: usize = 0;

/**
 * Reads the structure of a document whose objects are in the input.
 * @param objects how many places there are
 * @param file bytes of the file, with which the input begins
 */
export function readTags(catalog: i32, objects: i32, file: i32): void {
  size = objects;
  fileEnd = input + file;
  markCount = 0;
  limit = text;
  memory.fill(events + ((<usize>size) << 2), 0, size);
  if (!readDict(follow(objectAt(catalog))) || !readDict(follow(structure)) || kids === 0) return;
  walk(kids, -1);
}

/** An element, a mark, or several of them; and what is below. */
function walk(value: usize, inherited: i32): void {
  const start = endOfBlank(value);
  const byte = load<u8>(start);
  if (byte === 0x5b) {
    for (let at = endOfBlank(start + 1); at < inputEnd && load<u8>(at) !== 0x5d; at = endOfBlank(endOfValue(at))) walk(at, inherited);
  } else if (isDigit(byte)) {
    const num = referenceAt(start);
    if (num < 0) tell(inherited, wholeAt(start));
    else if (meet(num)) walk(objectAt(num), inherited);
  } else if (readDict(start)) {
    if (isNamed(type, 'OBJR')) return;
    const own = page === 0 ? -1 : referenceAt(page);
    const next = kids;
    if (mark !== 0 && isDigit(load<u8>(mark))) tell(own < 0 ? inherited : own, wholeAt(mark));
    else if (next !== 0) walk(next, own < 0 ? inherited : own);
  }
}

/** @returns whether the object was not met before, and is there */
function meet(num: i32): bool {
  if (objectAt(num) === 0) return false;
  const place = events + ((<usize>size) << 2) + num;
  if (load<u8>(place) === 1) return false;
  store<u8>(place, 1);
  return true;
}

function tell(object: i32, mcid: i32): void {
  const place = text + ((<usize>markCount) << 3);
  if (place + 8 > limit) limit = reach(place + 8);
  store<i32>(place, object);
  store<i32>(place, mcid, 4);
  markCount += 1;
}

/** Where an object's value stands; 0 if there is none. */
function objectAt(num: i32): usize {
  const place: usize = num < 0 || num >= size ? 0 : <usize>load<u32>(events + ((<usize>num) << 2));
  if (place === 0 || place > inputEnd - input) return 0;
  const at = input + place - 1;
  if (at >= fileEnd) return endOfBlank(at);
  if (wholeAt(at) !== num) return 0;
  const generation = endOfBlank(endOfRegular(at, fileEnd));
  // Without a space the value follows the word `obj`.
  return endOfBlank(endOfBlank(endOfRegular(generation, fileEnd)) + 3);
}

/** Follows references from a value; 0 if they lead nowhere. */
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

function endOfReference(at: usize): usize {
  if (!isDigit(load<u8>(at))) return 0;
  const generation = endOfBlank(endOfRegular(at, inputEnd));
  if (!isDigit(load<u8>(generation))) return 0;
  const word = endOfBlank(endOfRegular(generation, inputEnd));
  const end = endOfRegular(word, inputEnd);
  return end === word + 1 && load<u8>(word) === 0x52 ? end : 0;
}

/** Finds what is looked for in a dictionary. @returns whether one stands here */
function readDict(start: usize): bool {
  type = 0;
  page = 0;
  mark = 0;
  kids = 0;
  structure = 0;
  if (start === 0 || !isDict(start)) return false;
  for (let at = endOfBlank(start + 2); at < inputEnd && load<u8>(at) === 0x2f; ) {
    const value = endOfBlank(endOfRegular(at + 1, inputEnd));
    if (isNamed(at, 'K')) kids = value;
    else if (isNamed(at, 'Pg')) page = value;
    else if (isNamed(at, 'MCID')) mark = value;
    else if (isNamed(at, 'Type')) type = value;
    else if (isNamed(at, 'StructTreeRoot')) structure = value;
    at = endOfBlank(endOfValue(value));
  }
  return true;
}

function isDict(at: usize): bool {
  return load<u8>(at) === 0x3c && load<u8>(at, 1) === 0x3c;
}

/** Whether a name stands here that says this: some of its letters may be written as `#4B`. */
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

/** The place after white space and comments. */
function endOfBlank(from: usize): usize {
  let at = endOfSpace(from, inputEnd);
  while (at < inputEnd && load<u8>(at) === 0x25) at = endOfSpace(endOfLine(at, inputEnd), inputEnd);
  return at;
}

/** The place after any value, which begins here. It is always further on. */
function endOfValue(start: usize): usize {
  const byte = load<u8>(start);
  if (byte === 0x28) return endOfLiteral(start, inputEnd);
  if (isDict(start) || byte === 0x5b) {
    const close = byte === 0x5b ? 0x5d : 0x3e;
    let at = endOfBlank(start + (byte === 0x5b ? 1 : 2));
    while (at < inputEnd && load<u8>(at) !== close) at = endOfBlank(endOfValue(at));
    return at + (byte === 0x5b ? 1 : 2);
  }
  if (byte === 0x3c) {
    const end = placeOf(0x3e, start, inputEnd);
    return end === 0 ? inputEnd : end + 1;
  }
  const reference = endOfReference(start);
  if (reference !== 0) return reference;
  const end = endOfRegular(byte === 0x2f ? start + 1 : start, inputEnd);
  return max(end, start + 1);
}
