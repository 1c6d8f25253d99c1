/**
 * Serialized objects that are renumbered and copied without being parsed: those of finished pieces, which `write` wrote with a plain
 * cross-reference table, and the structure tree, which is generated as text.
 */

/** The byte range of a serialized object. */
export interface Span {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  /** Added to the object numbers in its references, if its document was appended to another. */
  readonly shift?: number;
}

/** Serialized objects with consecutive numbers, in the form that `serialize` produces. */
export class RawObjects {
  readonly bytes: Buffer;
  readonly first: number;
  /** Start and end of each object; 0 for none. */
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

  /** Returns undefined if there is no object with this number, or if it is a stream. */
  span(num: number): Span | undefined {
    const index = num - this.first;
    return this.has(num) ? { bytes: this.bytes, from: this.from[index] as number, to: this.to[index] as number } : undefined;
  }
}

const endobj = '\nendobj\n'.length;
const endstream = Buffer.from('endstream');

/**
 * The objects of a file that `write` wrote with a plain cross-reference table: in the order of their numbers, without redundant
 * white space.
 * @param places offsets by object number
 * @param start offset of the table
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

/** Collects serialized objects with consecutive numbers, in the form that `serialize` produces. */
export class RawObjectWriter {
  readonly #first: number;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #index = 0;
  #text = '';

  /** @param first number of the first object */
  constructor(first: number, count: number) {
    this.#first = first;
    this.#from = new Int32Array(count);
    this.#to = new Int32Array(count);
  }

  /** Adds the next object. The text may contain only Latin-1 characters. */
  add(text: string): void {
    this.#from[this.#index] = this.#text.length;
    this.#text += text;
    this.#to[this.#index] = this.#text.length;
    this.#index += 1;
  }

  /** All objects that were added. */
  rawObjects(): RawObjects {
    return new RawObjects(Buffer.from(this.#text, 'latin1'), this.#first, this.#from, this.#to);
  }
}
