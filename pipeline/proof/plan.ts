/** The plan of a proof: what is to be looked for in an edition's files, and what cannot be told from what it permits. */
import { type Cut, type CutSort, openWithheld, type Withheld } from '../selection/withheld.ts';
import type { Selected } from '../types.ts';
import { Letters } from './letters.ts';
import { besideNeedles, type Needle, needlesOf } from './needles.ts';
import { permittedIn } from './permitted.ts';
import { Search } from './search.ts';
import { variantsOf } from './variants.ts';

export interface Plan {
  /** Finds what is withheld and stands nowhere in what is permitted. */
  readonly search: Search;
  /** Images that are withheld, each once. */
  readonly images: readonly Cut[];
  /** Strings that are looked for, each once, by what they were. */
  readonly searched: ReadonlyMap<CutSort, readonly string[]>;
  /** How many strings permitted text says too, word for word, with the same neighbours. */
  readonly permitted: number;
  /** How many are so short that they say nothing without neighbours, which were not there either. */
  readonly short: number;
}

/**
 * Makes the plan of an edition; its documents share it.
 * @param selected what the audience may read
 */
export function planProof(withheld: Withheld, selected: Selected): Plan {
  const strings = new Map<string, { cut: Cut; needles: Needle[]; isShort: boolean }>();
  const images = new Map<string, Cut>();
  for (const cut of openWithheld(withheld)) {
    if (cut.sort === 'image') images.set(`${cut.folder} ${cut.text}`, cut);
    const text = Letters.of(cut.text);
    const key = [cut.sort, text.text(), cut.before, cut.after].join(' ');
    // A path is no secret of its own: its file's name is looked for.
    if (cut.sort === 'image' || text.length === 0 || strings.has(key)) continue;
    const own = variantsOf(cut.text, selected.edition.lang).flatMap((form) => needlesOf(Letters.of(form), cut));
    const beside = besideNeedles(Letters.of(cut.before ?? ''), text, Letters.of(cut.after ?? ''), cut);
    strings.set(key, { cut, needles: [...own, ...beside], isShort: own.length === 0 });
  }
  const excused = new Set<Needle>();
  const all = new Search([...strings.values()].flatMap(({ needles }) => needles));
  const permitted = permittedIn(selected);
  for (const text of [permitted.text, permitted.other]) all.find(text, ({ needle }) => excused.add(needle));
  const left = [...strings.values()].map((one) => ({ ...one, needles: one.needles.filter((needle) => !excused.has(needle)) }));
  const searched = new Map<CutSort, string[]>();
  for (const { cut, needles } of left) if (needles.length > 0) searched.set(cut.sort, [...(searched.get(cut.sort) ?? []), cut.text]);
  const nothing = left.filter(({ needles }) => needles.length === 0);
  return {
    search: new Search(left.flatMap(({ needles }) => needles)),
    images: [...images.values()],
    searched,
    permitted: nothing.filter(({ isShort }) => !isShort).length,
    short: nothing.filter(({ isShort }) => isShort).length,
  };
}
