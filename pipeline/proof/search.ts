/** Looks for many needles at once, in one pass over each text. */
import { isDense, isEdge, joined, type Letters, parted, walled } from './letters.ts';
import { denseLength, type Needle, roll, runLength } from './needles.ts';

/** Needles as arrays of numbers: they can be given to a thread at no cost. */
export interface Packed {
  /** Letters of all needles, one after the other. */
  readonly letters: Uint16Array;
  /** Beside each letter, whether white space or a sign stands before it, in short needles; 2 in those where it does not matter. */
  readonly gaps: Uint8Array;
  /** Where each needle begins; one more for the end of the last. */
  readonly starts: Uint32Array;
  readonly weights: Float32Array;
  readonly isWhole: Uint8Array;
  readonly hashes: Int32Array;
  /** Bits for the first letters that needles have: two, of those with fewer than four letters; and four. */
  readonly beginnings: Uint8Array;
  /** One more than a needle's number, at the place of its hash or behind it; 0 is empty. */
  readonly table: Uint32Array;
}

const careless = 2;

export function pack(needles: readonly Needle[]): Packed {
  const total = needles.reduce((sum, { from, to }) => sum + to - from, 0);
  let size = 64;
  while (size < needles.length * 4) size *= 2;
  const packed = {
    letters: new Uint16Array(total),
    gaps: new Uint8Array(total).fill(careless),
    starts: new Uint32Array(needles.length + 1),
    weights: new Float32Array(needles.length),
    isWhole: new Uint8Array(needles.length),
    hashes: new Int32Array(needles.length),
    beginnings: new Uint8Array(1 << 16),
    table: new Uint32Array(size),
  };
  let at = 0;
  for (const [index, { text, from, to, weight, isWhole, isShort, hash }] of needles.entries()) {
    for (let place = from; place < to; place += 1, at += 1) {
      packed.letters[at] = text.codes[place] as number;
      if (isShort) packed.gaps[at] = (text.bounds[place] as number) & parted ? 1 : 0;
    }
    packed.starts[index + 1] = at;
    packed.weights[index] = weight;
    packed.isWhole[index] = isWhole ? 1 : 0;
    packed.hashes[index] = hash;
    const letter = (place: number) => (from + place < to ? (text.codes[from + place] as number) : 0);
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

/**
 * The needles in a text that go over one of these places, or end at one: the rest of it stands in another text, in the same
 * order. Some may be among them that do neither.
 */
export function findOver(packed: Packed, text: Letters, seams: readonly number[], met: (needle: number, at: number) => void): void {
  let done = 0;
  for (const seam of seams) {
    find(packed, text, met, Math.max(done, seam - runLength), seam);
    done = seam;
  }
}

/**
 * Every needle in a text. From each place where a word may begin, the letters are hashed one after the other, and each hash
 * is looked up; so the time does not grow with the number of needles. What is looked up is compared letter by letter.
 * @param met told the needle's number and the place of its first letter
 * @param from where the first letter may stand
 * @param to before which it must
 */
export function find(packed: Packed, text: Letters, met: (needle: number, at: number) => void, from = 0, to: number = text.length): void {
  if (packed.hashes.length === 0) return;
  const { codes, bounds, length } = text;
  for (let at = nextBeginning(packed, text, from, to); at < to; at = nextBeginning(packed, text, at + 1, to)) {
    const most = Math.min(length, at + runLength);
    const run = at + (isDense(codes[at] as number) ? denseLength : runLength);
    let hash = 0;
    for (let end = at + 1; end <= most; end += 1) {
      hash = roll(hash, codes[end - 1] as number);
      // Within a word only a run may end.
      if (end !== run && end < length && bounds[end] === joined && isInside(text, end)) continue;
      for (let needle = nextOf(packed, hash, -1); needle >= 0; needle = nextOf(packed, hash, needle))
        if (isHere(packed, needle, text, at, end)) met(needle, at);
    }
  }
}

/** The first place from here on where a needle may begin: most are passed over in this loop. */
function nextBeginning({ beginnings }: Packed, text: Letters, from: number, to: number): number {
  const { codes, bounds } = text;
  for (let at = from; at < to; at += 1) {
    // Most letters are inside of a word: seen at once where they are not dense.
    if (bounds[at] === joined && at > 0 && isInside(text, at)) continue;
    const first = codes[at] as number;
    const two = codes[at + 1] ?? 0;
    if (beginnings[beginning(first, two, codes[at + 2] ?? 0, codes[at + 3] ?? 0)] !== 0) return at;
    if (beginnings[beginning(first, two, 0, 0)] !== 0) return at;
  }
  return to;
}

/** Whether a word goes on from the letter before a place to the one behind it. */
const isInside = ({ codes, bounds }: Letters, at: number): boolean =>
  bounds[at] === joined && !isDense(codes[at] as number) && !isDense(codes[at - 1] as number);

/** The next needle of a hash behind another of the same, or the first; -1 if there is none. */
function nextOf({ table, hashes }: Packed, hash: number, needle: number): number {
  const size = table.length;
  let slot = slotOf(hash, size);
  if (needle >= 0) {
    while (table[slot] !== needle + 1) slot = (slot + 1) & (size - 1);
    slot = (slot + 1) & (size - 1);
  }
  for (; table[slot] !== 0; slot = (slot + 1) & (size - 1)) {
    const found = (table[slot] as number) - 1;
    if (hashes[found] === hash) return found;
  }
  return -1;
}

function isHere({ letters, gaps, starts, isWhole }: Packed, needle: number, text: Letters, at: number, end: number): boolean {
  const { codes, bounds } = text;
  const from = starts[needle] as number;
  const length = (starts[needle + 1] as number) - from;
  if (length !== end - at) return false;
  for (let index = 0; index < length; index += 1) if (letters[from + index] !== codes[at + index]) return false;
  if (isWhole[needle] === 1 && !isEdge(text, end)) return false;
  for (let index = 1; index < length; index += 1) {
    const bound = bounds[at + index] as number;
    // Short words are not looked for across the ends of others: "ia, ran" is not "Iran".
    if (bound & walled || (bound & parted && gaps[from + index] === 0)) return false;
  }
  return true;
}
