/** The module of `wasm/`: a document's objects are put into its memory as text, and the parts of a file are taken out. */
import { borrow, instanceOf, isLarge } from '../../platform/modules.ts';
import type { Span, Texts } from './own.ts';
import { Dict, Ref, Stream, type Value } from './values.ts';

/** What the module gives. Places are offsets in its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly begin: (numbers: number) => void;
  readonly room: (bytes: number) => number;
  readonly set: (num: number, from: number, to: number, shift: number) => void;
  readonly setMany: (first: number, numbers: number, froms: number, tos: number, text: number, shift: number) => void;
  readonly drop: (num: number) => void;
  readonly meet: (num: number) => void;
  readonly reachAll: () => void;
  readonly wait: (num: number) => void;
  readonly miss: (num: number) => void;
  readonly answered: () => void;
  readonly numberAll: () => number;
  readonly place: (numbers: number) => void;
  readonly put: (num: number, container: number, at: number) => void;
  readonly writeObjects: (from: number, to: number, at: number) => void;
  readonly writePack: (from: number, to: number, most: number, container: number) => number;
  readonly readTable: (rows: number, size: number, to: number) => number;
  readonly writeTable: (size: number) => void;
  readonly writeRows: (size: number, wide: number) => void;
  readonly asked: WebAssembly.Global<'i32'>;
  readonly askedCount: WebAssembly.Global<'i32'>;
  readonly kept: WebAssembly.Global<'i32'>;
  readonly verbatim: WebAssembly.Global<'i32'>;
  readonly written: WebAssembly.Global<'i32'>;
  readonly out: WebAssembly.Global<'i32'>;
  readonly packed: WebAssembly.Global<'i32'>;
  readonly indexBytes: WebAssembly.Global<'i32'>;
}

/** Bytes of a row in a plain table. */
export const rowBytes = 20;

/** What the engine asks of a document: see `PdfDocument`. */
export interface Numbered {
  readonly size: number;
  readonly eachText: (add: (texts: Texts, shift: number) => void, drop: (num: number) => void) => void;
  readonly span: (num: number) => Span | undefined;
  readonly has: (num: number) => boolean;
  readonly peek: (num: number) => Value;
}

/** Objects of a document that are written. */
export interface Reached {
  /** Their numbers in the document, in order: the first is written under 1. */
  readonly kept: Int32Array;
  /** Of those, the ones that are not in memory as text, in order. */
  readonly values: readonly (readonly [num: number, value: Value])[];
}

/** A stream of objects before it is deflated (7.5.7). It holds until the next is asked for. */
export interface Packed {
  readonly count: number;
  /** Bytes of the index at its beginning. */
  readonly first: number;
  readonly bytes: Buffer;
  /** The object to go on with. */
  readonly next: number;
}

/** One memory, with one document in it. */
export class Engine {
  readonly #exports: Exports = instanceOf<Exports>('objects', {});
  #bytes: Buffer = Buffer.alloc(0);
  #wholes: Int32Array = new Int32Array();

  /**
   * Finds all objects that anything refers to, and numbers them from 1 on in the order of their old numbers.
   * @param roots where to begin
   */
  reach(document: Numbered, roots: readonly (Value | undefined)[]): Reached {
    const { begin, drop, meet, reachAll, answered, miss, wait, numberAll, asked, askedCount, kept } = this.#exports;
    begin(document.size + 1);
    document.eachText((texts, shift) => this.#putTexts(texts, shift), drop);
    const values: [number, Value][] = [];
    const walk = (value: Value | undefined): void => {
      if (value instanceof Ref) meet(value.num);
      else if (Array.isArray(value)) for (const one of value) walk(one);
      else if (value instanceof Dict) value.each((_, one) => walk(one));
      else if (value instanceof Stream) walk(value.dict);
    };
    for (const root of roots) walk(root);
    for (reachAll(); askedCount.value > 0; reachAll()) {
      this.#memory();
      const nums = this.#wholes.slice(asked.value >> 2, (asked.value >> 2) + askedCount.value);
      answered();
      for (const num of nums) {
        const span = document.span(num);
        if (span) {
          this.#putText(num, span.bytes.subarray(span.from, span.to), span.shift ?? 0);
          wait(num);
        } else if (document.has(num)) {
          const value = document.peek(num);
          values.push([num, value]);
          walk(value);
        } else miss(num);
      }
    }
    const count = numberAll();
    this.#memory();
    return { kept: this.#wholes.slice(kept.value >> 2, (kept.value >> 2) + count), values: values.sort(([a], [b]) => a - b) };
  }

  /** Gives an object a text that is written as it is. Only characters of Latin-1. */
  setText(num: number, text: string): void {
    const { room, set, verbatim } = this.#exports;
    const place = room(text.length);
    this.#memory().write(text, place, 'latin1');
    set(num, place, place + text.length, verbatim.value);
  }

  /** Makes room for the places of so many objects. No text is set afterwards. */
  beginFile(numbers: number): void {
    this.#exports.place(numbers);
  }

  /** Where an object stands in the file, by its new number. */
  put(num: number, at: number): void {
    this.#exports.put(num, 0, at);
  }

  /**
   * Those objects of `kept` that have a text, with all that stands around them.
   * @param from index of the first
   * @param to of the one after the last
   * @param at where they will stand in the file
   */
  objects(from: number, to: number, at: number): Buffer {
    this.#exports.writeObjects(from, to, at);
    return this.#written();
  }

  /** The next objects of `kept` that have a text, for one stream of objects; undefined when there are none left. */
  pack(from: number, to: number, most: number, container: number): Packed | undefined {
    const { writePack, packed, indexBytes } = this.#exports;
    const next = writePack(from, to, most, container);
    return packed.value === 0 ? undefined : { count: packed.value, first: indexBytes.value, bytes: this.#written(), next };
  }

  /**
   * Where objects begin that the rows of a plain table tell of (7.5.4), by number: 0 for one that is free; undefined unless all rows
   * are as they should be and of generation 0.
   */
  places(rows: Buffer): Int32Array | undefined {
    const { begin, room, readTable } = this.#exports;
    const size = rows.length / rowBytes;
    begin(0);
    const from = room(rows.length);
    const to = room(4 * size);
    rows.copy(this.#memory(), from);
    return readTable(from, size, to) ? this.#wholes.slice(to >> 2, (to >> 2) + size) : undefined;
  }

  /** The rows of a plain table for so many numbers (7.5.4). */
  table(size: number): Buffer {
    this.#exports.writeTable(size);
    return this.#written();
  }

  /** Those of a cross-reference stream (7.5.8), with so many bytes for a place in the file: each the difference from the row above. */
  rows(size: number, wide: number): Buffer {
    this.#exports.writeRows(size, wide);
    return this.#written();
  }

  /** Whether its memory is larger than is worth keeping: it cannot become smaller. */
  get isLarge(): boolean {
    return isLarge(this.#exports.memory);
  }

  #putText(num: number, bytes: Buffer, shift: number): void {
    const place = this.#exports.room(bytes.length);
    bytes.copy(this.#memory(), place);
    this.#exports.set(num, place, place + bytes.length, shift);
  }

  #putTexts({ bytes, first, from, to }: Texts, shift: number): void {
    const { room, setMany } = this.#exports;
    const text = room(bytes.length);
    const list = from.byteLength;
    const lists = room(2 * list);
    bytes.copy(this.#memory(), text);
    this.#wholes.set(from, lists >> 2);
    this.#wholes.set(to, (lists + list) >> 2);
    setMany(first + shift, from.length, lists, lists + list, text, shift);
  }

  /** What was written last, in memory. */
  #written(): Buffer {
    return this.#memory().subarray(this.#exports.written.value, this.#exports.out.value);
  }

  /** All of it. It moves when it grows. */
  #memory(): Buffer {
    const { buffer } = this.#exports.memory;
    if (this.#bytes.buffer !== buffer) {
      this.#bytes = Buffer.from(buffer);
      this.#wholes = new Int32Array(buffer);
    }
    return this.#bytes;
  }
}

/** Lends an engine. */
export const withEngine = <Result>(work: (engine: Engine) => Result): Result => borrow(Engine, work);
