/** ToUnicode maps (ISO 32000-1, 9.10.3): a list of entries of four words each, as emitted by `entry`. */
import { endOfSpace, isHere, isHex, nibble } from '../../pdf/content/wasm/bytes';
import { emit, input, inputEnd } from './memory';

/** Reads the input. */
export function readMap(): void {
  readBlocks('beginbfchar', 'endbfchar', false);
  readBlocks('beginbfrange', 'endbfrange', true);
}

function readBlocks(begin: string, end: string, hasRanges: bool): void {
  for (let from = placeOf(begin, input); from !== 0; ) {
    const to = placeOf(end, from + begin.length);
    for (let at = from + begin.length; at < to; ) {
      const next = readEntry(at, to, hasRanges);
      at = next === 0 ? at + 1 : next;
    }
    from = to === 0 ? 0 : placeOf(begin, to);
  }
}

/** The next position of these characters; 0 if there is none. */
function placeOf(text: string, from: usize): usize {
  for (let at = from; at < inputEnd; at += 1) if (isHere(at, text)) return at;
  return 0;
}

/** The end of the hexadecimal string here; 0 if there is none. */
function endOfHex(from: usize, to: usize): usize {
  if (from >= to || load<u8>(from) !== 0x3c) return 0;
  let at = from + 1;
  while (at < to && isHex(load<u8>(at))) at += 1;
  return at > from + 1 && at < to && load<u8>(at) === 0x3e ? at + 1 : 0;
}

/** The value of a hexadecimal string; 0x10000 if it exceeds sixteen bits. */
function numberOf(from: usize, end: usize): i32 {
  let value = 0;
  for (let at = from + 1; at < end - 1 && value <= 0xffff; at += 1) value = (value << 4) | nibble(load<u8>(at));
  return min(value, 0x10000);
}

/**
 * A range of codes, each mapped to the character after the previous one; the string here gives the first. Emits the two codes,
 * then the string's single unit and zero, or the start and end of the digits of several units.
 */
function entry(low: i32, high: i32, from: usize, end: usize): void {
  const isSingle = end - from <= 6;
  emit(low);
  emit(high);
  emit(isSingle ? numberOf(from, end) : <i32>(from + 1 - input));
  emit(isSingle ? 0 : <i32>(end - 1 - input));
}

/** A code, or two in ranges, and what they map to. Returns the position after it; 0 if there is no entry here. */
function readEntry(from: usize, to: usize, hasRanges: bool): usize {
  let end = endOfHex(from, to);
  if (end === 0) return 0;
  const low = numberOf(from, end);
  let high = low;
  let next = endOfSpace(end, to);
  if (hasRanges) {
    end = endOfHex(next, to);
    if (end === 0) return 0;
    high = numberOf(next, end);
    next = endOfSpace(end, to);
    if (next < to && load<u8>(next) === 0x5b) return readList(next + 1, to, low, high);
  }
  end = endOfHex(next, to);
  if (end !== 0) entry(low, high, next, end);
  return end;
}

/** A list with what each of several codes maps to. */
function readList(from: usize, to: usize, low: i32, high: i32): usize {
  // Codes beyond the end of the list map to nothing.
  emit(low);
  emit(high);
  emit(1);
  emit(1);
  let code = low;
  let at = from;
  while (at < to && load<u8>(at) !== 0x5d) {
    const end = endOfHex(at, to);
    if (end !== 0 && code <= high) entry(code, code, at, end);
    if (end !== 0) code += 1;
    at = end === 0 ? at + 1 : end;
  }
  return at + 1;
}
