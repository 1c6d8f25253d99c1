/**
 * Whether a match is a false positive: the print only put side by side what is permitted on its own (two cells of a
 * table, a heading and the text after it), or it is a word that Dossier and the PDF format put in every document.
 */
import { Letters } from './letters.ts';
import type { Plan } from './plan.ts';
import type { Match } from './scan.ts';

/** Words that every file contains, in addition to those of the language. */
const everywhere =
  'Chromium HeadlessChrome Mozilla AppleWebKit KHTML like Gecko Safari Linux x86_64 Skia PDF Dossier Adobe Identity UCS JPEG sRGB uuid';

/** Shorter pieces occur in many words, and prove nothing. */
const shortestPiece = 3;

/** @param words result of `fixedWords` for the edition's language */
export function isFalsePositive(match: Match, plan: Plan, words: string): boolean {
  const { letters, starts, isWhole } = plan.packed;
  const from = starts[match.searchTerm] as number;
  const to = starts[match.searchTerm + 1] as number;
  const searchTerm = letters.subarray(from, to);
  const whole = textOf(searchTerm);
  if (isWhole[match.searchTerm] === 1 && words.includes(` ${whole} `)) return true;
  if (match.softBreaks.length === 0 || plan.hasContext(match.searchTerm)) return false;
  const edges = [0, ...match.softBreaks, searchTerm.length];
  const pieces = edges.slice(1).map((edge, index) => searchTerm.subarray(edges[index], edge));
  return pieces.every((piece) => piece.length < shortestPiece || plan.permits(textOf(piece), match.searchTerm));
}

const textOf = (letters: Uint16Array) => String.fromCharCode(...letters);

/**
 * The letters of fixed words, each phrase surrounded by spaces.
 * @param words Dossier's own words in the edition's language
 */
export const fixedWords = (words: readonly string[]): string =>
  [...everywhere.split(' '), ...words].map((word) => ` ${Letters.of(word).text()} `).join('');
