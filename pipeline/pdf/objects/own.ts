/**
 * Files that `write` has written with a plain table: objects one after the other in the order of their numbers, without
 * needless white space. Where an object's text begins and ends follows from the table, and all references are found in one
 * pass, so that pieces are joined without reading what they hold.
 */
import type { Span } from './document.ts';
import { endOfLiteral } from './serialize.ts';
import type { Sink } from './sink.ts';
import type { Entry } from './xref.ts';

/** Some of the references of a file. */
export interface References {
  /** Where the number of each begins: `12 0 R`, always of generation 0. */
  readonly at: Int32Array;
  readonly target: Int32Array;
  /** Those that are meant: from, and to, which is not included. */
  readonly from: number;
  readonly to: number;
}

const endobj = '\nendobj\n'.length;
const endstream = Buffer.from('endstream');

/** Where the objects of a file are, and what they refer to. */
export class OwnFile {
  readonly #bytes: Buffer;
  readonly #entries: readonly (Entry | undefined)[];
  /** By number: where the text begins and ends; 0 for a stream. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** By number, and one more: the first of an object's references. */
  readonly #first: Int32Array;
  readonly #at: Int32Array;
  readonly #target: Int32Array;

  /** @param start of the table */
  constructor(bytes: Buffer, entries: readonly (Entry | undefined)[], start: number) {
    this.#bytes = bytes;
    this.#entries = entries;
    const size = entries.length;
    this.#from = new Int32Array(size);
    this.#to = new Int32Array(size);
    this.#first = new Int32Array(size + 1);
    // A reference takes more than six bytes, and what is not a stream is a part of the file.
    const at = new Int32Array(bytes.length / 6);
    const target = new Int32Array(bytes.length / 6);
    let count = 0;
    for (let num = 1; num < size; num += 1) {
      this.#first[num] = count;
      const from = (entries[num]?.at ?? 0) + `${num} 0 obj\n`.length;
      const to = (entries[num + 1]?.at ?? start) - endobj;
      if (entries[num] === undefined || bytes.compare(endstream, 0, endstream.length, to - endstream.length, to) === 0) continue;
      this.#from[num] = from;
      this.#to[num] = to;
      count = findReferences(bytes, from, to, at, target, count);
    }
    this.#first[size] = count;
    this.#at = at.subarray(0, count);
    this.#target = target.subarray(0, count);
  }

  /** The text of an object; undefined for a stream, and where there is none. */
  span(num: number): Span | undefined {
    const to = this.#to[num] ?? 0;
    if (to === 0 || this.#entries[num] === undefined) return undefined;
    const references = { at: this.#at, target: this.#target, from: this.#first[num] as number, to: this.#first[num + 1] as number };
    return { bytes: this.#bytes, from: this.#from[num] as number, to, references };
  }
}

/** Writes down the references between two places. Gives how many there are now. */
function findReferences(bytes: Buffer, from: number, to: number, at: Int32Array, target: Int32Array, before: number): number {
  let count = before;
  for (let place = from; place < to; place += 1) {
    const byte = bytes[place];
    // What a string says is none.
    if (byte === 0x28) place = endOfLiteral(bytes, place, to) - 1;
    else if (byte === 0x52 && bytes[place - 1] === 0x20 && bytes[place - 2] === 0x30 && bytes[place - 3] === 0x20) {
      let digit = place - 4;
      let value = 0;
      for (let weight = 1; (bytes[digit] as number) >= 0x30 && (bytes[digit] as number) <= 0x39; digit -= 1) {
        value += ((bytes[digit] as number) - 0x30) * weight;
        weight *= 10;
      }
      at[count] = digit + 1;
      target[count] = value;
      count += 1;
    }
  }
  return count;
}

/** Copies an object's text with other numbers in its references. */
export function copyOwn({ bytes, from, to, shift = 0 }: Span, references: References, numbers: Int32Array, sink: Sink): void {
  let done = from;
  for (let index = references.from; index < references.to; index += 1) {
    const at = references.at[index] as number;
    const old = references.target[index] as number;
    const num = numbers[old + shift] as number;
    sink.copy(bytes, done, at);
    done = at;
    while (bytes[done] !== 0x20) done += 1;
    if (num > 0) sink.whole(num);
    else {
      sink.write('null');
      done += ' 0 R'.length;
    }
  }
  sink.copy(bytes, done, to);
}
