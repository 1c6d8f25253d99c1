/** Searches for many search terms at once, in one pass over each text. The arrays are described in `../search.ts`. */
import { matched } from './host';
import { afterBoundary, codeAt, gapAt, isDense, joined, length, separated } from './letters';

/** The search terms, in arrays of the host. */
let letters: usize = 0;
let gaps: usize = 0;
let starts: usize = 0;
let wholes: usize = 0;
let hashes: usize = 0;
let beginnings: usize = 0;
let table: usize = 0;
let mask: i32 = 0;

/** @param size of the table, a power of two */
export function searchTerms(l: usize, g: usize, s: usize, w: usize, h: usize, b: usize, t: usize, size: i32): void {
  letters = l;
  gaps = g;
  starts = s;
  wholes = w;
  hashes = h;
  beginnings = b;
  table = t;
  mask = size - 1;
}

function isEdge(at: i32): bool {
  return at <= 0 || at >= length || gapAt(at) !== joined || isDense(codeAt(at)) || isDense(codeAt(at - 1));
}

/** Whether a word continues from the letter before a position to the one after it. */
function isInside(at: i32): bool {
  return gapAt(at) === joined && !isDense(codeAt(at)) && !isDense(codeAt(at - 1));
}

function beginning(one: i32, two: i32, three: i32, four: i32): bool {
  const mixed = (one * <i32>0x9e3779b1) ^ (two * <i32>0x85ebca6b) ^ (three * <i32>0xc2b2ae35) ^ (four * <i32>0x27d4eb2f);
  return load<u8>(beginnings + ((mixed ^ (mixed >>> 15)) & 0xffff)) !== 0;
}

/**
 * Finds every search term in the letters that were read. From each position where a word may begin, they are hashed one by one, and
 * each hash is looked up, so the time does not grow with the number of search terms.
 * @param from first possible index of the first letter
 * @param to end of the possible indexes
 * @param run length of the longest search term
 * @param dense length of the longest that begins with a dense letter
 */
export function find(from: i32, to: i32, run: i32, dense: i32): void {
  for (let at = nextBeginning(from, to); at < to; at = nextBeginning(at + 1, to)) {
    const maxEnd = min(length, at + run);
    const last = at + (isDense(codeAt(at)) ? dense : run);
    // As `roll` in `../search-terms.ts`.
    let hash = 0;
    for (let end = at + 1; end <= maxEnd; end += 1) {
      hash = hash * 0x01000193 + codeAt(end - 1) + 1;
      // Only a run may end within a word.
      if (end !== last && end < length && isInside(end)) continue;
      for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
        const searchTerm = <i32>load<u32>(table + ((<usize>slot) << 2)) - 1;
        if (searchTerm < 0) break;
        if (load<i32>(hashes + ((<usize>searchTerm) << 2)) === hash && isHere(searchTerm, at, end)) matched(searchTerm, at);
      }
    }
  }
}

/** The next index where a search term may begin: most are skipped in this loop. */
function nextBeginning(from: i32, to: i32): i32 {
  for (let at = from; at < to; at += 1) {
    // Most letters are inside of a word.
    if (at > 0 && isInside(at)) continue;
    const first = codeAt(at);
    const two = codeAt(at + 1);
    if (beginning(first, two, codeAt(at + 2), codeAt(at + 3)) || beginning(first, two, 0, 0)) return at;
  }
  return to;
}

function isHere(searchTerm: i32, at: i32, end: i32): bool {
  const place = starts + ((<usize>searchTerm) << 2);
  const from = load<i32>(place);
  const size = load<i32>(place, 4) - from;
  if (size !== end - at) return false;
  for (let index = 0; index < size; index += 1)
    if (<i32>load<u16>(letters + ((<usize>(from + index)) << 1)) !== codeAt(at + index)) return false;
  if (load<u8>(wholes + searchTerm) === 1 && !isEdge(end)) return false;
  for (let index = 1; index < size; index += 1) {
    const bound = gapAt(at + index);
    // Short words do not match across word ends: "ia, ran" is not "Iran".
    if ((bound & afterBoundary) !== 0 || ((bound & separated) !== 0 && load<u8>(gaps + from + index) === 0)) return false;
  }
  return true;
}
