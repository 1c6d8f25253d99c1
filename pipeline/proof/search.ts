/** Looks for many needles at once, in one pass over each text. */
import { isDense, isEdge, type Letters, parted } from './letters.ts';
import { denseLength, type Needle, roll, runLength } from './needles.ts';

const bits = 20;

/** One place where a needle was met. */
export interface Hit {
  readonly needle: Needle;
  /** Place of its first letter in the text. */
  readonly at: number;
}

/**
 * A set of needles. From each place where a word may begin, the letters are hashed one after the other, and each hash is
 * looked up where a word may end, or when as many letters are read as a run has; so the time does not grow with the number
 * of needles, and what is looked up is compared letter by letter.
 */
export class Search {
  readonly #needles = new Map<number, Needle[]>();
  readonly #filter = new Uint8Array(1 << (bits - 3));
  #size = 0;

  constructor(needles: Iterable<Needle>) {
    for (const needle of needles) {
      const same = this.#needles.get(needle.hash);
      if (same) same.push(needle);
      else this.#needles.set(needle.hash, [needle]);
      const bit = slot(needle.hash);
      this.#filter[bit >> 3] = (this.#filter[bit >> 3] as number) | (1 << (bit & 7));
      this.#size += 1;
    }
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Every needle in a text.
   * @param from first letter at which one may begin
   * @param to first letter at which none may
   */
  find(text: Letters, met: (hit: Hit) => void, from = 0, to: number = text.length): void {
    if (this.#size === 0) return;
    const { codes, bounds, length } = text;
    const filter = this.#filter;
    for (let at = from; at < to; at += 1) {
      const first = codes[at] as number;
      if (at > 0 && bounds[at] === 0 && !isDense(first) && !isDense(codes[at - 1] as number)) continue;
      const most = Math.min(length, at + runLength);
      const run = isDense(first) ? denseLength : runLength;
      let hash = 0;
      for (let next = at; next < most; ) {
        hash = roll(hash, codes[next] as number);
        next += 1;
        const bit = slot(hash);
        if (((filter[bit >> 3] as number) & (1 << (bit & 7))) === 0) continue;
        if (next - at === run || isEdge(text, next)) this.#compare(text, at, next, hash, met);
      }
    }
  }

  #compare(text: Letters, at: number, end: number, hash: number, met: (hit: Hit) => void): void {
    for (const needle of this.#needles.get(hash) ?? []) if (isHere(needle, text, at, end)) met({ needle, at });
  }
}

const slot = (hash: number) => (hash ^ (hash >>> bits)) & ((1 << bits) - 1);

function isHere({ letters, isWhole, gaps }: Needle, text: Letters, at: number, end: number): boolean {
  const { codes, bounds } = text;
  if (letters.length !== end - at) return false;
  for (let index = 0; index < letters.length; index += 1) if (letters[index] !== codes[at + index]) return false;
  if (isWhole && !isEdge(text, end)) return false;
  // Short words are not looked for across the ends of others: "ia, ran" is not "Iran".
  if (gaps) for (let index = 1; index < letters.length; index += 1) if (bounds[at + index] === parted && gaps[index] === 0) return false;
  return true;
}
