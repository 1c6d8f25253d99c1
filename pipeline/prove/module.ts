/** The module of `wasm/`: what it reads is put into its memory, and what it tells is handed on. */
import { borrow, instanceOf, isLarge } from '../platform/modules.ts';
import { programBytes } from '../platform/program.ts';
import { lettersOf } from './characters.ts';

/** What the module tells while it reads. Places are offsets in what was put into it. */
export interface Host {
  /** The font that operands name: where `keep` has put it. */
  readonly font: (from: number, to: number) => number;
  /** A search term was met whose first letter stands here. */
  readonly met: (searchTerm: number, at: number) => void;
  /** A string, and the name before it. Its bytes hold until this returns. */
  readonly text: (bytes: Uint8Array, nameFrom: number, nameTo: number) => void;
  /** Gives whether the name says nothing, wherever it stands: it is not told again. */
  readonly name: (from: number, to: number) => boolean;
  readonly comment: (from: number, to: number) => void;
  /** A stretch that reads like text. */
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

/** One memory. What it is asked for is done when the call returns. */
export class Reader {
  readonly exports: Exports;
  /** Who is told; set before anything is read. */
  host: Partial<Host> = {};
  #bytes: Buffer = Buffer.alloc(0);
  #hasCharacters = false;

  constructor() {
    const at = (place: number) => place - this.exports.input.value;
    const host = {
      font: (from: number, to: number) => (this.host as Host).font(at(from), at(to)),
      met: (searchTerm: number, place: number) => (this.host as Host).met(searchTerm, place),
      text: (place: number, length: number, nameFrom: number, nameTo: number) =>
        (this.host as Host).text(this.memory.subarray(place, place + length), at(nameFrom), at(nameTo)),
      name: (from: number, to: number) => ((this.host as Host).name(at(from), at(to)) ? 1 : 0),
      comment: (from: number, to: number) => (this.host as Host).comment(at(from), at(to)),
      stretch: (from: number, to: number) => (this.host as Host).stretch(at(from), at(to)),
      odd: (code: number, next: number) => this.#spell(code, next),
    };
    this.exports = instanceOf<Exports>('proof', host);
    this.exports.reset();
  }

  get isLarge(): boolean {
    return isLarge(this.exports.memory);
  }

  /** All of it. It moves when it grows. */
  get memory(): Buffer {
    const { buffer } = this.exports.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = Buffer.from(buffer);
    return this.#bytes;
  }

  /** Puts something into memory that stays there until `reset`. @returns its place, a multiple of eight */
  keep({ buffer, byteOffset, byteLength }: ArrayBufferView): number {
    const place = this.exports.keep(byteLength);
    this.memory.set(new Uint8Array(buffer, byteOffset, byteLength), place);
    return place;
  }

  /** Puts in the units of a text. @param words how many events it has room for */
  putText(text: string, words: number): void {
    if (text.length > most / 4) throw new RangeError('more letters than can be searched at once');
    this.exports.begin(2 * text.length, 0, words);
    this.memory.write(text, this.exports.input.value, 'utf16le');
  }

  /** Reads the letters of the text that was put in. */
  readLetters(): void {
    if (!this.#hasCharacters) {
      // What the build has made of `characters.ts`.
      this.memory.set(programBytes('characters.bin'), this.exports.characters.value);
      this.#hasCharacters = true;
    }
    this.exports.readLetters();
  }

  /**
   * Puts in the objects of a document.
   * @param parts the file, and its streams of objects
   * @param places of each object, one more than where it stands in them; 0 if it does not
   */
  putObjects(parts: readonly Uint8Array[], places: Uint32Array): void {
    if (lengthOf(parts) > most) throw new RangeError('more bytes than can be read at once');
    this.#put(parts, 0, Math.ceil((5 * places.length) / 4));
    new Uint32Array(this.exports.memory.buffer, this.exports.events.value, places.length).set(places);
  }

  /** The marks that `readTags` has read: of each the number of its page's object, and its own. */
  marks(): Int32Array {
    const { memory, text, markCount } = this.exports;
    return new Int32Array(memory.buffer, text.value, 2 * markCount.value).slice();
  }

  /** The letters that were read, as words. */
  letters(): Uint32Array {
    const { memory, text, length } = this.exports;
    return new Uint32Array(memory.buffer, text.value, length.value).slice();
  }

  /** The text that a content stream shows. */
  shown(): string {
    const { text, unitCount } = this.exports;
    return this.memory.toString('utf16le', text.value, text.value + 2 * unitCount.value);
  }

  /** What a character of two units becomes. */
  #spell(code: number, next: number): void {
    const letters = lettersOf(next === 0 ? String.fromCharCode(code) : String.fromCharCode(code, next));
    if (letters === '') this.exports.part();
    for (let at = 0; at < letters.length; at += 1) this.exports.push(letters.charCodeAt(at));
  }

  /** What was told, in words. */
  events(): Uint32Array {
    const { memory, events, eventCount } = this.exports;
    return new Uint32Array(memory.buffer, events.value, eventCount.value).slice();
  }

  /** Puts other words in place of those that were told. */
  replaceEvents(words: Uint32Array): void {
    const { memory, events, eventCount } = this.exports;
    new Uint32Array(memory.buffer, events.value, eventCount.value).set(words);
  }

  /** Puts in what is to be read, one part behind the other, in place of what was there. */
  put(parts: readonly Uint8Array[], room: Capacity): void {
    const length = lengthOf(parts);
    if (length > (room === 'events' ? most / 4 : most)) throw new RangeError('more bytes than can be read at once');
    // An event of content takes four words, and may be told of two bytes, as of an empty comment; and some are told of none. A
    // member of a stream of objects takes four bytes and more, and two words.
    const words = { none: 0, list: (length >> 1) + 2, events: 2 * length + 16 };
    this.#put(parts, room === 'none' ? 0 : length, words[room]);
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

/** What is made room for beside the input: nothing; strings and a list of places; strings and events. */
type Capacity = 'none' | 'list' | 'events';

/** Bytes of an input: with what is made room for they must stay below four gibibytes. */
const most = 1 << 30;

/** Lends a reader with nothing in it, for what is read one after the other. */
export const withReader = <Result>(work: (reader: Reader) => Result): Result =>
  borrow(Reader, (reader) => {
    reader.host = {};
    reader.exports.reset();
    return work(reader);
  });
