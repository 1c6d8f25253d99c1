/**
 * What the leak check searches for: the distinctive parts of each withheld string. A long string is searched for by the runs of
 * letters that begin at each of its words, so that a part of it is found too. A short one is searched for as a whole, as words; and
 * where it is too common by itself, together with its context in the source.
 */
import type { Cut } from '../select/withheld.ts';
import { isDense, isEdge, joined, Letters } from './letters.ts';

/** Letters per run: about four words, or a clause of Japanese. Shorter runs occur by chance in two texts on the same subject. */
export const runLength = 24;
export const denseLength = 8;
/** Lighter strings are not distinctive by themselves: "12", "EU", 年. */
const minWeight = 4;
/** From this weight on, word boundaries inside the string need not match those in the source. */
const certain = 16;

/** One run of letters to search for. */
export interface SearchTerm {
  /** Its letters are a range of this text; a long text has hundreds of search terms. */
  readonly text: Letters;
  readonly from: number;
  readonly to: number;
  readonly hash: number;
  readonly weight: number;
  /** Whether it ends with a word; otherwise it is the beginning of something longer. */
  readonly isWhole: boolean;
  /** Whether it is so short that white space and punctuation inside must match. */
  readonly isShort: boolean;
  /** Whether it includes its context, which is permitted. */
  readonly hasContext?: boolean;
}

/** How distinctive letters are: a letter counts one, a digit a little less, a Japanese character two. */
const weightOf = (code: number): number => (isVoicing(code) ? 0 : isDense(code) ? 2 : code >= 0x30 && code <= 0x39 ? 0.8 : 1);

const isVoicing = (code: number) => code === 0x3099 || code === 0x309a;

const roll = (hash: number, code: number): number => (Math.imul(hash, 0x01000193) + code + 1) | 0;

function searchTermOf(text: Letters, from: number, to: number, isWhole: boolean): SearchTerm {
  let hash = 0;
  let weight = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.codeAt(at);
    hash = roll(hash, code);
    weight += weightOf(code);
  }
  return { text, from, to, hash, weight, isWhole, isShort: isWhole && weight < certain };
}

/** The search terms of one string; none if it is not distinctive. */
export function searchTermsOf(text: Letters): SearchTerm[] {
  const { length } = text;
  const found: SearchTerm[] = [];
  for (let at = 0; at < length; at += 1) {
    if (!isEdge(text, at)) continue;
    const size = isDense(text.codeAt(at)) ? denseLength : runLength;
    // A digit at either end may be the number of a page, a chapter or a note beside permitted words.
    if (at + size <= length) {
      if (!isDigit(text, at) && !isDigit(text, at + size - 1)) found.push(searchTermOf(text, at, at + size, false));
    } else if (at === 0) {
      const whole = searchTermOf(text, 0, length, true);
      return whole.weight >= minWeight ? [whole] : [];
    }
  }
  const last = lastWords(text);
  if (last !== undefined) found.push(searchTermOf(text, last, length, true));
  return found;
}

/** Lighter pairs of words are not distinctive. */
const minPairWeight = 8;
/** Shorter words are mostly function words. */
const minWordLength = 4;

/**
 * Search terms for single names and for pairs of adjacent words: the parts of a withheld sentence that matter.
 * @param written the string with its capitals: a capitalised word inside a sentence is a name
 */
export function pairSearchTerms(text: Letters, written: string): SearchTerm[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (at === 0 || text.gapAt(at) !== joined) starts.push(at);
  const endOf = (word: number) => starts[word + 1] ?? text.length;
  const isDistinctive = (word: number, start: number) => endOf(word) - start >= minWordLength || isDigit(text, start);
  const found: SearchTerm[] = [];
  // A string of two words is searched for as a whole anyway.
  for (let word = starts.length === 2 ? 1 : 0; word + 1 < starts.length; word += 1) {
    const [first, second] = [starts[word] as number, starts[word + 1] as number];
    if (endOf(word + 1) - first >= runLength || !isDistinctive(word, first) || !isDistinctive(word + 1, second)) continue;
    const pair = searchTermOf(text, first, endOf(word + 1), true);
    if (pair.weight >= minPairWeight) found.push(pair);
  }
  // Most Japanese texts have no spaces.
  if (!written.includes(' ')) return found;
  for (const match of written.matchAll(/ (\p{Lu}[\p{L}\p{M}]{4,})/gu)) {
    if (!isInSentence(written, match.index)) continue;
    const letters = Letters.of(match[1] as string);
    found.push(searchTermOf(letters, 0, Math.min(letters.length, runLength - 1), true));
  }
  return found;
}

/** Whether a sentence continues here: a lower-case letter, a digit or a comma comes before the space. */
const isInSentence = (text: string, at: number): boolean => /[\p{Ll}\p{Nd},]$/u.test(text.slice(Math.max(0, at - 2), at));

const isDigit = (text: Letters, at: number) => text.codeAt(at) >= 0x30 && text.codeAt(at) <= 0x39;

/** Where the last words begin that are long enough to search for: two sentences may differ in these alone. */
function lastWords(text: Letters): number | undefined {
  let found: number | undefined;
  let weight = 0;
  const { length } = text;
  for (let at = length - 1; at > 0 && length - at <= runLength; at -= 1) {
    weight += weightOf(text.codeAt(at));
    if (!isEdge(text, at)) continue;
    found = at;
    if (weight >= certain) return at;
  }
  return found;
}

/** The search terms of a short string with its context: the text before it joined with it, and it joined with the text after. */
export function contextSearchTerms(text: Letters, { before: one = '', after: other = '' }: Pick<Cut, 'before' | 'after'>): SearchTerm[] {
  const capacity = runLength - text.length;
  if (capacity < 4 || text.length === 0) return [];
  const [before, after] = [Letters.of(one), Letters.of(other)];
  let from = before.length;
  for (let at = before.length - 1; at >= Math.max(0, before.length - capacity); at -= 1) if (isEdge(before, at)) from = at;
  let to = 0;
  for (let at = 1; at <= Math.min(after.length, capacity); at += 1) if (isEdge(after, at)) to = at;
  return [Letters.beside(before.slice(from, before.length), text), Letters.beside(text, after.slice(0, to))]
    .filter(({ length }) => length >= text.length + 4)
    .map((letters) => ({ ...searchTermOf(letters, 0, letters.length, true), hasContext: true }))
    .filter(({ weight }) => weight >= 10);
}
