/** The plan of a proof: what is to be looked for in an edition's files, and what cannot be told from what it permits. */
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
  /** What is withheld and stands nowhere in what is permitted. */
  readonly packed: Packed;
  /** Of each search term, the string that it is of. */
  readonly cuts: readonly Cut[];
  /** Whether a search term holds neighbours too, which are permitted. */
  readonly hasContext: (searchTerm: number) => boolean;
  /** Whether text that the edition may hold says these letters of a search term. */
  readonly permits: (letters: string, searchTerm: number) => boolean;
  /** What is shaped like a rule; undefined where the source has nothing of that. */
  readonly shapes: ShapesToFind | undefined;
  /** Where the source has text of this shape, if it has. */
  readonly placeOfShape: (text: string) => Place | undefined;
  readonly images: ImagePlan;
  /** Strings that are looked for, each once, by what they were. */
  readonly searched: ReadonlyMap<CutSort, readonly string[]>;
  /** The letters of those, in order: every file's commitment is made of them. */
  readonly letters: () => ReadonlyMap<CutSort, readonly string[]>;
  /** How many strings permitted text says too, with the same neighbours. */
  readonly permitted: number;
  /** How many say nothing by themselves, and nothing distinctive together with their neighbours. */
  readonly short: number;
  /** Names the plan: equal plans need no second proof of the same bytes. */
  readonly digest: string;
}

interface Planned {
  readonly cut: Cut;
  readonly searchTerms: readonly SearchTerm[];
  readonly isShort: boolean;
}

/** What the raw source alone tells. */
export interface FromSource extends RawSearchTerms {
  readonly shapes: ShapesToFind | undefined;
  readonly placeOfShape: Plan['placeOfShape'];
}

/**
 * Makes the plan of an edition; its documents share it.
 * @param selected what the audience may read
 * @param raw the same pack before anything was cut
 */
export async function planProof(withheld: Withheld, selected: Selected, raw: RawTexts, context: Context): Promise<Plan> {
  const cuts = openWithheld(withheld);
  const images = await planImages(cuts, selected, context);
  const rules = rawRules(raw);
  const fromSource = rawSearchTerms(rules, [...cuts, ...images.words], selected.edition, context.memory);
  const shapes = rules.hasShapes ? rules.shapes : undefined;
  return planOf(cuts, images, selected, context.memory, { ...fromSource, shapes, placeOfShape: (text) => placeOfShape(text, rules) });
}

const nothing: FromSource = { cuts: [], permitted: () => [], shapes: undefined, placeOfShape: () => undefined };

/** The same, with images that were looked at already. */
export function planOf(
  cuts: readonly Cut[],
  images: ImagePlan,
  selected: Selected,
  memory: Memory,
  fromSource: FromSource = nothing,
): Plan {
  // A path is no secret of its own: the name of its file is among the others.
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
  // What selection left is no excuse for these.
  const firstRaw = kept.length;
  for (const { cut, searchTerms } of fromSource.cuts) {
    kept.push(...searchTerms);
    for (const _ of searchTerms) cutsOfKept.push(cut);
    add(searched, cut);
  }
  const packed = pack(kept);
  const { shapes, placeOfShape } = fromSource;
  // Only a find asks for what is said, and only a file without one for the letters.
  let said: string | undefined;
  let saidInSource: string | undefined;
  let letters: ReadonlyMap<CutSort, readonly string[]> | undefined;
  const named = images.images.map((image) => image.sha256).join(' ');
  return {
    packed,
    cuts: cutsOfKept,
    hasContext: (searchTerm) => kept[searchTerm]?.hasContext === true,
    permits: (letters, searchTerm) => {
      if (searchTerm >= firstRaw) {
        saidInSource ??= lettersOf(fromSource.permitted());
        return saidInSource.includes(letters);
      }
      said ??= lettersOf(texts);
      return said.includes(letters);
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

/** The strings, each once, with all that might be looked for. */
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
  // All nouns of German have capitals: they are no names.
  const pairs = pairSearchTerms(text, lang === 'de' ? '' : words);
  const forms = variantsOf(words, lang, memory);
  const own = [...forms.flatMap((form) => searchTermsOf(form === words ? text : Letters.of(form))), ...pairs];
  return { letters: text.text(), searchTerms: [...own, ...contextSearchTerms(text, { before, after })], isShort: own.length === 0 };
}
