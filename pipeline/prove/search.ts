/** Searches for many search terms at once, in one pass over each text. */
import { readLetters, type TextLetters } from './letter-reader.ts';
import { afterSoftBreak, separated } from './markers.ts';
import { anyGap, beginning, findTerms, gapIn, type Packed, pairOf, slotOf } from './matcher.ts';
import { runLength, type SearchTerm } from './search-terms.ts';

export type { Packed };

/** Allocates the arrays in memory that threads share. */
function allocate(count: number, letters: number, size: number): Packed {
  const buffer = new SharedArrayBuffer(4 * (3 * count + 1 + size) + 3 * letters + count + 2 * (1 << 16));
  let at = 0;
  const next = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  // Largest element size first: each array must be aligned to its element size.
  return {
    starts: new Uint32Array(buffer, next(4 * (count + 1)), count + 1),
    weights: new Float32Array(buffer, next(4 * count), count),
    hashes: new Int32Array(buffer, next(4 * count), count),
    table: new Uint32Array(buffer, next(4 * size), size),
    letters: new Uint16Array(buffer, next(2 * letters), letters),
    gaps: new Uint8Array(buffer, next(letters), letters).fill(anyGap),
    isWhole: new Uint8Array(buffer, next(count), count),
    pairs: new Uint8Array(buffer, next(1 << 16), 1 << 16),
    beginnings: new Uint8Array(buffer, next(1 << 16), 1 << 16),
  };
}

export function pack(searchTerms: readonly SearchTerm[]): Packed {
  const total = searchTerms.reduce((sum, { from, to }) => sum + to - from, 0);
  let size = 64;
  while (size < searchTerms.length * 4) size *= 2;
  const packed = allocate(searchTerms.length, total, size);
  let at = 0;
  for (const [index, { text, from, to, weight, isWhole, isShort, hash }] of searchTerms.entries()) {
    for (let place = from; place < to; place += 1, at += 1) {
      packed.letters[at] = text.codeAt(place);
      if (isShort) packed.gaps[at] = text.gapAt(place) & separated ? 1 : 0;
    }
    packed.starts[index + 1] = at;
    packed.weights[index] = weight;
    packed.isWhole[index] = isWhole ? 1 : 0;
    packed.hashes[index] = hash;
    const letter = (place: number) => (from + place < to ? text.codeAt(from + place) : 0);
    const isTiny = to - from < 4;
    packed.pairs[pairOf(letter(0), letter(1))] = 1;
    packed.beginnings[beginning(letter(0), letter(1), isTiny ? 0 : letter(2), isTiny ? 0 : letter(3))] = 1;
    let slot = slotOf(hash, size);
    while (packed.table[slot] !== 0) slot = (slot + 1) & (size - 1);
    packed.table[slot] = index + 1;
  }
  return packed;
}

/** A text while it is searched. */
export class Searched {
  readonly #letters: TextLetters;

  constructor(letters: TextLetters) {
    this.#letters = letters;
  }

  /** The number of the location that a letter belongs to; -1 before the first. */
  placeOf(letter: number): number {
    const { places } = this.#letters;
    let low = -1;
    let high = places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((places[middle] as number) <= letter) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The letters of a range that begin a new line, cell or run, counted from its start. */
  softBreaksIn(from: number, to: number): number[] {
    const { words } = this.#letters;
    const softBreaks: number[] = [];
    for (let at = from + 1; at < to; at += 1) if (gapIn(words, at) & afterSoftBreak) softBreaks.push(at - from);
    return softBreaks;
  }
}

/** Called with each search term that was found: its number, and the index of its first letter in the text. */
export type OnMatch = (searchTerm: number, at: number, text: Searched) => void;

/**
 * Finds every search term in a text. White space and punctuation only matter for short search terms; and where a word continues,
 * only a run of letters may begin or end.
 * @param text may contain markers of `markers.ts`
 * @param over only search terms that cross a reorder point, or end at one: the rest is found in another text, in the same order. Some
 * that do neither may be reported too.
 */
export type Find = (text: string, onMatch: OnMatch, over?: boolean) => void;

/** Searches several texts for the same search terms, one after the other. */
export function searching<Result>(packed: Packed, work: (find: Find) => Result): Result {
  if (packed.hashes.length === 0) return work(() => {});
  return work((text, onMatch, over = false) => {
    const letters = readLetters(text);
    const searched = new Searched(letters);
    const onTerm = (searchTerm: number, at: number) => onMatch(searchTerm, at, searched);
    const { words, reorderPoints } = letters;
    let last = 0;
    for (const reorderPoint of over ? [...reorderPoints, words.length] : [words.length]) {
      findTerms(packed, words, over ? Math.max(last, reorderPoint - runLength) : 0, reorderPoint, onTerm);
      last = reorderPoint;
    }
  });
}
