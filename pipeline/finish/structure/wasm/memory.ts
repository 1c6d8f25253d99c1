/** Where everything stands in memory: the file, where its objects begin, the names that were met, and what is told. */
import { aligned, reach } from '../../../pdf/content/wasm/room';

/** The file. Zeros stand behind it. */
export let input: usize = 0;
/** Four bytes for each object: where in the file it begins; -1 for one that is not to be read here. */
export let places: usize = 0;
let count: i32 = 0;
/** A byte for each object: 1 once it was met. */
let seen: usize = 0;
/** Place and length of each name. */
export let names: usize = 0;
export let nameCount: i32 = 0;
/** What is told, in words of four bytes. */
export let events: usize = 0;
export let eventCount: i32 = 0;
/** Where memory ends. */
let end: usize = 0;

const mostNames: i32 = 256;
/** Looking ahead goes no further. */
const margin: usize = 64;

/** Begins with a file of so many bytes and objects. */
export function begin(length: i32, objects: i32): void {
  count = objects;
  input = aligned(__heap_base);
  places = aligned(input + length + margin);
  seen = places + ((<usize>objects) << 2);
  names = aligned(seen + objects);
  events = names + ((<usize>mostNames) << 3);
  end = reach(events);
  memory.fill(input + length, 0, margin);
  memory.fill(seen, 0, objects);
  nameCount = 0;
}

/** Whether an object is met for the first time. One that there is not is. */
export function meet(num: i32): bool {
  if (num < 0 || num >= count) return true;
  const isNew = load<u8>(seen + num) === 0;
  store<u8>(seen + num, 1);
  return isNew;
}

/** Where an object begins; 0 for one that is not to be read here. */
export function placeOf(num: i32): usize {
  const place = num < 0 || num >= count ? -1 : load<i32>(places + ((<usize>num) << 2));
  return place < 0 ? 0 : input + place;
}

/** A number for a name, always the same; -1 if there are too many. */
export function nameIn(from: usize, to: usize): i32 {
  const length = to - from;
  for (let index = 0; index < nameCount; index += 1) {
    const own = names + ((<usize>index) << 3);
    if (load<u32>(own, 4) === length && memory.compare(load<u32>(own), from, length) === 0) return index;
  }
  if (nameCount === mostNames) return -1;
  const own = names + ((<usize>nameCount) << 3);
  store<u32>(own, <u32>from);
  store<u32>(own, <u32>length, 4);
  nameCount += 1;
  return nameCount - 1;
}

export function tell(word: i32): void {
  const place = events + ((<usize>eventCount) << 2);
  if (place + 4 > end) end = reach(place + 4);
  store<i32>(place, word);
  eventCount += 1;
}

/** Changes what was told. */
export function retell(index: i32, word: i32): void {
  store<i32>(events + ((<usize>index) << 2), word);
}

/** Takes back all that was told since then. */
export function takeBack(to: i32): void {
  eventCount = to;
}
