/**
 * Objects as text in which all references are known, so that they are renumbered and copied without being read: pieces that
 * `write` has written with a plain table, which are joined, and the structure, which is written as text at once.
 */
import type { Span } from './document.ts';
import { endOfLiteral, serialize } from './serialize.ts';
import { Sink } from './sink.ts';
import { Dict, type Value } from './values.ts';
import type { Entry } from './xref.ts';

/** Some of the references in a text. */
export interface References {
  /** Where the number of each begins: `12 0 R`, always of generation 0. */
  readonly at: Int32Array;
  readonly target: Int32Array;
  /** Those that are meant: from, and to, which is not included. */
  readonly from: number;
  readonly to: number;
}

/** Made in one place, so that all have one shape for V8. */
const spanOf = (bytes: Buffer, from: number, to: number, shift: number, references: References): Span => ({
  bytes,
  from,
  to,
  shift,
  references,
});

/** The same under other numbers. */
export const moved = (span: Span, by: number): Span => {
  const { bytes, from, to, shift = 0, references } = span;
  return references ? spanOf(bytes, from, to, shift + by, references) : { bytes, from, to, shift: shift + by };
};

/** Texts of objects whose numbers follow each other. */
export class Texts {
  readonly #bytes: Buffer;
  readonly #first: number;
  /** Where each begins and ends; 0 where there is none. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** The first reference of each; one more for the end of the last. */
  readonly #references: Int32Array;
  readonly #at: Int32Array;
  readonly #target: Int32Array;

  /** All references are found in one pass. */
  constructor(bytes: Buffer, first: number, from: Int32Array, to: Int32Array) {
    this.#bytes = bytes;
    this.#first = first;
    this.#from = from;
    this.#to = to;
    this.#references = new Int32Array(from.length + 1);
    // A reference takes more than six bytes.
    const [at, target] = [new Int32Array(bytes.length / 6), new Int32Array(bytes.length / 6)];
    let count = 0;
    for (let index = 0; index < from.length; index += 1) {
      count = findReferences(bytes, from[index] as number, to[index] as number, at, target, count);
      this.#references[index + 1] = count;
    }
    this.#at = at.slice(0, count);
    this.#target = target.slice(0, count);
  }

  has(num: number): boolean {
    return (this.#to[num - this.#first] ?? 0) > 0;
  }

  /** Undefined where there is no object of this number, or one with a stream. */
  span(num: number): Span | undefined {
    const index = num - this.#first;
    const to = this.#to[index] ?? 0;
    if (to === 0) return undefined;
    const [from, until] = [this.#references[index] as number, this.#references[index + 1] as number];
    return spanOf(this.#bytes, this.#from[index] as number, to, 0, { at: this.#at, target: this.#target, from, to: until });
  }
}

const endobj = '\nendobj\n'.length;
const endstream = Buffer.from('endstream');

/**
 * The objects of a file that `write` has written with a plain table: one after the other in the order of their numbers,
 * without needless white space.
 * @param start of the table
 */
export function textsOf(bytes: Buffer, entries: readonly (Entry | undefined)[], start: number): Texts {
  const size = entries.length;
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  for (let num = 1; num < size; num += 1) {
    const end = (entries[num + 1]?.at ?? start) - endobj;
    if (entries[num] === undefined || bytes.compare(endstream, 0, endstream.length, end - endstream.length, end) === 0) continue;
    from[num] = (entries[num]?.at ?? 0) + `${num} 0 obj\n`.length;
    to[num] = end;
  }
  return new Texts(bytes, 0, from, to);
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

/** Writes texts of objects, one after the other, in the form that `serialize` gives them. */
export class TextWriter {
  readonly #first: number;
  readonly #sink = new Sink(1 << 16);
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #index = -1;

  /** For so many objects from this number on. */
  constructor(first: number, count: number) {
    this.#first = first;
    this.#from = new Int32Array(count);
    this.#to = new Int32Array(count);
  }

  /** Begins with the next object. */
  begin(): void {
    this.#end();
    this.#index += 1;
    this.#from[this.#index] = this.#sink.length;
  }

  /** Only characters of Latin-1. */
  write(text: string): void {
    this.#sink.write(text);
  }

  whole(value: number): void {
    this.#sink.whole(value);
  }

  reference(num: number): void {
    this.#sink.whole(num);
    this.#sink.write(' 0 R');
  }

  /** A key and its value. */
  entry(key: string, value: Value): void {
    this.#sink.write(serialize(Dict.of({ [key]: value }), itself).slice(2, -2));
  }

  value(value: Value): void {
    this.#sink.write(serialize(value, itself));
  }

  /** All that was written. Nothing can be added to it. */
  texts(): Texts {
    this.#end();
    return new Texts(this.#sink.bytes, this.#first, this.#from, this.#to);
  }

  #end(): void {
    if (this.#index >= 0) this.#to[this.#index] = this.#sink.length;
  }
}

const itself = (num: number) => num;
