/** Where everything stands in memory: rows and lists of objects, behind them texts, behind those what is written. */
import { aligned, reach } from '../../content/wasm/room';

/** One more than the highest number of an object. */
let count: i32 = 0;
/**
 * Sixteen bytes for each object: where its text begins (0 without one) and ends, what is added to the numbers in it, and the
 * number that it is written under.
 */
let rows: usize = 0;
/** Numbers of objects that were met and not read yet. */
let waiting: usize = 0;
let waitingCount: i32 = 0;
/** Numbers of objects that were met and have no text: the host answers for them. */
export let asked: usize = 0;
export let askedCount: i32 = 0;
/** Old numbers of the objects that are written, in their order. */
export let kept: usize = 0;
/** Eight bytes for each object that is written: number of the stream of objects that holds it, or 0; place in that or in the file. */
let places: usize = 0;
/** Where there is room. */
let top: usize = 0;
let end: usize = 0;
/** Where the next byte is written. */
export let out: usize = 0;

/** Met, and not there. */
const missing: i32 = -1;
/** Added to the numbers of a text that is written as it is. */
export const verbatim: i32 = i32.MIN_VALUE;

/** Begins with a document of so many numbers, of which none is met. */
export function begin(numbers: i32): void {
  count = numbers;
  const list = (<usize>numbers) << 2;
  rows = aligned(__heap_base);
  waiting = rows + (list << 2);
  asked = waiting + list;
  kept = asked + list;
  top = aligned(kept + list);
  end = reach(top);
  memory.fill(rows, 0, list << 2);
  waitingCount = 0;
  askedCount = 0;
}

/** Room for so many bytes that stay. */
export function room(bytes: i32): usize {
  const place = top;
  top = aligned(place + bytes);
  end = reach(top);
  return place;
}

function row(num: i32): usize {
  return rows + ((<usize>num) << 4);
}

/** Where an object's text is, for a number that there is. */
export function set(num: i32, from: usize, to: usize, shift: i32): void {
  const place = row(num);
  store<u32>(place, <u32>from);
  store<u32>(place, <u32>to, 4);
  store<i32>(place, shift, 8);
}

/** The same for numbers that follow one another: two lists say where in a text each begins and ends; the end is 0 where there is none. */
export function setMany(first: i32, numbers: i32, froms: usize, tos: usize, text: usize, shift: i32): void {
  for (let index = 0; index < numbers; index += 1) {
    const at = (<usize>index) << 2;
    const to = load<u32>(tos + at);
    if (to > 0) set(first + index, text + load<u32>(froms + at), text + to, shift);
  }
}

/** Takes an object's text away. */
export function drop(num: i32): void {
  store<u32>(row(num), 0);
}

export function textOf(num: i32): usize {
  return load<u32>(row(num));
}

export function endOf(num: i32): usize {
  return load<u32>(row(num), 4);
}

export function shiftOf(num: i32): i32 {
  return load<i32>(row(num), 8);
}

/** What an object is written under; 0 if it is not written. */
export function numberOf(num: i32): i32 {
  return num > 0 && num < count ? load<i32>(row(num), 12) : 0;
}

/** Something refers to an object. */
export function meet(num: i32): void {
  if (num <= 0 || num >= count || load<i32>(row(num), 12) !== 0) return;
  store<i32>(row(num), 1, 12);
  const isText = textOf(num) !== 0;
  const at = isText ? waitingCount : askedCount;
  store<i32>((isText ? waiting : asked) + ((<usize>at) << 2), num);
  if (isText) waitingCount += 1;
  else askedCount += 1;
}

/** One that was met and is not read; 0 if there is none. */
export function next(): i32 {
  if (waitingCount === 0) return 0;
  waitingCount -= 1;
  return load<i32>(waiting + ((<usize>waitingCount) << 2));
}

/** An object that was asked for has a text now, and is to be read. */
export function wait(num: i32): void {
  store<i32>(waiting + ((<usize>waitingCount) << 2), num);
  waitingCount += 1;
}

/** An object that was asked for is not there. */
export function miss(num: i32): void {
  store<i32>(row(num), missing, 12);
}

/** The host has seen what it was asked. */
export function answered(): void {
  askedCount = 0;
}

/** Numbers all that were met, from 1 on. @returns how many there are */
export function numberAll(): i32 {
  let last = 0;
  for (let num = 1; num < count; num += 1) {
    const place = row(num);
    if (load<i32>(place, 12) <= 0) {
      store<i32>(place, 0, 12);
      continue;
    }
    store<i32>(kept + ((<usize>last) << 2), num);
    last += 1;
    store<i32>(place, last, 12);
  }
  return last;
}

/** Room for the places of so many objects. */
export function place(numbers: i32): void {
  const bytes = numbers << 3;
  places = room(bytes);
  memory.fill(places, 0, bytes);
}

/** Where an object, by its new number, was put. */
export function put(num: i32, container: i32, at: i32): void {
  const own = places + ((<usize>num) << 3);
  store<i32>(own, container);
  store<i32>(own, at, 4);
}

export function containerOf(num: i32): i32 {
  return load<i32>(places + ((<usize>num) << 3));
}

export function placeOf(num: i32): i32 {
  return load<i32>(places + ((<usize>num) << 3), 4);
}

/** Begins to write, so many bytes behind all that stays. */
export function rewind(bytes: i32): usize {
  out = aligned(top + bytes);
  return out;
}

/** Back to an earlier place. */
export function takeBack(to: usize): void {
  out = to;
}

function grow(bytes: usize): void {
  if (out + bytes > end) end = reach(out + bytes);
}

export function copy(from: usize, to: usize): void {
  if (to <= from) return;
  const length = to - from;
  grow(length);
  memory.copy(out, from, length);
  out += length;
}

export function byte(value: i32): void {
  grow(1);
  store<u8>(out, value);
  out += 1;
}

/** ASCII. */
export function write(text: string): void {
  grow(text.length);
  for (let index = 0; index < text.length; index += 1) store<u8>(out + index, text.charCodeAt(index));
  out += text.length;
}

/** A whole number that is not negative, with zeros before it up to so many digits. */
export function whole(value: i32, digits: i32 = 1): void {
  let length = 1;
  for (let rest = value; rest >= 10; rest /= 10) length += 1;
  length = max(length, digits);
  grow(length);
  let rest = value;
  for (let at = out + length; at > out; rest /= 10) {
    at -= 1;
    store<u8>(at, 0x30 + (rest % 10));
  }
  out += length;
}
