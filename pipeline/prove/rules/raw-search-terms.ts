/**
 * Search terms from the raw source: the text around everything rule-shaped, whether or not the product recognised it as a rule. It is
 * searched for where the rule clearly withholds it from an audience and the rest of the source does not contain it. The result of
 * selection is not consulted: if selection failed, a leak would justify itself.
 */
import type { Place } from '../../model/place.ts';
import type { Memory } from '../../platform/memory.ts';
import type { Cut } from '../../select/withheld.ts';
import type { RawText, RawTexts } from '../../source/raw.ts';
import { boundary, Letters, plain } from '../letters.ts';
import { pack, searching } from '../search.ts';
import { pairSearchTerms, type SearchTerm, searchTermsOf } from '../search-terms.ts';
import { variantsOf } from '../variants.ts';
import { commentsCovered } from './comments.ts';
import { fieldsCovered } from './fields.ts';
import { compared, literalsIn } from './literals.ts';
import { markdownCovered } from './markdown.ts';
import type { ShapesToFind } from './printed.ts';
import { isClearlyWithheld, type ReaderOf } from './readers.ts';
import { folded, shapesIn } from './shapes.ts';
import type { Ruled, Stretch } from './types.ts';
import { type RuleWords, ruleWordsOf } from './vocabulary.ts';
import { plainText, stringsIn } from './words.ts';

/** Everything rule-shaped in the texts of a pack; the same for all audiences. */
export interface RawRules {
  readonly raw: RawTexts;
  readonly shapes: ShapesToFind;
  /** Whether anything in them is rule-shaped, literally or not. */
  readonly hasShapes: boolean;
  readonly files: readonly { readonly file: RawText; readonly ruled: readonly Ruled[] }[];
}

/** @param isReview whether the documents show comments */
export function rawRules(raw: RawTexts, isReview = false): RawRules {
  const words = ruleWordsOf(raw.vocabulary);
  return {
    raw,
    shapes: { words, literals: literalsIn(raw.files, words) },
    hasShapes: raw.files.some(({ text }) => shapesIn(folded(text), words).length > 0),
    files: raw.files.map((file) => ({ file, ruled: [...ruledIn(file, words), ...(isReview ? [] : commentsCovered(file))] })),
  };
}

const ruledIn = (file: RawText, words: RuleWords): Ruled[] =>
  file.form === 'markdown' || file.form === 'deck' ? markdownCovered(file, words) : fieldsCovered(file, words);

/** What to search for in an edition's files. */
export interface RawSearchTerms {
  readonly cuts: readonly { readonly cut: Cut; readonly searchTerms: readonly SearchTerm[] }[];
  /** Everything that no rule withholds from the reader. */
  readonly permitted: () => readonly string[];
}

/** @param cuts what selection withheld: it is searched for already */
export function rawSearchTerms({ raw, files }: RawRules, cuts: readonly Cut[], reader: ReaderOf, memory: Memory): RawSearchTerms {
  const withheld = files.map(({ file, ruled }) => ({
    file,
    ruled: ruled.filter(
      ({ stated, isInverse, isForNobody }) => isForNobody === true || isClearlyWithheld(stated, isInverse, reader, raw.vocabulary),
    ),
  }));
  // Computed only where selection has not withheld everything, which is rare.
  const permitted = () =>
    withheld.flatMap(({ file, ruled }) => {
      const rest = without(
        plain(file.text),
        ruled.flatMap(({ covered }) => covered),
      );
      return [rest, plainText(rest), ...formsIn(rest, reader.lang, memory)];
    });
  const known = knownTo(cuts);
  const left = withheld.flatMap(({ file, ruled }) => {
    const starts = ruled.length > 0 ? linesIn(file.text) : [];
    return disjoint(ruled).flatMap(({ stretch, rule }) =>
      stringsIn(file.text, stretch)
        .filter(({ text }) => !known(text))
        .map(({ text, at }): Cut => ({ sort: 'source', text, rule, place: placeIn(file, starts, at) })),
    );
  });
  if (left.length === 0) return { cuts: [], permitted };
  const strings = left.map((cut) => {
    const letters = Letters.of(cut.text);
    // As for strings that selection withheld; all German nouns are capitalised.
    return { cut, searchTerms: [...searchTermsOf(letters), ...pairSearchTerms(letters, reader.lang === 'de' ? '' : cut.text)] };
  });
  return { cuts: unknown(strings, [...cuts.map(({ text }) => text), ...permitted()]), permitted };
}

/** What several rules cover, each part once: nested rules would otherwise be read repeatedly. */
function disjoint(ruled: readonly Ruled[]): { readonly stretch: Stretch; readonly rule: string }[] {
  const all = ruled.flatMap(({ covered, rule }) => covered.map((stretch) => ({ stretch, rule })));
  let done = 0;
  return all
    .sort((one, other) => one.stretch.from - other.stretch.from)
    .flatMap(({ stretch: { from, to }, rule }) => {
      const start = Math.max(from, done);
      done = Math.max(done, to);
      return start < to ? [{ stretch: { from: start, to }, rule }] : [];
    });
}

/** Whether a text is searched for already, or is not distinctive: digits alone occur in every text. */
function knownTo(cuts: readonly Cut[]): (text: string) => boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}|]+/gu, '');
  const all = bare(cuts.map(({ text }) => text).join('|'));
  const before = new Set<string>();
  return (text) => {
    const own = bare(text);
    if (before.has(own) || !/\p{L}{2}/u.test(text)) return true;
    before.add(own);
    return all.includes(own);
  };
}

/** Those of the search terms that occur in none of these texts. */
function unknown(strings: RawSearchTerms['cuts'], texts: readonly string[]): RawSearchTerms['cuts'] {
  const all = strings.flatMap(({ searchTerms }) => searchTerms);
  const known = new Uint8Array(all.length);
  searching(pack(all), (find) => {
    find(texts.join(boundary), (searchTerm) => {
      known[searchTerm] = 1;
    });
  });
  let at = 0;
  return strings.flatMap(({ cut, searchTerms }) => {
    const left = searchTerms.filter((_, index) => known[at + index] === 0);
    at += searchTerms.length;
    return left.length > 0 ? [{ cut, searchTerms: left }] : [];
  });
}

/** A text with boundaries in place of the ranges removed from it. */
function without(text: string, covered: readonly Stretch[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of [...covered].sort((one, other) => one.from - other.from)) {
    if (to <= at) continue;
    if (from > at) parts.push(text.slice(at, from));
    parts.push(boundary);
    at = to;
  }
  return [...parts, text.slice(at)].join('');
}

/** Dates and numbers as formatted in the language. */
const formsIn = (text: string, lang: string, memory: Memory): string[] =>
  [...new Set(text.match(/\b\d{4}-\d{2}(?:-\d{2})?\b/g) ?? [])]
    .flatMap((value) => variantsOf(value, lang, memory))
    .map((form) => boundary + form);

/** Offsets of line starts, so that a location is found without reading the text again. */
function linesIn(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function placeIn({ shown }: RawText, starts: readonly number[], at: number): Place {
  const line = starts.findLastIndex((start) => start <= at);
  return { file: shown, line: line + 1, column: at - (starts[line] as number) + 1 };
}

/** The location in the source whose text is most similar to what a file shows, as normalised by `compared`. */
export function placeOfShape(text: string, { raw, shapes }: RawRules): Place | undefined {
  let best: { readonly length: number; readonly place: Place } | undefined;
  for (const file of raw.files) {
    const written = folded(file.text);
    const starts = linesIn(written);
    for (const { from, to } of shapesIn(written, shapes.words)) {
      const own = compared(written.slice(from, from + 2 * text.length + 40));
      let length = 0;
      while (length < text.length && own[length] === text[length]) length += 1;
      const least = Math.min(compared(written.slice(from, to)).length, 8);
      if (length >= least && length > (best?.length ?? 0)) best = { length, place: placeIn(file, starts, from) };
    }
  }
  return best?.place;
}
