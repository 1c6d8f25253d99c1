/** Searches for many search terms at once, in one pass over each text. */
import { afterSoftBreak, readLetters, separated } from './letters.ts';
import { type Reader, withReader } from './module.ts';
import { denseLength, runLength, type SearchTerm } from './search-terms.ts';

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

const anyGap = 2;

/** Allocates the arrays in memory that threads share. */
function allocate(count: number, letters: number, size: number): Packed {
  const buffer = new SharedArrayBuffer(4 * (3 * count + 1 + size) + 3 * letters + count + (1 << 16));
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
    packed.beginnings[beginning(letter(0), letter(1), isTiny ? 0 : letter(2), isTiny ? 0 : letter(3))] = 1;
    let slot = slotOf(hash, size);
    while (packed.table[slot] !== 0) slot = (slot + 1) & (size - 1);
    packed.table[slot] = index + 1;
  }
  return packed;
}

const beginning = (one: number, two: number, three: number, four: number) => {
  const mixed = Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35) ^ Math.imul(four, 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) & 0xffff;
};

const slotOf = (hash: number, size: number) => (hash ^ (hash >>> 15)) & (size - 1);

/** A text while it is searched. */
export class Searched {
  readonly #reader: Reader;
  /** Number of letters before each place mark, and before each reorder point. */
  readonly #heres: number[] = [];
  readonly reorderPoints: number[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
    for (const word of reader.events()) {
      if (word & reorderBit) this.reorderPoints.push(word & ~reorderBit);
      else this.#heres.push(word);
    }
    this.reorderPoints.push(this.length);
  }

  get length(): number {
    return this.#reader.exports.length.value;
  }

  /** The number of the location that a letter belongs to; -1 before the first. */
  placeOf(letter: number): number {
    let low = -1;
    let high = this.#heres.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#heres[middle] as number) <= letter) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The letters of a range that begin a new line, cell or run, counted from its start. */
  softBreaksIn(from: number, to: number): number[] {
    const softBreaks: number[] = [];
    for (let at = from + 1; at < to; at += 1) if (this.#reader.exports.gapAt(at) & afterSoftBreak) softBreaks.push(at - from);
    return softBreaks;
  }
}

const reorderBit = 1 << 31;

/** Called with each search term that was found: its number, and the index of its first letter in the text. */
export type OnMatch = (searchTerm: number, at: number, text: Searched) => void;

/**
 * Finds every search term in a text. White space and punctuation only matter for short search terms; and where a word continues,
 * only a run of letters may begin or end.
 * @param text may contain markers of `letters.ts`
 * @param markers number of place marks and reorder points in it
 * @param over only search terms that cross a reorder point, or end at one: the rest is found in another text, in the same order. Some
 * that do neither may be reported too.
 */
export type Find = (text: string, onMatch: OnMatch, markers?: number, over?: boolean) => void;

/** Searches several texts for the same search terms, one after the other. */
export function searching<Result>(packed: Packed, work: (find: Find) => Result): Result {
  if (packed.hashes.length === 0) return work(() => {});
  return withReader((reader) => {
    putSearchTerms(packed, reader);
    return work((text, onMatch, markers = 0, over = false) => find(reader, text, onMatch, markers, over));
  });
}

function find(reader: Reader, text: string, onMatch: OnMatch, markers: number, over: boolean): void {
  readLetters(text, reader, markers);
  const searched = new Searched(reader);
  reader.host = { matched: (searchTerm, at) => onMatch(searchTerm, at, searched) };
  let last = 0;
  for (const reorderPoint of over ? searched.reorderPoints : [searched.length]) {
    reader.exports.find(over ? Math.max(last, reorderPoint - runLength) : 0, reorderPoint, runLength, denseLength);
    last = reorderPoint;
  }
  reader.host = {};
}

function putSearchTerms({ letters, gaps, starts, isWhole, hashes, beginnings, table }: Packed, reader: Reader): void {
  const keep = (array: ArrayBufferView) => reader.keep(array);
  reader.exports.searchTerms(
    keep(letters),
    keep(gaps),
    keep(starts),
    keep(isWhole),
    keep(hashes),
    keep(beginnings),
    keep(table),
    table.length,
  );
}
