/**
 * What a proof looks for: of each withheld string its distinctive parts. A long string is looked for by the runs of letters
 * that begin at each of its words, so that a part of it is found too. A short one is looked for whole, as words; and where it
 * says too little by itself, together with what stands beside it in the source.
 */
import type { Cut } from '../select/withheld.ts';
import { isDense, isEdge, joined, Letters } from './letters.ts';

/** Letters of a run: about four words, or a clause of Japanese. Fewer meet by chance in two texts about one matter. */
export const runLength = 24;
export const denseLength = 8;
/** Lighter strings say nothing by themselves: "12", "EU", 年. */
const lightest = 4;
/** From this weight on, a word needs not be parted from its neighbours as in the source. */
const certain = 16;

/** One run of letters to look for. */
export interface SearchTerm {
  /** Its letters are those of this text, from one place to another: a long text has hundreds of search terms. */
  readonly text: Letters;
  readonly from: number;
  readonly to: number;
  readonly hash: number;
  readonly weight: number;
  /** Ends with a word; else it is the beginning of something longer. */
  readonly isWhole: boolean;
  /** So short that it matters where it has a white space or a sign inside. */
  readonly isShort: boolean;
  /** It holds neighbours too, which are permitted. */
  readonly hasContext?: boolean;
}

/** How much letters say: a letter one, a figure a little less, a character of Japanese two. */
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

/** The search terms of one string, and whether it says enough by itself. */
export function searchTermsOf(text: Letters): SearchTerm[] {
  const { length } = text;
  const found: SearchTerm[] = [];
  for (let at = 0; at < length; at += 1) {
    if (!isEdge(text, at)) continue;
    const size = isDense(text.codeAt(at)) ? denseLength : runLength;
    // A figure at either end may be the number of a page, a chapter or a note, beside words that everybody may read.
    if (at + size <= length) {
      if (!isDigit(text, at) && !isDigit(text, at + size - 1)) found.push(searchTermOf(text, at, at + size, false));
    } else if (at === 0) {
      const whole = searchTermOf(text, 0, length, true);
      return whole.weight >= lightest ? [whole] : [];
    }
  }
  const last = lastWords(text);
  if (last !== undefined) found.push(searchTermOf(text, last, length, true));
  return found;
}

/** Lighter pairs of words say little. */
const lightestPair = 8;
/** Shorter words bind others together. */
const shortestWord = 4;

/**
 * Search terms for single names and for pairs of words side by side: of a sentence that is withheld, they are what matters.
 * @param written the string with its capitals: a word that has one inside of a sentence is a name
 */
export function pairSearchTerms(text: Letters, written: string): SearchTerm[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (at === 0 || text.gapAt(at) !== joined) starts.push(at);
  const endOf = (word: number) => starts[word + 1] ?? text.length;
  const says = (word: number, start: number) => endOf(word) - start >= shortestWord || isDigit(text, start);
  const found: SearchTerm[] = [];
  // Two words by themselves are looked for whole.
  for (let word = starts.length === 2 ? 1 : 0; word + 1 < starts.length; word += 1) {
    const [first, second] = [starts[word] as number, starts[word + 1] as number];
    if (endOf(word + 1) - first >= runLength || !says(word, first) || !says(word + 1, second)) continue;
    const pair = searchTermOf(text, first, endOf(word + 1), true);
    if (pair.weight >= lightestPair) found.push(pair);
  }
  // Most Japanese texts have no space.
  if (!written.includes(' ')) return found;
  for (const match of written.matchAll(/ (\p{Lu}[\p{L}\p{M}]{4,})/gu)) {
    if (!isInSentence(written, match.index)) continue;
    const letters = Letters.of(match[1] as string);
    found.push(searchTermOf(letters, 0, Math.min(letters.length, runLength - 1), true));
  }
  return found;
}

/** Whether a word goes on before a space, or a comma stands there. */
const isInSentence = (text: string, at: number): boolean => /[\p{Ll}\p{Nd},]$/u.test(text.slice(Math.max(0, at - 2), at));

const isDigit = (text: Letters, at: number) => text.codeAt(at) >= 0x30 && text.codeAt(at) <= 0x39;

/** Where the last words begin that are long enough to be looked for: two sentences may differ in these alone. */
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

/** The search terms of a short string together with its neighbours: what comes before it with it, and it with what comes after. */
export function contextSearchTerms(text: Letters, { before: one = '', after: other = '' }: Pick<Cut, 'before' | 'after'>): SearchTerm[] {
  const room = runLength - text.length;
  if (room < 4 || text.length === 0) return [];
  const [before, after] = [Letters.of(one), Letters.of(other)];
  let from = before.length;
  for (let at = before.length - 1; at >= Math.max(0, before.length - room); at -= 1) if (isEdge(before, at)) from = at;
  let to = 0;
  for (let at = 1; at <= Math.min(after.length, room); at += 1) if (isEdge(after, at)) to = at;
  return [Letters.beside(before.slice(from, before.length), text), Letters.beside(text, after.slice(0, to))]
    .filter(({ length }) => length >= text.length + 4)
    .map((letters) => ({ ...searchTermOf(letters, 0, letters.length, true), hasContext: true }))
    .filter(({ weight }) => weight >= 10);
}
