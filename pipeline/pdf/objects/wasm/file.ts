/** The parts of a file: objects one after the other, streams of them, and tables of where they are (7.5). */
import { isDigit, isSpace } from '../../content/wasm/bytes';
import { byte, containerOf, kept, out, placeOf, put, rewind, takeBack, textOf, whole, write } from './memory';
import { writeText } from './text';

/** Where what was written last begins: it ends at `out`. */
export let written: usize = 0;
/** Objects in the last stream of objects, and bytes of the index at its beginning. */
export let packed: i32 = 0;
export let indexBytes: i32 = 0;

/** Bytes of a row of a plain table. */
const rowBytes: usize = 20;
/** Bytes of an entry in the index of a stream of objects, at most. */
const entryBytes: i32 = 24;

function keptAt(index: i32): i32 {
  return load<i32>(kept + ((<usize>index) << 2));
}

/**
 * Objects that have a text, one after the other, from one of those that are written up to another, which is not included.
 * @param at where they will stand in the file
 */
export function writeObjects(from: i32, to: i32, at: i32): void {
  written = rewind(0);
  for (let index = from; index < to; index += 1) {
    const old = keptAt(index);
    if (textOf(old) === 0) continue;
    put(index + 1, 0, at + <i32>(out - written));
    whole(index + 1);
    write(' 0 obj\n');
    writeText(old);
    write('\nendobj\n');
  }
}

/**
 * What a stream of objects holds (7.5.7): so many at most of those that have a text, from one of those that are written on.
 * @returns the one to go on with
 */
export function writePack(from: i32, to: i32, most: i32, container: i32): i32 {
  const list = rewind(0);
  // Number and place of each; then the index, which is as long as they make it; then the objects.
  const body = rewind(most * (8 + entryBytes));
  let index = from;
  packed = 0;
  for (; index < to && packed < most; index += 1) {
    const old = keptAt(index);
    if (textOf(old) === 0) continue;
    put(index + 1, container, packed);
    const own = list + ((<usize>packed) << 3);
    store<i32>(own, index + 1);
    store<i32>(own, <i32>(out - body), 4);
    packed += 1;
    writeText(old);
    write('\n');
  }
  const end = out;
  // Written behind the objects, and moved before them.
  for (let place = 0; place < packed; place += 1) {
    const own = list + ((<usize>place) << 3);
    whole(load<i32>(own));
    write(' ');
    whole(load<i32>(own, 4));
    write(' ');
  }
  const length = out - end;
  indexBytes = <i32>length;
  written = body - length;
  memory.copy(written, end, length);
  takeBack(end);
  return index;
}

/**
 * Reads the rows of a plain table (7.5.4) into a number for each, where the object begins: 0 for one that is free.
 * @returns whether all are as they should be, of generation 0, and in a file of less than 2 GiB
 */
export function readTable(rows: usize, size: i32, to: usize): bool {
  for (let num = 0; num < size; num += 1, rows += rowBytes) {
    const kind = load<u8>(rows, 17);
    const isFree = kind === 0x66;
    if ((kind !== 0x6e && !isFree) || load<u8>(rows, 10) !== 0x20 || load<u8>(rows, 16) !== 0x20 || !isSpace(load<u8>(rows, 18)))
      return false;
    let at: i64 = 0;
    let generation = 0;
    for (let digit: usize = 0; digit < 16; digit += 1) {
      const byte = load<u8>(rows + digit);
      if (digit === 10) continue;
      if (!isDigit(byte)) return false;
      if (digit < 10) at = at * 10 + byte - 0x30;
      else generation = generation * 10 + byte - 0x30;
    }
    if (!isFree && (generation > 0 || at > i32.MAX_VALUE)) return false;
    store<i32>(to + ((<usize>num) << 2), isFree ? 0 : <i32>at);
  }
  return true;
}

/** The rows of a plain table (7.5.4). */
export function writeTable(size: i32): void {
  written = rewind(0);
  write('0000000000 65535 f \n');
  for (let num = 1; num < size; num += 1) {
    const at = containerOf(num) === 0 ? placeOf(num) : 0;
    whole(at, 10);
    write(at > 0 ? ' 00000 n \n' : ' 00000 f \n');
  }
}

/** The rows of a cross-reference stream (7.5.8), with so many bytes for a place in the file: each the difference from the row above. */
export function writeRows(size: i32, wide: i32): void {
  written = rewind(0);
  let above: i64 = 0;
  const width = 3 + wide;
  for (let num = 0; num < size; num += 1) {
    const container = containerOf(num);
    const at = placeOf(num);
    const kind: i64 = container > 0 ? 2 : at > 0 ? 1 : 0;
    const last: i64 = container > 0 ? at : num === 0 ? 0xffff : 0;
    const row: i64 = (kind << (8 * (width - 1))) | ((container > 0 ? <i64>container : <i64>at) << 16) | last;
    byte(2);
    for (let shift: i64 = 8 * (width - 1); shift >= 0; shift -= 8) byte(<i32>(((row >> shift) - (above >> shift)) & 255));
    above = row;
  }
}
