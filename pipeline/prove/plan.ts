/** The plan of a leak check: what to search for in an edition's files, excluding what cannot be distinguished from permitted text. */
import { createHash } from 'node:crypto';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Memory } from '../platform/memory.ts';
import type { Selected } from '../select/types.ts';
import { type Cut, type CutSort, openWithheld, type Withheld } from '../select/withheld.ts';
import type { RawTexts } from '../source/raw.ts';
import { type ImagePlan, planImages } from './images.ts';
import { Letters } from './letters.ts';
import { permittedIn } from './permitted.ts';
import type { ShapesToFind } from './rules/printed.ts';
import { placeOfShape, type RawSearchTerms, rawRules, rawSearchTerms } from './rules/raw-search-terms.ts';
import { type Packed, pack, searching } from './search.ts';
import { contextSearchTerms, pairSearchTerms, type SearchTerm, searchTermsOf } from './search-terms.ts';
import { variantsOf } from './variants.ts';

export interface Plan {
  /** Search terms for what is withheld and occurs nowhere in permitted text. */
  readonly packed: Packed;
  /** For each search term, the withheld string that it comes from. */
  readonly cuts: readonly Cut[];
  /** Whether a search term includes its context, which is permitted. */
  readonly hasContext: (searchTerm: number) => boolean;
  /** Whether permitted text contains these letters of a search term. */
  readonly permits: (letters: string, searchTerm: number) => boolean;
  /** Rule-shaped text to search for; undefined if the source has none. */
  readonly shapes: ShapesToFind | undefined;
  /** Where the source has rule-shaped text like this, if it does. */
  readonly placeOfShape: (text: string) => Place | undefined;
  readonly images: ImagePlan;
  /** The strings searched for, each once, by sort. */
  readonly searched: ReadonlyMap<CutSort, readonly string[]>;
  /** Their letters, sorted: the commitment of every file is made from them. */
  readonly letters: () => ReadonlyMap<CutSort, readonly string[]>;
  /** Number of strings that permitted text contains too, in the same context. */
  readonly permitted: number;
  /** Number of strings that are not distinctive, neither alone nor with their context. */
  readonly short: number;
  /** Identifies the plan: the same bytes need no second check with an equal plan. */
  readonly digest: string;
}

interface Planned {
  readonly cut: Cut;
  readonly searchTerms: readonly SearchTerm[];
  readonly isShort: boolean;
}

/** What is derived from the raw source alone. */
export interface FromSource extends RawSearchTerms {
  readonly shapes: ShapesToFind | undefined;
  readonly placeOfShape: Plan['placeOfShape'];
}

/**
 * Makes the plan of an edition, which all its documents share.
 * @param selected what the audience may read
 * @param raw the same pack before anything was cut
 */
export async function planProof(withheld: Withheld, selected: Selected, raw: RawTexts, context: Context): Promise<Plan> {
  const cuts = openWithheld(withheld);
  const images = await planImages(cuts, selected, context);
  const rules = rawRules(raw, selected.edition.isReview === true);
  const fromSource = rawSearchTerms(rules, [...cuts, ...images.words], selected.edition, context.memory);
  const shapes = rules.hasShapes ? rules.shapes : undefined;
  return planOf(cuts, images, selected, context.memory, { ...fromSource, shapes, placeOfShape: (text) => placeOfShape(text, rules) });
}

const nothing: FromSource = { cuts: [], permitted: () => [], shapes: undefined, placeOfShape: () => undefined };

/** The same, with images that were already analysed. */
export function planOf(
  cuts: readonly Cut[],
  images: ImagePlan,
  selected: Selected,
  memory: Memory,
  fromSource: FromSource = nothing,
): Plan {
  // A path is no secret itself: its file name is among the other strings.
  const strings = plannedStrings([...cuts.filter(({ sort }) => sort !== 'image'), ...images.words], selected.edition.lang, memory);
  const searchTerms = strings.flatMap((one) => one.searchTerms);
  const isPermitted = new Uint8Array(searchTerms.length);
  const texts = searchTerms.length > 0 ? permittedIn(selected, memory) : [];
  if (searchTerms.length > 0) {
    const permit = (searchTerm: number) => {
      isPermitted[searchTerm] = 1;
    };
    searching(pack(searchTerms), (find) => {
      for (const text of texts) find(text, permit);
    });
  }
  const searched = new Map<CutSort, string[]>();
  const kept: SearchTerm[] = [];
  const cutsOfKept: Cut[] = [];
  let [permitted, short, at] = [0, 0, 0];
  for (const { cut, searchTerms, isShort } of strings) {
    const before = kept.length;
    for (const searchTerm of searchTerms) {
      if (isPermitted[at] === 0) {
        kept.push(searchTerm);
        cutsOfKept.push(cut);
      }
      at += 1;
    }
    if (kept.length > before) add(searched, cut);
    else if (isShort) short += 1;
    else permitted += 1;
  }
  // For these, the result of selection does not count as permitted.
  const firstRaw = kept.length;
  for (const { cut, searchTerms } of fromSource.cuts) {
    kept.push(...searchTerms);
    for (const _ of searchTerms) cutsOfKept.push(cut);
    add(searched, cut);
  }
  const packed = pack(kept);
  const { shapes, placeOfShape } = fromSource;
  // Computed on demand: the permitted letters for a match only, the letters of the strings for a file without one.
  let permittedLetters: string | undefined;
  let permittedInSource: string | undefined;
  let letters: ReadonlyMap<CutSort, readonly string[]> | undefined;
  const named = images.images.map((image) => image.sha256).join(' ');
  return {
    packed,
    cuts: cutsOfKept,
    hasContext: (searchTerm) => kept[searchTerm]?.hasContext === true,
    permits: (letters, searchTerm) => {
      if (searchTerm >= firstRaw) {
        permittedInSource ??= lettersOf(fromSource.permitted());
        return permittedInSource.includes(letters);
      }
      permittedLetters ??= lettersOf(texts);
      return permittedLetters.includes(letters);
    },
    shapes,
    placeOfShape,
    images,
    searched,
    letters: () => {
      letters ??= new Map([...searched].map(([sort, texts]) => [sort, texts.map((text) => Letters.of(text).text()).sort()]));
      return letters;
    },
    permitted,
    short,
    digest: createHash('sha256')
      .update(packed.letters)
      .update(packed.starts)
      .update(packed.gaps)
      .update(named)
      .update(JSON.stringify(shapes ?? ''))
      .digest('hex'),
  };
}

const lettersOf = (texts: readonly string[]) => texts.map((text) => Letters.of(text).text()).join(' ');

function add(searched: Map<CutSort, string[]>, { sort, text }: Cut): void {
  const known = searched.get(sort);
  if (known) known.push(text);
  else searched.set(sort, [text]);
}

/** The strings, each once, with all their search terms. */
function plannedStrings(cuts: readonly Cut[], lang: string, memory: Memory): Planned[] {
  const strings = new Map<string, Planned>();
  for (const cut of cuts) {
    // Most strings are withheld from several audiences.
    const sought = memory.call(soughtOf, lang, cut.text, cut.before, cut.after, memory);
    const key = `${cut.sort} ${sought.letters} ${cut.before} ${cut.after}`;
    if (sought.letters !== '' && !strings.has(key)) strings.set(key, { cut, ...sought });
  }
  return [...strings.values()];
}

interface Sought {
  readonly letters: string;
  readonly searchTerms: readonly SearchTerm[];
  readonly isShort: boolean;
}

function soughtOf(lang: string, words: string, before: string | undefined, after: string | undefined, memory: Memory): Sought {
  const text = Letters.of(words);
  if (text.length === 0) return { letters: '', searchTerms: [], isShort: true };
  // All German nouns are capitalised: a capital does not mean a name.
  const pairs = pairSearchTerms(text, lang === 'de' ? '' : words);
  const forms = variantsOf(words, lang, memory);
  const own = [...forms.flatMap((form) => searchTermsOf(form === words ? text : Letters.of(form))), ...pairs];
  return { letters: text.text(), searchTerms: [...own, ...contextSearchTerms(text, { before, after })], isShort: own.length === 0 };
}
