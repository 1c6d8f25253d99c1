/**
 * Text as a proof compares it: letters and digits only. A print tears text apart (lines, hyphens, pages, kerning), joins it
 * (ligatures) and dresses it (capitals, small capitals, curly quotes); nothing of that is left here, on either side of the
 * comparison. Letters are those of NFKD (Unicode annex 15) without accents, in small; voicing marks of kana stay.
 */
import { type Reader, withReader } from './module.ts';

/** What parts a letter from the one before it: nothing, or one or more of these bits. A new line or run, which may be the print's doing. */
export const joined = 0;
export const afterSoftBreak = 1;
/** White space or a sign. */
export const separated = 2;
/** Nothing goes on over it. */
const afterBoundary = 4;

/**
 * Signs in a text for what is no character; Unicode keeps these for what goes on inside of a program (23.7). A new line or a new
 * run: a word may go on over it, behind a hyphen too.
 */
export const softBreak = '\ufdd0';
/** Between two texts that have nothing to do with each other: nothing goes on over it. */
export const boundary = '\ufdd1';
/** A place that is counted. */
export const placeMark = '\ufdd2';
/** From here on, another text may follow. */
export const reorderPoint = '\ufdd3';

/** A text of somewhere else: without our signs, which say nothing there. */
export const plain = (text: string): string => text.replace(/[\ufdd0-\ufdd3]/g, ' ');

/**
 * Reads the letters of a text into a reader's memory, where they stand until something else is read.
 * @param signs how many places and reorder points are in it
 */
export function readLetters(text: string, reader: Reader, signs = 0): void {
  reader.putText(text, signs);
  reader.readLetters();
}

/** Whether a letter is written without spaces around words, so that a word may begin at any: most are told by one comparison. */
export const isDense = (code: number): boolean =>
  code >= 0x3040 && (code <= 0x30ff || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd800 && code <= 0xdfff) || code >= 0xf900);

/** A run of letters: each with what parts it from the one before it. */
export class Letters {
  /** The letter's code, and above it what parts it. */
  readonly #words: Uint32Array;

  private constructor(words: Uint32Array) {
    this.#words = words;
  }

  static of(text: string): Letters {
    return withReader((reader) => {
      readLetters(plain(text), reader);
      return new Letters(reader.letters());
    });
  }

  /** Some letters, and others behind a space. */
  static beside(one: Letters, other: Letters): Letters {
    const words = new Uint32Array(one.length + other.length);
    words.set(one.#words);
    words.set(other.#words, one.length);
    if (other.length > 0) words[one.length] = other.codeAt(0) | ((other.gapAt(0) | separated) << 16);
    for (const at of [0, one.length]) words[at] = (words[at] as number) & ~(afterBoundary << 16);
    return new Letters(words);
  }

  get length(): number {
    return this.#words.length;
  }

  codeAt(at: number): number {
    return (this.#words[at] as number) & 0xffff;
  }

  /** What parts a letter from the one before it. */
  gapAt(at: number): number {
    return (this.#words[at] as number) >>> 16;
  }

  slice(from: number, to: number): Letters {
    return new Letters(this.#words.subarray(from, to));
  }

  /** The letters as a string. */
  text(): string {
    return Buffer.from(new Uint16Array(this.#words).buffer).toString('utf16le');
  }
}

/** Whether a word may begin at a place, or end before it. */
export const isEdge = (letters: Letters, at: number): boolean =>
  at <= 0 || at >= letters.length || letters.gapAt(at) !== joined || isDense(letters.codeAt(at)) || isDense(letters.codeAt(at - 1));
