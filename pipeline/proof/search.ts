/** Looks for many needles at once, in one pass over each text. */
import { type Letters, parted } from './letters.ts';
import { type Reader, readerAfter } from './module.ts';
import { denseLength, type Needle, runLength } from './needles.ts';

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

/** Told of each needle that was met: its number, and the place of its first letter. */
export type Met = (needle: number, at: number) => void;

/**
 * Every needle in a text. Where white space and signs stand does not matter, but for short needles; and where a word goes on,
 * only a run of letters may begin or end.
 */
export function find(packed: Packed, text: Letters, met: Met): void {
  findWithin(packed, text, [[0, text.length]], met);
}

/**
 * The needles in a text that go over one of these places, or end at one: the rest of it stands in another text, in the same
 * order. Some may be among them that do neither.
 */
export function findOver(packed: Packed, text: Letters, seams: readonly number[], met: Met): void {
  findWithin(
    packed,
    text,
    seams.map((seam, index) => [Math.max(seams[index - 1] ?? 0, seam - runLength), seam]),
    met,
  );
}

let reader: Reader | undefined;
/** Whose needles are in its memory. */
let held: Packed | undefined;

/** The needles whose first letter stands from one place to before another. */
function findWithin(packed: Packed, text: Letters, stretches: readonly (readonly [from: number, to: number])[], met: Met): void {
  if (packed.hashes.length === 0) return;
  const own = readerAfter(reader);
  if (held !== packed || own !== reader) hold(packed, own);
  reader = own;
  const { codes, bounds, length } = text;
  reader.put([new Uint8Array(codes.buffer, codes.byteOffset, 2 * length), bounds.subarray(0, length)], 'none');
  reader.host = { met };
  for (const [from, to] of stretches) reader.exports.find(length, from, to, runLength, denseLength);
  reader.host = {};
}

function hold(packed: Packed, own: Reader): void {
  const { letters, gaps, starts, isWhole, hashes, beginnings, table } = packed;
  const { exports } = own;
  const keep = (array: ArrayBufferView) => own.keep(array);
  held = undefined;
  exports.reset();
  exports.needles(keep(letters), keep(gaps), keep(starts), keep(isWhole), keep(hashes), keep(beginnings), keep(table), table.length);
  held = packed;
}
