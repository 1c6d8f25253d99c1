/**
 * Objects as text, which are renumbered and copied without being read: pieces that `write` has written with a plain table,
 * which are joined, and the structure, which is written as text at once.
 */

/** Where the bytes of an object stand, for a reader that wants no values. */
export interface Span {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  /** What is added to the numbers that its references name, where another document was appended. */
  readonly shift?: number;
}

/** RawObjects of objects whose numbers follow each other, in the form that `serialize` gives them. */
export class RawObjects {
  readonly bytes: Buffer;
  readonly first: number;
  /** Where each begins and ends; 0 where there is none. */
  readonly from: Int32Array;
  readonly to: Int32Array;

  constructor(bytes: Buffer, first: number, from: Int32Array, to: Int32Array) {
    this.bytes = bytes;
    this.first = first;
    this.from = from;
    this.to = to;
  }

  has(num: number): boolean {
    return (this.to[num - this.first] ?? 0) > 0;
  }

  /** Undefined where there is no object of this number, or one with a stream. */
  span(num: number): Span | undefined {
    const index = num - this.first;
    return this.has(num) ? { bytes: this.bytes, from: this.from[index] as number, to: this.to[index] as number } : undefined;
  }
}

const endobj = '\nendobj\n'.length;
const endstream = Buffer.from('endstream');

/**
 * The objects of a file that `write` has written with a plain table: one after the other in the order of their numbers,
 * without needless white space.
 * @param places where they begin, by number
 * @param start of the table
 */
export function rawObjectsOf(bytes: Buffer, places: Int32Array, start: number): RawObjects {
  const size = places.length;
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  for (let num = 1; num < size; num += 1) {
    const at = places[num] as number;
    const end = (places[num + 1] ?? start) - endobj;
    if (at === 0 || bytes.compare(endstream, 0, endstream.length, end - endstream.length, end) === 0) continue;
    from[num] = at + `${num} 0 obj\n`.length;
    to[num] = end;
  }
  return new RawObjects(bytes, 0, from, to);
}

/** Gathers texts of objects whose numbers follow each other, in the form that `serialize` gives them. */
export class RawObjectWriter {
  readonly #first: number;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #index = 0;
  #text = '';

  /** For so many objects from this number on. */
  constructor(first: number, count: number) {
    this.#first = first;
    this.#from = new Int32Array(count);
    this.#to = new Int32Array(count);
  }

  /** The next object. Only characters of Latin-1. */
  add(text: string): void {
    this.#from[this.#index] = this.#text.length;
    this.#text += text;
    this.#to[this.#index] = this.#text.length;
    this.#index += 1;
  }

  /** All that was added. */
  rawObjects(): RawObjects {
    return new RawObjects(Buffer.from(this.#text, 'latin1'), this.#first, this.#from, this.#to);
  }
}
