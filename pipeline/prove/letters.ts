/**
 * Text as the leak check compares it: letters and digits only ("letters" for short). A print breaks text up (lines, hyphens, pages,
 * kerning), joins it (ligatures) and restyles it (capitals, small capitals, curly quotes); all of that is removed on both sides of the
 * comparison. Letters are decomposed (NFKD, Unicode annex 15), without accents, in lower case; voicing marks of kana are kept.
 */
import { readLetters } from './letter-reader.ts';
import { afterBoundary, joined, plain, separated } from './markers.ts';

export { afterSoftBreak, boundary, joined, placeMark, plain, reorderPoint, separated, softBreak } from './markers.ts';

/** Whether a letter is written without spaces around words, so that a word may begin anywhere. Ordered so that most need one comparison. */
export const isDense = (code: number): boolean =>
  code >= 0x3040 && (code <= 0x30ff || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd800 && code <= 0xdfff) || code >= 0xf900);

/** A sequence of letters, each with what separates it from the one before. */
export class Letters {
  /** The letter's code in the low 16 bits, the separator bits above. */
  readonly #words: Uint32Array;

  private constructor(words: Uint32Array) {
    this.#words = words;
  }

  static of(text: string): Letters {
    return new Letters(readLetters(plain(text)).words);
  }

  /** Two sequences joined by a space. */
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

  /** What separates a letter from the one before it. */
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

/** Whether a word may begin at a position, or end before it. */
export const isEdge = (letters: Letters, at: number): boolean =>
  at <= 0 || at >= letters.length || letters.gapAt(at) !== joined || isDense(letters.codeAt(at)) || isDense(letters.codeAt(at - 1));
