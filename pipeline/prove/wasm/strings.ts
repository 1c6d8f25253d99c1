/** PDF strings (ISO 32000-1, 7.3.4), and all strings in a range of bytes that need not be complete objects. */
import { endOfLine, endOfRegular, endOfSpace, isDigit, isHere, nibble } from '../../pdf/content/wasm/bytes';
import { comment, name, text } from './host';
import { input, inputEnd, scratch } from './memory';

/** Length of the string that was read last, including the bytes before it. */
export let stringLength: i32 = 0;

/**
 * Reads a hexadecimal string after its `<`.
 * @param into where its bytes are written
 * @returns the position after its `>`
 */
export function hexBytes(from: usize, to: usize, into: usize, before: i32): usize {
  let high = -1;
  let length = before;
  let at = from;
  for (; at < to && load<u8>(at) !== 0x3e; at += 1) {
    const value = nibble(load<u8>(at));
    if (value < 0) continue;
    if (high < 0) high = value;
    else {
      store<u8>(into + length, (high << 4) | value);
      length += 1;
      high = -1;
    }
  }
  if (high >= 0) {
    store<u8>(into + length, high << 4);
    length += 1;
  }
  stringLength = length;
  return at + 1;
}

/** Reads a literal string after its `(`, in the same way. Returns the position after its `)`. */
export function literalBytes(from: usize, to: usize, into: usize, before: i32): usize {
  let depth = 1;
  let length = before;
  let at = from;
  while (at < to) {
    let byte = <i32>load<u8>(at);
    at += 1;
    if (byte === 0x5c) {
      const next = <i32>load<u8>(at);
      if (next === 13 || next === 10) {
        at += next === 13 && load<u8>(at, 1) === 10 ? 2 : 1;
        continue;
      }
      byte = next;
      if (next >= 0x30 && next <= 0x37) {
        byte = 0;
        for (const end = at + 3; at < end && load<u8>(at) >= 0x30 && load<u8>(at) <= 0x37; at += 1) byte = byte * 8 + load<u8>(at) - 0x30;
      } else {
        at += 1;
        if (next === 110) byte = 10;
        else if (next === 114) byte = 13;
        else if (next === 116) byte = 9;
        else if (next === 98) byte = 8;
        else if (next === 102) byte = 12;
      }
    } else {
      depth += byte === 0x28 ? 1 : byte === 0x29 ? -1 : 0;
      if (depth === 0) break;
    }
    store<u8>(into + length, byte);
    length += 1;
  }
  stringLength = length;
  return at;
}

/** The last name: a string after it is its value. */
let nameFrom: usize = 0;
let nameTo: usize = 0;

/** Reports all strings, names and comments in a range of the input. */
export function scan(from: i32, to: i32): void {
  const end = min(input + to, inputEnd);
  nameFrom = input;
  nameTo = input;
  for (let at = input + from; at < end; ) {
    const byte = load<u8>(at);
    if (byte === 0x2f) at = readName(at + 1, end);
    else if (byte === 0x28) at = readText(literalBytes(at + 1, end, scratch, 0));
    else if (byte === 0x3c) {
      if (load<u8>(at, 1) === 0x3c) at += 2;
      else at = readText(hexBytes(at + 1, end, scratch, 0));
    } else if (byte === 0x25) at = readComment(at, end);
    else at += 1;
  }
}

/** Returns the position after the string that was read. */
function readText(to: usize): usize {
  if (stringLength > 0 && !isNode()) text(scratch, stringLength, nameFrom, nameTo);
  return to;
}

/** Whether it is an element ID as Chrome writes it: `/ID (node00000012)`. There are thousands, without information. */
function isNode(): bool {
  if (nameTo - nameFrom !== 2 || !isHere(nameFrom, 'ID') || stringLength < 5 || !isHere(scratch, 'node')) return false;
  for (let at = scratch + 4; at < scratch + stringLength; at += 1) if (!isDigit(load<u8>(at))) return false;
  return true;
}

function readComment(from: usize, end: usize): usize {
  const at = endOfLine(from, end);
  comment(from, at);
  return at;
}

function readName(from: usize, end: usize): usize {
  const to = endOfRegular(from, end);
  nameFrom = from;
  nameTo = to;
  if (<i32>(to - from) >= longName || isBeforeArray(to)) reportName(from, to);
  return to;
}

/** Insignificant names seen so far: a file has tens of thousands of names, but only a few hundred different ones. */
const slots: i32 = 1024;
/** Position and length of each. */
const table = memory.data(8192, 8);
const poolSize: i32 = 16384;
const pool = memory.data(16384, 8);
let pooled: i32 = 0;
let tabled: i32 = 0;

/** Shorter names are reported only if an array follows: they may be destinations. */
const longName: i32 = 8;

function isBeforeArray(from: usize): bool {
  return load<u8>(endOfSpace(from, inputEnd)) === 0x5b;
}

function reportName(from: usize, to: usize): void {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = hash * 31 + load<u8>(at);
  const length = <i32>(to - from);
  let slot = (hash ^ (hash >>> 10)) & (slots - 1);
  for (; ; slot = (slot + 1) & (slots - 1)) {
    const entry = table + ((<usize>slot) << 3);
    const known = <usize>load<u32>(entry);
    if (known === 0) break;
    if (load<i32>(entry, 4) === length && memory.compare(known, from, length) === 0) return;
  }
  // If the table is full, the name is reported each time.
  if (name(from, to) && tabled < slots / 2 && pooled + length <= poolSize) {
    const entry = table + ((<usize>slot) << 3);
    memory.copy(pool + pooled, from, length);
    store<u32>(entry, <u32>(pool + pooled));
    store<i32>(entry, length, 4);
    pooled += length;
    tabled += 1;
  }
}
