/** Object streams (ISO 32000-1, 7.5.7): an index of numbers and offsets, followed by the objects. */
import { endOfLiteral, endOfRegular, endOfSpace, isDigit, isRegular, placeOf, wholeAt } from '../../pdf/content/wasm/bytes';
import { emit, events, input, inputEnd } from './memory';
import { scan } from './strings';

/** The object being scanned: its number and its range. */
export let member: i32 = 0;
export let memberFrom: i32 = 0;
export let memberTo: i32 = 0;

/** The end of the index, or of its valid part. */
export let indexEnd: i32 = 0;

/**
 * Reads the index, regardless of how many objects it claims to have: emits the number and offset of each.
 * @param first offset of the first object
 * @returns whether the objects are in order
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
    // Clamped beyond the end, where there is no object.
    const place = <i32>min<i64>(<i64>first + wholeAt(placeAt), <i64>(inputEnd - input) + 1);
    emit(wholeAt(numberAt));
    emit(place);
    isInOrder = isInOrder && place >= last;
    last = place;
  }
}

/** The position of the next word, if it begins with a digit; else 0. */
function nextNumber(from: usize, end: usize): usize {
  const at = endOfSpace(from, end);
  return at < end && isDigit(load<u8>(at)) ? at : 0;
}

/** Reports all strings, names and comments in the objects, as `scan` does. @param count number of members, sorted by offset */
export function scanMembers(count: i32): void {
  for (let index = 0; index < count; index += 1) {
    const entry = events + ((<usize>index) << 3);
    member = load<i32>(entry);
    memberFrom = load<i32>(entry, 4);
    memberTo = index + 1 < count ? load<i32>(entry, 12) : <i32>(inputEnd - input);
    scan(memberFrom, memberTo);
  }
}

/** Whether an object begins inside of a string, a name or a number, or beyond the end. @param from offset of the first object */
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
