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
  /** Bloom filter of the first letters: two, for search terms with fewer than four letters; else four. */
  readonly beginnings: Uint8Array;
  /** Hash table with linear probing: the search term's number plus one; 0 is empty. */
  readonly table: Uint32Array;
}

/** A gap that does not matter. */
export const anyGap = 2;

/** Where the filter has the first letters. */
export function beginning(one: number, two: number, three: number, four: number): number {
  const mixed = Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35) ^ Math.imul(four, 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) & 0xffff;
}

/** Where the table has a hash, if nothing else is there. @param size of the table, a power of two */
export const slotOf = (hash: number, size: number): number => (hash ^ (hash >>> 15)) & (size - 1);

/** A letter; 0 beyond the end. */
const codeIn = (words: Uint32Array, at: number): number => (at < words.length ? (words[at] as number) & 0xffff : 0);

/** What separates a letter from the one before it. */
export const gapIn = (words: Uint32Array, at: number): number => (words[at] as number) >>> 16;

/** Whether a word continues from the letter before an index to the one after it. */
function isInside(words: Uint32Array, at: number): boolean {
  const one = words[at - 1] as number;
  const other = words[at] as number;
  return other >>> 16 === joined && !isDense(other & 0xffff) && !isDense(one & 0xffff);
}

/** No letter below it is dense. */
const firstDense = 0x3040;

export class Matcher {
  readonly #packed: Packed;
  readonly #words: Uint32Array;
  readonly #onMatch: (searchTerm: number, at: number) => void;

  /** @param words the letters, as in `TextLetters` */
  constructor(packed: Packed, words: Uint32Array, onMatch: (searchTerm: number, at: number) => void) {
    this.#packed = packed;
    this.#words = words;
    this.#onMatch = onMatch;
  }

  /**
   * Finds every search term that begins in a range. From each position where a word may begin, letters are hashed one by one, and
   * each hash is looked up, so the time does not grow with the number of search terms.
   */
  in(from: number, to: number): void {
    const words = this.#words;
    const { hashes, table } = this.#packed;
    const { length } = words;
    const size = table.length;
    for (let at = this.#nextBeginning(from, to); at < to; at = this.#nextBeginning(at + 1, to)) {
      const maxEnd = Math.min(length, at + runLength);
      const last = at + (isDense(codeIn(words, at)) ? denseLength : runLength);
      // As `roll` in `search-terms.ts`.
      let hash = 0;
      for (let end = at + 1; end <= maxEnd; end += 1) {
        hash = (Math.imul(hash, 0x01000193) + codeIn(words, end - 1) + 1) | 0;
        // Only a run may end within a word.
        if (end !== last && end < length && isInside(words, end)) continue;
        for (let slot = slotOf(hash, size); table[slot] !== 0; slot = (slot + 1) & (size - 1)) {
          const searchTerm = (table[slot] as number) - 1;
          if (hashes[searchTerm] === hash && this.#isHere(searchTerm, at, end)) this.#onMatch(searchTerm, at);
        }
      }
    }
  }

  /** The next index where a search term may begin: most are skipped in this loop. */
  #nextBeginning(from: number, to: number): number {
    const words = this.#words;
    const { beginnings } = this.#packed;
    for (let at = from; at < to; at += 1) {
      // Most letters are inside of a word, and nearly all of these come before the first that is dense.
      if (at > 0 && (((words[at] as number) < firstDense && ((words[at - 1] as number) & 0xffff) < firstDense) || isInside(words, at)))
        continue;
      const first = codeIn(words, at);
      const second = codeIn(words, at + 1);
      if (beginnings[beginning(first, second, codeIn(words, at + 2), codeIn(words, at + 3))] !== 0) return at;
      if (beginnings[beginning(first, second, 0, 0)] !== 0) return at;
    }
    return to;
  }

  #isHere(searchTerm: number, at: number, end: number): boolean {
    const words = this.#words;
    const { starts, letters, gaps, isWhole } = this.#packed;
    const from = starts[searchTerm] as number;
    const size = (starts[searchTerm + 1] as number) - from;
    if (size !== end - at) return false;
    for (let index = 0; index < size; index += 1) if (letters[from + index] !== codeIn(words, at + index)) return false;
    if (isWhole[searchTerm] === 1 && end < words.length && isInside(words, end)) return false;
    for (let index = 1; index < size; index += 1) {
      const gap = gapIn(words, at + index);
      // Short words do not match across word ends: "ia, ran" is not "Iran".
      if (gap & afterBoundary || (gap & separated && gaps[from + index] === 0)) return false;
    }
    return true;
  }
}
