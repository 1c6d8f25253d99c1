/**
 * Strings and names in bytes that need not be complete objects (ISO 32000-1, 7.3.4 and 7.3.5): faster than parsing values, and
 * nothing is missed.
 */
import { PdfString } from '../pdf/objects/index.ts';
import { formatNames } from './labels.ts';
import { type Reader, withReader } from './module.ts';

/** A range of bytes to read: an object, or part of one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The object's number; 0 if it is unknown. */
  readonly num: number;
}

/** Receives strings, names and comments. */
export interface StringTaker {
  /** @param key the name before it, empty without one */
  readonly text: (text: string, key: string, stretch: Stretch) => void;
  /** Receives significant names. @param at the name's offset in the bytes, after its slash */
  readonly name: (text: string, at: number, stretch: Stretch) => void;
  readonly comment: (text: string, stretch: Stretch) => void;
}

/** Runs work that searches bytes for strings. */
export const withStrings = <Result>(bytes: Buffer, work: (strings: Strings) => Result): Result =>
  withReader((reader) => work(new Strings(bytes, reader)));

/** Bytes to search for strings, in the memory of a reader. */
export class Strings {
  readonly #bytes: Buffer;
  readonly #reader: Reader;

  constructor(bytes: Buffer, reader: Reader) {
    reader.put([bytes], 'list');
    this.#bytes = bytes;
    this.#reader = reader;
  }

  /** Passes on all strings, names and comments of a range, in order. */
  in(stretch: Stretch, taker: StringTaker): void {
    this.#read(
      taker,
      () => stretch,
      ({ scan }) => scan(stretch.from, stretch.to),
    );
  }

  /**
   * The same for all objects in an object stream (ISO 32000-1, 7.5.7).
   * @param first offset of the first object
   * @param count expected number of objects
   * @returns the range of bytes that belong neither to the index nor to an object; and whether the index fits the objects
   */
  inMembers(
    first: number,
    count: number | undefined,
    taker: StringTaker,
  ): { readonly gap: readonly [number, number]; readonly isSound: boolean } {
    const reader = this.#reader;
    const { exports } = reader;
    if (exports.readIndex(first) === 0) reader.replaceEvents(inOrder(reader.events()));
    const found = exports.eventCount.value / 2;
    const start = reader.events()[1] ?? this.#bytes.length;
    this.#read(
      taker,
      () => ({ from: exports.memberFrom.value, to: exports.memberTo.value, num: exports.member.value }),
      ({ scanMembers }) => scanMembers(found),
    );
    return { gap: [exports.indexEnd.value, start], isSound: found === count && exports.isMisaligned(first, found) === 0 };
  }

  #read(taker: StringTaker, stretch: () => Stretch, read: (exports: Reader['exports']) => void): void {
    const reader = this.#reader;
    const bytes = this.#bytes;
    reader.host = {
      text: (found, nameFrom, nameTo) =>
        taker.text(new PdfString(found).text, nameTo > nameFrom ? this.#name(nameFrom, nameTo) : '', stretch()),
      name: (at, end) => {
        const text = this.#name(at, end);
        const isInsignificant = text.length < 4 || formatNames.has(text.toLowerCase());
        if (!isInsignificant) taker.name(text, at, stretch());
        return isInsignificant;
      },
      comment: (at, end) => taker.comment(bytes.toString('utf8', at + 1, end), stretch()),
    };
    read(reader.exports);
    reader.host = {};
  }

  /** Decodes `#xx`, and percent-encoding, in which Chrome writes an id. */
  #name(from: number, to: number): string {
    const raw = this.#bytes.toString('latin1', from, to);
    return unescaped(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }
}

/** The members of an index (number and offset), sorted by offset. */
function inOrder(words: Uint32Array): Uint32Array {
  const members = Array.from({ length: words.length / 2 }, (_, index) => words.subarray(2 * index, 2 * index + 2));
  members.sort(([, one = 0], [, other = 0]) => one - other);
  return Uint32Array.from(members.flatMap((member) => [...member]));
}

/** Decodes percent-encoding, if the text is valid percent-encoding. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
