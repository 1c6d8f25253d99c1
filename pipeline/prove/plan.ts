/** The plan of a proof: what is to be looked for in an edition's files, and what cannot be told from what it permits. */
import { createHash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Memory } from '../platform/memory.ts';
import type { Selected } from '../select/types.ts';
import { type Cut, type CutSort, openWithheld, type Withheld } from '../select/withheld.ts';
import { type ImagePlan, planImages } from './images.ts';
import { Letters } from './letters.ts';
import { besideNeedles, type Needle, needlesOf, pairNeedles } from './needles.ts';
import { permittedIn } from './permitted.ts';
import { type Packed, pack, searching } from './search.ts';
import { variantsOf } from './variants.ts';

export interface Plan {
  /** What is withheld and stands nowhere in what is permitted. */
  readonly packed: Packed;
  /** Of each needle, the string that it is of. */
  readonly cuts: readonly Cut[];
  /** Whether a needle holds neighbours too, which are permitted. */
  readonly isBeside: (needle: number) => boolean;
  /** Whether the edition's own text says these letters. */
  readonly permits: (letters: string) => boolean;
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
  readonly needles: readonly Needle[];
  readonly isShort: boolean;
}

/**
 * Makes the plan of an edition; its documents share it.
 * @param selected what the audience may read
 */
export async function planProof(withheld: Withheld, selected: Selected, context: Context): Promise<Plan> {
  const cuts = openWithheld(withheld);
  return planOf(cuts, await planImages(cuts, selected, context), selected, context.memory);
}

/** The same, with images that were looked at already. */
export function planOf(cuts: readonly Cut[], images: ImagePlan, selected: Selected, memory: Memory): Plan {
  // A path is no secret of its own: the name of its file is among the others.
  const strings = plannedStrings([...cuts.filter(({ sort }) => sort !== 'image'), ...images.words], selected.edition.lang, memory);
  const needles = strings.flatMap((one) => one.needles);
  const excused = new Uint8Array(needles.length);
  const texts = needles.length > 0 ? permittedIn(selected, memory) : [];
  if (needles.length > 0) {
    const excuse = (needle: number) => {
      excused[needle] = 1;
    };
    searching(pack(needles), (find) => {
      for (const text of texts) find(text, excuse);
    });
  }
  const searched = new Map<CutSort, string[]>();
  const kept: Needle[] = [];
  const cutsOfKept: Cut[] = [];
  let [permitted, short, at] = [0, 0, 0];
  for (const { cut, needles, isShort } of strings) {
    const before = kept.length;
    for (const needle of needles) {
      if (excused[at] === 0) {
        kept.push(needle);
        cutsOfKept.push(cut);
      }
      at += 1;
    }
    if (kept.length > before) {
      const known = searched.get(cut.sort);
      if (known) known.push(cut.text);
      else searched.set(cut.sort, [cut.text]);
    } else if (isShort) short += 1;
    else permitted += 1;
  }
  const packed = pack(kept);
  // Only a find asks for what is said, and only a file without one for the letters.
  let said: string | undefined;
  let letters: ReadonlyMap<CutSort, readonly string[]> | undefined;
  const named = images.images.map((image) => image.sha256).join(' ');
  return {
    packed,
    cuts: cutsOfKept,
    isBeside: (needle) => kept[needle]?.isBeside === true,
    permits: (letters) => {
      said ??= texts.map((text) => Letters.of(text).text()).join(' ');
      return said.includes(letters);
    },
    images,
    searched,
    letters: () => {
      letters ??= new Map([...searched].map(([sort, texts]) => [sort, texts.map((text) => Letters.of(text).text()).sort()]));
      return letters;
    },
    permitted,
    short,
    digest: createHash('sha256').update(packed.letters).update(packed.starts).update(packed.gaps).update(named).digest('hex'),
  };
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
  readonly needles: readonly Needle[];
  readonly isShort: boolean;
}

function soughtOf(lang: string, words: string, before: string | undefined, after: string | undefined, memory: Memory): Sought {
  const text = Letters.of(words);
  if (text.length === 0) return { letters: '', needles: [], isShort: true };
  // All nouns of German have capitals: they are no names.
  const pairs = pairNeedles(text, lang === 'de' ? '' : words);
  const forms = variantsOf(words, lang, memory);
  const own = [...forms.flatMap((form) => needlesOf(form === words ? text : Letters.of(form))), ...pairs];
  return { letters: text.text(), needles: [...own, ...besideNeedles(text, { before, after })], isShort: own.length === 0 };
}
