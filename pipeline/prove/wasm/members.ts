/** Streams of objects (ISO 32000-1, 7.5.7): an index of numbers and places, and behind it the objects. */
import { endOfLiteral, endOfRegular, endOfSpace, isDigit, isRegular, placeOf, wholeAt } from '../../pdf/content/wasm/bytes';
import { emit, events, input, inputEnd } from './memory';
import { scan } from './strings';

/** The object that is scanned: its number, and from where to where it goes. */
export let member: i32 = 0;
export let memberFrom: i32 = 0;
export let memberTo: i32 = 0;

/** Where the index ends, or what is in it that is no number. */
export let indexEnd: i32 = 0;

/**
 * Reads the index, however many objects it claims to have: tells the number and the place of each.
 * @param first where the objects begin
 * @returns whether each stands behind the one before it
 */
export function readIndex(first: i32): bool {
  const end = input + first;
  let at = input;
  let last = -1;
  let isInOrder = true;
  while (true) {
    indexEnd = <i32>(at - input);
    const numberAt = nextNumber(at, end);
    if (numberAt === 0) return isInOrder;
    at = endOfRegular(numberAt, end);
    indexEnd = <i32>(at - input);
    const placeAt = nextNumber(at, end);
    if (placeAt === 0) return isInOrder;
    at = endOfRegular(placeAt, end);
    // Beyond the end: it is none that stands there.
    const place = <i32>min<i64>(<i64>first + wholeAt(placeAt), <i64>(inputEnd - input) + 1);
    emit(wholeAt(numberAt));
    emit(place);
    isInOrder = isInOrder && place >= last;
    last = place;
  }
}

/** Where the next word stands, if it begins with a figure; else 0. */
function nextNumber(from: usize, end: usize): usize {
  const at = endOfSpace(from, end);
  return at < end && isDigit(load<u8>(at)) ? at : 0;
}

/** Tells of all strings, names and comments in objects, as `scan` does. @param count how many the list has, in the order of their places */
export function scanMembers(count: i32): void {
  for (let index = 0; index < count; index += 1) {
    const entry = events + ((<usize>index) << 3);
    member = load<i32>(entry);
    memberFrom = load<i32>(entry, 4);
    memberTo = index + 1 < count ? load<i32>(entry, 12) : <i32>(inputEnd - input);
    scan(memberFrom, memberTo);
  }
}

/** Whether one of these objects begins inside of a string, a name or a number, or beyond the end; the first after `from`. */
export function isMisaligned(from: i32, count: i32): bool {
  let at = input + from;
  for (let index = 0; index < count; index += 1) {
    const place = input + load<u32>(events + ((<usize>index) << 3), 4);
    if (place > inputEnd || (place > input + from && isRegular(load<u8>(place - 1)))) return true;
    while (at < place) {
      const byte = load<u8>(at);
      if (byte === 0x28) at = endOfLiteral(at, inputEnd);
      else if (byte !== 0x3c) at += 1;
      else if (load<u8>(at, 1) === 0x3c) at += 2;
      else {
        const close = placeOf(0x3e, at, inputEnd);
        at = close === 0 ? inputEnd : close + 1;
      }
    }
    if (at !== place) return true;
  }
  return false;
}
