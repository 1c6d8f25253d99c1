/** The WebAssembly module of `wasm/`: writes input into its memory, and passes on what it reports. */
import { borrow, instanceOf, isLarge } from '../platform/modules.ts';
import { programBytes } from '../platform/program.ts';
import { lettersOf } from './characters.ts';

/** Callbacks of the module while it reads. Positions are offsets in its input. */
export interface Host {
  /** The font that operands name: its offset from `keep`. */
  readonly font: (from: number, to: number) => number;
  /** A search term was found whose first letter is here. */
  readonly matched: (searchTerm: number, at: number) => void;
  /** A string, and the name before it. Its bytes are valid until this returns. */
  readonly text: (bytes: Uint8Array, nameFrom: number, nameTo: number) => void;
  /** Returns whether the name is insignificant wherever it occurs: it is then not reported again. */
  readonly name: (from: number, to: number) => boolean;
  readonly comment: (from: number, to: number) => void;
  /** A range of bytes that reads like text. */
  readonly stretch: (from: number, to: number) => void;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly reset: () => void;
  readonly keep: (bytes: number) => number;
  readonly begin: (length: number, stringBytes: number, words: number) => void;
  readonly input: WebAssembly.Global<'i32'>;
  readonly events: WebAssembly.Global<'i32'>;
  readonly eventCount: WebAssembly.Global<'i32'>;
  readonly text: WebAssembly.Global<'i32'>;
  readonly readContent: (font: number) => void;
  readonly unitCount: WebAssembly.Global<'i32'>;
  readonly characters: WebAssembly.Global<'i32'>;
  readonly readLetters: () => void;
  readonly length: WebAssembly.Global<'i32'>;
  readonly gapAt: (at: number) => number;
  readonly part: () => void;
  readonly push: (letter: number) => void;
  readonly readMap: () => void;
  readonly readTags: (catalog: number, objects: number, file: number) => void;
  readonly markCount: WebAssembly.Global<'i32'>;
  readonly scan: (from: number, to: number) => void;
  readonly readIndex: (first: number) => number;
  readonly indexEnd: WebAssembly.Global<'i32'>;
  readonly scanMembers: (count: number) => void;
  readonly member: WebAssembly.Global<'i32'>;
  readonly memberFrom: WebAssembly.Global<'i32'>;
  readonly memberTo: WebAssembly.Global<'i32'>;
  readonly isMisaligned: (from: number, count: number) => number;
  readonly searchTerms: (...places: [number, number, number, number, number, number, number, size: number]) => void;
  readonly printable: (least: number, isLatin: number) => void;
  readonly find: (from: number, to: number, run: number, dense: number) => void;
}

/** An instance with its own memory. Every call is complete when it returns. */
export class Reader {
  readonly exports: Exports;
  /** The callbacks; set before anything is read. */
  host: Partial<Host> = {};
  #bytes: Buffer = Buffer.alloc(0);
  #hasCharacters = false;

  constructor() {
    const at = (place: number) => place - this.exports.input.value;
    const host = {
      font: (from: number, to: number) => (this.host as Host).font(at(from), at(to)),
      matched: (searchTerm: number, place: number) => (this.host as Host).matched(searchTerm, place),
      text: (place: number, length: number, nameFrom: number, nameTo: number) =>
        (this.host as Host).text(this.memory.subarray(place, place + length), at(nameFrom), at(nameTo)),
      name: (from: number, to: number) => ((this.host as Host).name(at(from), at(to)) ? 1 : 0),
      comment: (from: number, to: number) => (this.host as Host).comment(at(from), at(to)),
      stretch: (from: number, to: number) => (this.host as Host).stretch(at(from), at(to)),
      surrogate: (code: number, next: number) => this.#spell(code, next),
    };
    this.exports = instanceOf<Exports>('proof', host);
    this.exports.reset();
  }

  get isLarge(): boolean {
    return isLarge(this.exports.memory);
  }

  /** The whole memory. It is reallocated when it grows. */
  get memory(): Buffer {
    const { buffer } = this.exports.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = Buffer.from(buffer);
    return this.#bytes;
  }

  /** Writes something into memory that stays there until `reset`. @returns its offset, a multiple of eight */
  keep({ buffer, byteOffset, byteLength }: ArrayBufferView): number {
    const place = this.exports.keep(byteLength);
    this.memory.set(new Uint8Array(buffer, byteOffset, byteLength), place);
    return place;
  }

  /** Writes a text as input. @param words capacity for events */
  putText(text: string, words: number): void {
    if (text.length > maxInputBytes / 4) throw new RangeError('the text is too long for one search');
    this.exports.begin(2 * text.length, 0, words);
    this.memory.write(text, this.exports.input.value, 'utf16le');
  }

  /** Reads the letters of the input text. */
  readLetters(): void {
    if (!this.#hasCharacters) {
      // The table that the build made from `characters.ts`.
      this.memory.set(programBytes('characters.bin'), this.exports.characters.value);
      this.#hasCharacters = true;
    }
    this.exports.readLetters();
  }

  /**
   * Writes the objects of a document as input.
   * @param parts the file, and its object streams
   * @param places one more than the offset of each object in them; 0 if it has none
   */
  putObjects(parts: readonly Uint8Array[], places: Uint32Array): void {
    if (lengthOf(parts) > maxInputBytes) throw new RangeError('the input is too large to be read at once');
    this.#put(parts, 0, Math.ceil((5 * places.length) / 4));
    new Uint32Array(this.exports.memory.buffer, this.exports.events.value, places.length).set(places);
  }

  /** The marks that `readTags` has read: for each, its page's object number and its own number. */
  marks(): Int32Array {
    const { memory, text, markCount } = this.exports;
    return new Int32Array(memory.buffer, text.value, 2 * markCount.value).slice();
  }

  /** The letters that were read, as 32-bit words. */
  letters(): Uint32Array {
    const { memory, text, length } = this.exports;
    return new Uint32Array(memory.buffer, text.value, length.value).slice();
  }

  /** The text that a content stream shows. */
  shown(): string {
    const { text, unitCount } = this.exports;
    return this.memory.toString('utf16le', text.value, text.value + 2 * unitCount.value);
  }

  /** Spells out a character of two UTF-16 units. */
  #spell(code: number, next: number): void {
    const letters = lettersOf(next === 0 ? String.fromCharCode(code) : String.fromCharCode(code, next));
    if (letters === '') this.exports.part();
    for (let at = 0; at < letters.length; at += 1) this.exports.push(letters.charCodeAt(at));
  }

  /** The emitted events, as 32-bit words. */
  events(): Uint32Array {
    const { memory, events, eventCount } = this.exports;
    return new Uint32Array(memory.buffer, events.value, eventCount.value).slice();
  }

  /** Replaces the emitted events. */
  replaceEvents(words: Uint32Array): void {
    const { memory, events, eventCount } = this.exports;
    new Uint32Array(memory.buffer, events.value, eventCount.value).set(words);
  }

  /** Writes new input, one part after the other. */
  put(parts: readonly Uint8Array[], capacity: Capacity): void {
    const length = lengthOf(parts);
    if (length > (capacity === 'events' ? maxInputBytes / 4 : maxInputBytes))
      throw new RangeError('the input is too large to be read at once');
    // A content event takes four words, and may come from two bytes (an empty comment); some come from none. A member of an
    // object stream takes at least four bytes, and two words.
    const words = { none: 0, list: (length >> 1) + 2, events: 2 * length + 16 };
    this.#put(parts, capacity === 'none' ? 0 : length, words[capacity]);
  }

  #put(parts: readonly Uint8Array[], stringBytes: number, words: number): void {
    this.exports.begin(lengthOf(parts), stringBytes, words);
    let at = this.exports.input.value;
    for (const part of parts) {
      this.memory.set(part, at);
      at += part.length;
    }
  }
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/** Memory allocated beside the input: none; strings and a list of offsets; strings and events. */
type Capacity = 'none' | 'list' | 'events';

/** Maximum input in bytes: with the memory beside it, it must stay below 4 GiB. */
const maxInputBytes = 1 << 30;

/** Runs work with a borrowed, empty reader. */
export const withReader = <Result>(work: (reader: Reader) => Result): Result =>
  borrow(Reader, (reader) => {
    reader.host = {};
    reader.exports.reset();
    return work(reader);
  });
