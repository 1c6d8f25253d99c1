/**
 * Objects as text, which are renumbered and copied without being read: pieces that `write` has written with a plain table,
 * which are joined, and the structure, which is written as text at once.
 */
import type { Span } from './document.ts';
import { serialize } from './serialize.ts';
import { Sink } from './sink.ts';
import { Dict, type Value } from './values.ts';

/** Texts of objects whose numbers follow each other, in the form that `serialize` gives them. */
export class Texts {
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
export function textsOf(bytes: Buffer, places: Int32Array, start: number): Texts {
  const size = places.length;
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  for (let num = 1; num < size; num += 1) {
    const at = places[num] as number;
    const end = (places[num + 1] ?? start) - endobj;
    if (at === 0 || bytes.compare(endstream, 0, endstream.length, end - endstream.length, end) === 0) continue;
    from[num] = at + `${num} 0 obj\n`.length;
    to[num] = end;
  }
  return new Texts(bytes, 0, from, to);
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
