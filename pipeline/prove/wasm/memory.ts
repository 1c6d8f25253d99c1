/** Memory layout: first what is kept for a file, then what a single reading needs. */

import { aligned, reach } from '../../pdf/content/wasm/grow';

/** The input, followed by zeros. */
export let input: usize = 0;
export let inputEnd: usize = 0;
/** The emitted events, in 32-bit words. */
export let events: usize = 0;
export let eventCount: i32 = 0;
/** Capacity in words. */
let maxEvents: i32 = 0;
/** The bytes of the string being read. */
export let scratch: usize = 0;
/** The text made from the input: last in memory, so that it may grow. */
export let text: usize = 0;

/** The known end of memory. */
let limit: usize = 0;

/** Maximum look-ahead. */
const margin: usize = 64;

let top: usize = 0;

/** For a new file: discards what was kept for the one before. */
export function reset(): void {
  top = aligned(__heap_base);
}

/** Allocates bytes that are kept. */
export function keep(bytes: i32): usize {
  const place = top;
  top = aligned(place + bytes);
  reach(top);
  return place;
}

/** Allocates an input, the longest string in it, and events. */
export function begin(length: i32, stringBytes: i32, words: i32): void {
  input = top;
  inputEnd = input + length;
  scratch = aligned(inputEnd + margin);
  events = aligned(scratch + stringBytes + margin);
  text = aligned(events + ((<usize>words) << 2) + margin);
  limit = reach(text);
  memory.fill(inputEnd, 0, margin);
  eventCount = 0;
  maxEvents = words;
}

/** Makes sure that the text can grow up to a position. */
export function grow(place: usize): void {
  if (place > limit) limit = reach(place);
}

export function emit(word: i32): void {
  if (eventCount === maxEvents) unreachable();
  store<i32>(events + ((<usize>eventCount) << 2), word);
  eventCount += 1;
}
