/** The module of `wasm/`: a file's bytes and places are put into its memory, and what it tells is handed on. */

import type { PdfDocument } from '../../pdf/objects/index.ts';
import { borrow, instanceOf, isLarge } from '../../platform/modules.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly begin: (length: number, objects: number) => void;
  readonly read: (num: number) => void;
  readonly takeBack: (to: number) => void;
  readonly input: WebAssembly.Global<'i32'>;
  readonly places: WebAssembly.Global<'i32'>;
  readonly names: WebAssembly.Global<'i32'>;
  readonly nameCount: WebAssembly.Global<'i32'>;
  readonly events: WebAssembly.Global<'i32'>;
  readonly eventCount: WebAssembly.Global<'i32'>;
}

/** What is told: the words of `wasm/elements.ts`, where it stands what follows each. */
export const told = {
  closed: 0,
  opened: 1,
  leaf: 2,
  marked: 3,
  markedOn: 4,
  held: 5,
  other: 6,
  identified: 7,
  wholeAttribute: 8,
  nameAttribute: 9,
  stringsAttribute: 10,
} as const;

/** One memory, with one file in it. */
export class Elements {
  readonly #exports: Exports = instanceOf<Exports>('structure', {});
  #names: string[] = [];

  begin(pdf: PdfDocument): void {
    const { bytes, size } = pdf;
    const { begin, memory, input, places } = this.#exports;
    begin(bytes.length, size);
    bytes.copy(Buffer.from(memory.buffer), input.value);
    pdf.putPlaces(new Int32Array(memory.buffer, places.value, size));
    this.#names = [];
  }

  /** What is told of an object and all below it that was not met before. */
  read(num: number): Int32Array {
    const { memory, read, takeBack, events, eventCount } = this.#exports;
    takeBack(0);
    read(num);
    return new Int32Array(memory.buffer, events.value, eventCount.value).slice();
  }

  /** A name by the number that it is told by. */
  name(index: number): string {
    return this.#names[index] ?? (this.#readNames()[index] as string);
  }

  #readNames(): readonly string[] {
    const { memory, names, nameCount } = this.#exports;
    const list = new Int32Array(memory.buffer, names.value, 2 * nameCount.value);
    const bytes = Buffer.from(memory.buffer);
    for (let next = this.#names.length; next < nameCount.value; next += 1) {
      const from = list[2 * next] as number;
      this.#names.push(bytes.toString('latin1', from, from + (list[2 * next + 1] as number)));
    }
    return this.#names;
  }

  get isLarge(): boolean {
    return isLarge(this.#exports.memory);
  }
}

/** Lends a memory for one file. */
export const withElements = <Result>(work: (elements: Elements) => Result): Result => borrow(Elements, work);
