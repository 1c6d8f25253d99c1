/** The search itself: in one pass over the letters of a text, for all search terms. */
import { isDense } from './letters.ts';
import { afterBoundary, joined, separated } from './markers.ts';
import { denseLength, runLength } from './search-terms.ts';

/** Search terms as typed arrays, in memory that threads share. */
export interface Packed {
  /** Letters of all search terms, concatenated. */
  readonly letters: Uint16Array;
  /** For each letter of short search terms, whether white space or punctuation comes before it; 2 in all others, where it does not matter. */
  readonly gaps: Uint8Array;
  /** Where each search term begins, and at last the end of the last one. */
  readonly starts: Uint32Array;
  readonly weights: Float32Array;
  readonly isWhole: Uint8Array;
  readonly hashes: Int32Array;
  /** Filter of the first two letters. */
  readonly pairs: Uint8Array;
  /** Filter of the first letters: two, for search terms with fewer than four letters; else four. */
  readonly beginnings: Uint8Array;
  /** Hash table with linear probing: the search term's number plus one; 0 is empty. */
  readonly table: Uint32Array;
}

/** A gap that does not matter. */
export const anyGap = 2;

/** Where the first filter has two letters. */
export const pairOf = (one: number, two: number): number => ((one << 8) ^ two) & 0xffff;

/** Where the second filter has the first letters. */
export function beginning(one: number, two: number, three: number, four: number): number {
  const mixed = Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35) ^ Math.imul(four, 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) & 0xffff;
}

/** Where the table has a hash, if nothing else is there. @param size of the table, a power of two */
export const slotOf = (hash: number, size: number): number => (hash ^ (hash >>> 15)) & (size - 1);

/** What separates a letter from the one before it. */
export const gapIn = (words: Uint32Array, at: number): number => (words[at] as number) >>> 16;

/** No letter below it is dense. */
const firstDense = 0x3040;

/** Whether a word continues from the letter before an index to the one after it. The first letter of a text has a boundary before it. */
const isInside = (words: Uint32Array, at: number): boolean =>
  gapIn(words, at) === joined && !isDense((words[at] as number) & 0xffff) && !isDense((words[at - 1] as number) & 0xffff);

/** @param at index of the first letter */
export type OnTerm = (searchTerm: number, at: number) => void;

/**
 * Finds every search term that begins in a range. From each position where a word may begin, letters are hashed one by one, and
 * each hash is looked up, so the time does not grow with the number of search terms.
 * @param words the letters, as in `TextLetters`
 */
export function findTerms(packed: Packed, words: Uint32Array, from: number, to: number, onTerm: OnTerm): void {
  const { pairs, beginnings, hashes, table } = packed;
  const { length } = words;
  const size = table.length;
  let before = firstDense;
  for (let at = from; at < to; at += 1) {
    const word = words[at] as number;
    const first = word & 0xffff;
    // Most letters are inside of a word, and come before all that are dense.
    const isSkipped = word < firstDense && before < firstDense;
    before = first;
    if (isSkipped || isInside(words, at)) continue;
    // Beyond the end are zeros.
    const second = (words[at + 1] as number) & 0xffff;
    if (pairs[pairOf(first, second)] === 0) continue;
    const four = beginning(first, second, (words[at + 2] as number) & 0xffff, (words[at + 3] as number) & 0xffff);
    if (beginnings[four] === 0 && beginnings[beginning(first, second, 0, 0)] === 0) continue;
    const maxEnd = Math.min(length, at + runLength);
    const last = at + (isDense(first) ? denseLength : runLength);
    // As `roll` in `search-terms.ts`.
    let hash = 0;
    for (let end = at + 1; end <= maxEnd; end += 1) {
      hash = (Math.imul(hash, 0x01000193) + ((words[end - 1] as number) & 0xffff) + 1) | 0;
      // Only a run may end within a word.
      if (end !== last && end < length && isInside(words, end)) continue;
      for (let slot = slotOf(hash, size); table[slot] !== 0; slot = (slot + 1) & (size - 1)) {
        const searchTerm = (table[slot] as number) - 1;
        if (hashes[searchTerm] === hash && isTerm(packed, searchTerm, words, at, end)) onTerm(searchTerm, at);
      }
    }
  }
}

/** Whether these letters are a search term. */
function isTerm({ starts, letters, gaps, isWhole }: Packed, searchTerm: number, words: Uint32Array, at: number, end: number): boolean {
  const from = starts[searchTerm] as number;
  const size = (starts[searchTerm + 1] as number) - from;
  if (size !== end - at) return false;
  for (let index = 0; index < size; index += 1) if (letters[from + index] !== ((words[at + index] as number) & 0xffff)) return false;
  if (isWhole[searchTerm] === 1 && end < words.length && isInside(words, end)) return false;
  for (let index = 1; index < size; index += 1) {
    const gap = gapIn(words, at + index);
    // Short words do not match across word ends: "ia, ran" is not "Iran".
    if (gap & afterBoundary || (gap & separated && gaps[from + index] === 0)) return false;
  }
  return true;
}
