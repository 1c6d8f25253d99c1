/** Where everything stands in memory: first what stays for a file, behind it what one reading needs. */

import { aligned, reach } from '../../pdf/content/wasm/grow';

/** What is read. Zeros stand behind it. */
export let input: usize = 0;
export let inputEnd: usize = 0;
/** What was read, in words of four bytes. */
export let events: usize = 0;
export let eventCount: i32 = 0;
/** How many words there is room for. */
let mostEvents: i32 = 0;
/** Bytes of a string, as it is read. */
export let scratch: usize = 0;
/** A text that comes of the input: nothing stands behind it, so it may grow. */
export let text: usize = 0;

/** Where memory is known to end. */
let limit: usize = 0;

/** Looking ahead goes no further. */
const margin: usize = 64;

let top: usize = 0;

/** A new file: forgets what was kept for the one before. */
export function reset(): void {
  top = aligned(__heap_base);
}

/** Room for so many bytes that stay. */
export function keep(bytes: i32): usize {
  const place = top;
  top = aligned(place + bytes);
  reach(top);
  return place;
}

/** Room for an input of so many bytes, for the longest string in it, and for so many events. */
export function begin(length: i32, stringBytes: i32, words: i32): void {
  input = top;
  inputEnd = input + length;
  scratch = aligned(inputEnd + margin);
  events = aligned(scratch + stringBytes + margin);
  text = aligned(events + ((<usize>words) << 2) + margin);
  limit = reach(text);
  memory.fill(inputEnd, 0, margin);
  eventCount = 0;
  mostEvents = words;
}

/** Makes sure that the text has room up to a place. */
export function grow(place: usize): void {
  if (place > limit) limit = reach(place);
}

export function tell(word: i32): void {
  if (eventCount === mostEvents) unreachable();
  store<i32>(events + ((<usize>eventCount) << 2), word);
  eventCount += 1;
}
