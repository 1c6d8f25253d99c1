/** Object streams (ISO 32000-1, 7.5.7). */

import { type Names, Parser } from './parser.ts';
import type { Span } from './raw-objects.ts';
import type { Value } from './values.ts';

/** A decoded object stream. */
export class Container {
  readonly bytes: Buffer;
  /** Offset in memory of the encoded bytes. */
  readonly at: number;
  readonly #names: Names;
  readonly #nums: number[] = [];
  readonly #starts: number[] = [];

  constructor(bytes: Uint8Array, count: number, first: number, names: Names, at: number) {
    this.at = at;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#names = names;
    const parser = new Parser(this.bytes, 0, first, names);
    for (let index = 0; index < count; index += 1) {
      this.#nums.push(Number(parser.value()));
      this.#starts.push(first + Number(parser.value()));
    }
  }

  value(num: number, index: number): Value {
    const { from } = this.span(num, index);
    return new Parser(this.bytes, from, this.bytes.length, this.#names).value() ?? null;
  }

  span(num: number, index: number): Span {
    const place = this.#nums[index] === num ? index : this.#nums.indexOf(num);
    const from = this.#starts[place] ?? this.bytes.length;
    return { bytes: this.bytes, from, to: this.#starts[place + 1] ?? this.bytes.length };
  }
}
