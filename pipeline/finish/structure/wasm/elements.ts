/**
 * Elements in the form that nearly all have in a print (ISO 32000-1, 14.7.2):
 *
 *     12 0 obj
 *     <</Type /StructElem
 *     /S /TD
 *     /P 11 0 R
 *     /Pg 5 0 R
 *     /K [13 0 R 4 <</Type /OBJR
 *     /Obj 9 0 R
 *     /Pg 2 0 R>>]
 *     /A [<</O /Table
 *     /RowSpan 1>>]
 *     /ID (node00000046)>>
 *     endobj
 */
import { endOfRegular, isDigit } from '../../../pdf/content/wasm/bytes';
import { eventCount, input, meet, nameIn, placeOf, retell, takeBack, tell } from './memory';

/** What is told, and the words that follow. */
/** All kids of the element that is open were told. */
const closed: i32 = 0;
/** An element: its number, its role's name, number of its page's object (0: none). */
const opened: i32 = 1;
/** The same with one mark and nothing else, closed at once: the mark follows. */
const leaf: i32 = 2;
/** A mark: its number. */
const marked: i32 = 3;
/** A mark of another page: number of the page's object, and its own. */
const markedOn: i32 = 4;
/** An annotation: its number, and that of its page's object. */
const held: i32 = 5;
/** An object in another form: its number. */
const other: i32 = 6;
/** The identifier of the element that is open: where in the file it begins and ends. */
const identified: i32 = 7;
/** Attributes of the element that is open: names of owner and attribute, and a whole number, a name, or how many strings follow, each with where it begins and ends. */
const wholeAttribute: i32 = 8;
const nameAttribute: i32 = 9;
const stringsAttribute: i32 = 10;

/** Letters that are looked for, one byte each, behind their number. */
const letters = memory.data(512, 8);
let lettersEnd: usize = letters;

function ascii(text: string): usize {
  const place = lettersEnd + 1;
  store<u8>(lettersEnd, text.length);
  for (let index = 0; index < text.length; index += 1) store<u8>(place + index, text.charCodeAt(index));
  lettersEnd = place + text.length;
  return place;
}

const beginning = ascii(' 0 obj\n<</Type /StructElem\n/S /');
const parentKey = ascii('\n/P ');
const pageKey = ascii('\n/Pg ');
const kidsKey = ascii('\n/K ');
const attributesKey = ascii('\n/A ');
const identifierKey = ascii('\n/ID ');
const ending = ascii('>>\nendobj');
const generation = ascii(' 0 R');
const annotation = ascii('<</Type /OBJR\n/Obj ');
const otherMark = ascii('<</Type /MCR\n/Pg ');
const ownerKey = ascii('<</O /');
const nextKey = ascii('\n/');
const closing = ascii('>>');
const markKey = ascii('\n/MCID ');

let at: usize = 0;

/** Tells of an object and all below it that was not met before. */
export function read(num: i32): void {
  if (!meet(num)) return;
  const place = placeOf(num);
  const before = eventCount;
  if (place !== 0 && readElement(num, place)) return;
  takeBack(before);
  tell(other);
  tell(num);
}

/** @returns whether it is an element in this form */
function readElement(num: i32, place: usize): bool {
  const before = eventCount;
  at = place;
  if (number() < 0 || !skip(beginning)) return false;
  const role = name();
  if (role < 0) return false;
  tell(opened);
  tell(num);
  tell(role);
  tell(0);
  let kids: usize = 0;
  while (load<u8>(at) === 0x0a) {
    if (skip(parentKey)) {
      if (reference() < 0) return false;
    } else if (skip(pageKey)) {
      const page = reference();
      if (page < 0) return false;
      retell(before + 3, page);
    } else if (skip(kidsKey)) {
      kids = at;
      if (!readKids(false)) return false;
    } else if (skip(attributesKey)) {
      if (!readAttributes()) return false;
    } else if (skip(identifierKey)) {
      const from = at + 1;
      if (!literal()) return false;
      tell(identified);
      tell(<i32>(from - input));
      tell(<i32>(at - 1 - input));
    } else return false;
  }
  if (kids === 0 || !skip(ending)) return false;
  const isPlain = eventCount === before + 4;
  at = kids;
  const mark = number();
  if (isPlain && mark >= 0 && (load<u8>(at) === 0x0a || load<u8>(at) === 0x3e)) {
    retell(before, leaf);
    tell(mark);
    return true;
  }
  at = kids;
  readKids(true);
  tell(closed);
  return true;
}

/** One kid, or several in an array: looks whether they can be read, or tells of them. */
function readKids(isTold: bool): bool {
  const isArray = skipByte(0x5b);
  do {
    if (!readKid(isTold)) return false;
  } while (isArray && skipByte(0x20));
  return !isArray || skipByte(0x5d);
}

function readKid(isTold: bool): bool {
  if (skip(annotation)) {
    const object = reference();
    if (object < 0 || !skip(pageKey)) return false;
    const page = reference();
    if (isTold) {
      tell(held);
      tell(object);
      tell(page);
    }
    return page >= 0 && skip(closing);
  }
  if (skip(otherMark)) {
    const page = reference();
    if (page < 0 || !skip(markKey)) return false;
    const mark = number();
    if (isTold) {
      tell(markedOn);
      tell(page);
      tell(mark);
    }
    return mark >= 0 && skip(closing);
  }
  const num = number();
  if (num < 0) return false;
  if (!skip(generation)) {
    if (!isTold) return true;
    tell(marked);
    tell(num);
  } else if (isTold) {
    const next = at;
    read(num);
    at = next;
  }
  return true;
}

/** One dictionary of attributes, or several in an array. */
function readAttributes(): bool {
  const isArray = skipByte(0x5b);
  do {
    if (!skip(ownerKey)) return false;
    const owner = name();
    if (owner < 0) return false;
    while (skip(nextKey)) {
      const key = name();
      if (key < 0 || !skipByte(0x20) || !readAttribute(owner, key)) return false;
    }
    if (!skip(closing)) return false;
  } while (isArray && skipByte(0x20));
  return !isArray || skipByte(0x5d);
}

function readAttribute(owner: i32, key: i32): bool {
  const place = eventCount;
  tell(wholeAttribute);
  tell(owner);
  tell(key);
  tell(0);
  if (skipByte(0x2f)) {
    const value = name();
    retell(place, nameAttribute);
    retell(place + 3, value);
    return value >= 0;
  }
  if (!skipByte(0x5b)) {
    const value = number();
    retell(place + 3, value);
    // A number with a point is not told in this way.
    return value >= 0 && (load<u8>(at) === 0x0a || load<u8>(at) === 0x3e);
  }
  let count = 0;
  do {
    const from = at + 1;
    if (!literal()) return false;
    tell(<i32>(from - input));
    tell(<i32>(at - 1 - input));
    count += 1;
  } while (skipByte(0x20));
  if (!skipByte(0x5d)) return false;
  retell(place, stringsAttribute);
  retell(place + 3, count);
  return true;
}

/** Goes over a string in parentheses, if one of letters as they are stands here. */
function literal(): bool {
  if (!skipByte(0x28)) return false;
  for (let byte = load<u8>(at); byte !== 0x29; byte = load<u8>(at)) {
    if (byte < 0x20 || byte > 0x7e || byte === 0x28 || byte === 0x5c) return false;
    at += 1;
  }
  at += 1;
  return true;
}

/** Goes over a name whose slash stands before. @returns -1 if it is none that can be told */
function name(): i32 {
  const from = at;
  at = endOfRegular(at, at + 64);
  for (let place = from; place < at; place += 1) if (load<u8>(place) === 0x23) return -1;
  return at === from || at === from + 64 ? -1 : nameIn(from, at);
}

/** Goes over the digits of a whole number of an object or a mark; -1 if there are none, or too many. */
function number(): i32 {
  const from = at;
  let value = 0;
  for (let byte = load<u8>(at); isDigit(byte) && at < from + 9; byte = load<u8>(at)) {
    value = value * 10 + byte - 0x30;
    at += 1;
  }
  return at === from || isDigit(load<u8>(at)) ? -1 : value;
}

/** Goes over `12 0 R`. */
function reference(): i32 {
  const num = number();
  return skip(generation) ? num : -1;
}

/** Goes over these letters, if they stand here. */
function skip(text: usize): bool {
  const length = <usize>load<u8>(text - 1);
  if (memory.compare(at, text, length) !== 0) return false;
  at += length;
  return true;
}

/** Goes over a byte, if it stands here. */
function skipByte(byte: i32): bool {
  if (load<u8>(at) !== byte) return false;
  at += 1;
  return true;
}
