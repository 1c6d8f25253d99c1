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

const codeOf = (marker: string): number => marker.charCodeAt(0);
const [softBreakCode, boundaryCode, placeCode, reorderCode] = [
  codeOf(softBreak),
  codeOf(boundary),
  codeOf(placeMark),
  codeOf(reorderPoint),
];

/** No character becomes more letters. */
const most = 32;

/**
 * One long loop over local variables: V8 has not compiled anything when the first file is read.
 * @param text may contain markers
 */
export function readLetters(text: string): TextLetters {
  /** What each character is, as the build has found out: see `characters.ts`. */
  const characters = programWords('characters.bin');
  const places: number[] = [];
  const reorderPoints: number[] = [];
  let words = new Uint32Array(text.length + most);
  let length = 0;
  let gap = afterBoundary;
  let isAfterHyphen = false;
  let isInNumber = false;
  let isAfterDigit = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const word = characters[code] as number;
    let sort = (word >>> 16) & 0xff;
    let pair: string | undefined;
    if (code >= 0xd800 && code <= 0xdbff) {
      const next = text.charCodeAt(at + 1);
      const size = next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
      pair = lettersOf(text.slice(at, at + size));
      at += size - 1;
      if (pair !== '') sort = letter;
    } else if (code >= softBreakCode && code <= reorderCode) {
      if (code === placeCode) places.push(length);
      else if (code === reorderCode) reorderPoints.push(length);
      else if (code === softBreakCode) {
        gap |= afterSoftBreak;
        isAfterHyphen = false;
      }
      if (code !== boundaryCode) continue;
      gap |= afterBoundary;
    }
    if (sort === letter || sort === digit) {
      if (isAfterHyphen || (isInNumber && sort === letter)) gap |= separated;
      if (length + most > words.length) words = grown(words);
      if (pair === undefined && word < several) {
        words[length] = (word & 0xffff) | (gap << 16);
        length += 1;
      } else {
        const letters = pair ?? listOf(characters, word);
        for (let index = 0; index < letters.length; index += 1) words[length + index] = letters.charCodeAt(index);
        words[length] = (words[length] as number) | (gap << 16);
        length += letters.length;
      }
      gap = joined;
      isAfterHyphen = false;
      isInNumber = false;
      isAfterDigit = sort === digit;
    } else if (sort === hyphen) isAfterHyphen = true;
    else if (sort === inNumber && isAfterDigit && !isInNumber && gap === joined) isInNumber = true;
    else if (sort !== dropped) {
      // White space or punctuation: no word continues across it.
      gap |= separated;
      isAfterHyphen = false;
      isInNumber = false;
    }
  }
  return { words: words.subarray(0, length), places, reorderPoints };
}

function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * words.length);
  larger.set(words);
  return larger;
}

/** The letters of a character that becomes several. */
function listOf(characters: Uint32Array, word: number): string {
  const start = firstList + (word & 0xffff);
  return String.fromCharCode(...characters.subarray(start + 1, start + 1 + (characters[start] as number)));
}
