/** Reads the letters and digits of a text, and what separates them: see `letters.ts`. */
import { programWords } from '../platform/program.ts';
import { digit, dropped, firstList, hyphen, inNumber, letter, lettersOf, several } from './characters.ts';
import { afterBoundary, afterSoftBreak, boundary, joined, placeMark, reorderPoint, separated, softBreak } from './markers.ts';

/** The letters of a text, and its locations. */
export interface TextLetters {
  /** For each letter its code in the low 16 bits, and what separates it from the one before above them. */
  readonly words: Uint32Array;
  /** Number of letters before each place mark. */
  readonly places: readonly number[];
  /** Number of letters before each reorder point. */
  readonly reorderPoints: readonly number[];
}

/** @param text may contain markers */
export function readLetters(text: string): TextLetters {
  const reader = new LetterReader(text);
  reader.read();
  const { words, length, places, reorderPoints } = reader;
  return { words: words.subarray(0, length), places, reorderPoints };
}

const [softBreakCode, boundaryCode, placeCode, reorderCode] = [softBreak, boundary, placeMark, reorderPoint].map((marker) =>
  marker.charCodeAt(0),
) as [number, number, number, number];

class LetterReader {
  readonly #text: string;
  /** See `characters.ts`. The build makes it. */
  readonly #characters = programWords('characters.bin');
  words: Uint32Array;
  length = 0;
  readonly places: number[] = [];
  readonly reorderPoints: number[] = [];
  #gap = afterBoundary;
  #isAfterHyphen = false;
  #isInNumber = false;
  #isAfterDigit = false;

  constructor(text: string) {
    this.#text = text;
    this.words = new Uint32Array(text.length);
  }

  read(): void {
    const text = this.#text;
    const characters = this.#characters;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      // Ideographs stay unchanged; a Japanese text has thousands of them.
      if (code >= 0x4e00 && code <= 0x9fef) this.#put(code, false);
      else if (code >= 0xd800 && code <= 0xdbff) at += this.#readPair(at);
      else if (code >= softBreakCode && code <= reorderCode) this.#readMarker(code);
      else {
        const word = characters[code] as number;
        if (word >>> 16 === letter) this.#put(word & 0xffff, false);
        else this.#readOther(word);
      }
    }
  }

  /** A character of two units. Returns 1, or 0 if there is only the first of them. */
  #readPair(at: number): number {
    const next = this.#text.charCodeAt(at + 1);
    const size = next >= 0xdc00 && next <= 0xdfff ? 1 : 0;
    const letters = lettersOf(this.#text.slice(at, at + 1 + size));
    if (letters === '') this.#separate();
    for (let index = 0; index < letters.length; index += 1) this.#put(letters.charCodeAt(index), false);
    return size;
  }

  #readMarker(code: number): void {
    if (code === softBreakCode) {
      this.#gap |= afterSoftBreak;
      this.#isAfterHyphen = false;
    } else if (code === boundaryCode) {
      this.#separate();
      this.#gap |= afterBoundary;
    } else if (code === placeCode) this.places.push(this.length);
    else this.reorderPoints.push(this.length);
  }

  /** Anything but a letter that becomes one. @param word see `characters.ts` */
  #readOther(word: number): void {
    const sort = (word >>> 16) & 0xff;
    if (sort === letter || sort === digit) {
      if ((word & several) === 0) this.#put(word & 0xffff, sort === digit);
      else this.#putList(firstList + (word & 0xffff), sort === digit);
    } else if (sort === inNumber) {
      if (this.#isAfterDigit && !this.#isInNumber && this.#gap === joined) this.#isInNumber = true;
      else this.#separate();
    } else if (sort === hyphen) this.#isAfterHyphen = true;
    else if (sort !== dropped) this.#separate();
  }

  #putList(start: number, isDigit: boolean): void {
    const characters = this.#characters;
    const end = start + (characters[start] as number);
    for (let at = start + 1; at <= end; at += 1) this.#put(characters[at] as number, isDigit);
  }

  /** White space or punctuation: no word continues across it. */
  #separate(): void {
    this.#gap |= separated;
    this.#isAfterHyphen = false;
    this.#isInNumber = false;
  }

  #put(code: number, isDigit: boolean): void {
    if (this.#isAfterHyphen || (this.#isInNumber && !isDigit)) this.#separate();
    if (this.length === this.words.length) {
      const larger = new Uint32Array(2 * this.length + 16);
      larger.set(this.words);
      this.words = larger;
    }
    this.words[this.length] = code | (this.#gap << 16);
    this.length += 1;
    this.#gap = joined;
    this.#isInNumber = false;
    this.#isAfterDigit = isDigit;
  }
}
