/**
 * Whether a find is no leak. It is none if the print has only put side by side what is permitted by itself: two cells of a
 * table, a heading and what follows it; or if it is a word that Dossier and its format print in every document.
 */
import { Letters } from './letters.ts';
import type { Plan } from './plan.ts';
import type { Match } from './scan.ts';

/** Words that a file holds whatever is in the pack, beside those of the language. */
const everywhere =
  'Chromium HeadlessChrome Mozilla AppleWebKit KHTML like Gecko Safari Linux x86_64 Skia PDF Dossier Adobe Identity UCS JPEG sRGB uuid';

/** Shorter pieces are a part of many words, and say nothing. */
const lightest = 3;

/** @param words what `fixedWords` gives for the edition's language */
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
  return pieces.every((piece) => piece.length < lightest || plan.permits(textOf(piece), match.searchTerm));
}

const textOf = (letters: Uint16Array) => String.fromCharCode(...letters);

/**
 * The letters of fixed words, each phrase between spaces.
 * @param words those of the edition's language, as Dossier brings them
 */
export const fixedWords = (words: readonly string[]): string =>
  [...everywhere.split(' '), ...words].map((word) => ` ${Letters.of(word).text()} `).join('');
