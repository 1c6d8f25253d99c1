/** The plan of a proof: what is to be looked for in an edition's files, and what cannot be told from what it permits. */
import { createHash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Selected } from '../select/types.ts';
import { type Cut, type CutSort, openWithheld, type Withheld } from '../select/withheld.ts';
import { type ImagePlan, planImages } from './images.ts';
import { Letters } from './letters.ts';
import { besideNeedles, type Needle, needlesOf, pairNeedles } from './needles.ts';
import { permittedIn } from './permitted.ts';
import { find, type Packed, pack } from './search.ts';
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
  return planOf(cuts, await planImages(cuts, selected, context), selected);
}

/** The same, with images that were looked at already. */
export function planOf(cuts: readonly Cut[], images: ImagePlan, selected: Selected): Plan {
  // A path is no secret of its own: the name of its file is among the others.
  const strings = plannedStrings([...cuts.filter(({ sort }) => sort !== 'image'), ...images.words], selected.edition.lang);
  const needles = strings.flatMap((one) => one.needles);
  const excused = new Uint8Array(needles.length);
  const texts = needles.length > 0 ? permittedIn(selected) : [];
  if (needles.length > 0) {
    const all = pack(needles);
    for (const text of texts)
      find(all, text, (needle) => {
        excused[needle] = 1;
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
  // Only a find asks for it, so it is made then.
  let said: string | undefined;
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
    permitted,
    short,
    digest: createHash('sha256').update(packed.letters).update(packed.starts).update(packed.gaps).update(named).digest('hex'),
  };
}

/** The strings, each once, with all that might be looked for. */
function plannedStrings(cuts: readonly Cut[], lang: string): Planned[] {
  const strings = new Map<string, Planned>();
  for (const cut of cuts) {
    const sought = soughtOf(cut, lang);
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

/** What was made of strings before: most are withheld from several audiences. */
const known = new Map<string, Sought>();

function soughtOf(cut: Cut, lang: string): Sought {
  const key = [lang, cut.text, cut.before, cut.after].join('\0');
  const sought = known.get(key) ?? soughtAnew(cut, lang);
  // A process that goes on does not hold more and more of them.
  if (known.size > 20_000) known.clear();
  known.set(key, sought);
  return sought;
}

function soughtAnew(cut: Cut, lang: string): Sought {
  const text = Letters.of(cut.text);
  if (text.length === 0) return { letters: '', needles: [], isShort: true };
  // All nouns of German have capitals: they are no names.
  const pairs = pairNeedles(text, lang === 'de' ? '' : cut.text);
  const forms = variantsOf(cut.text, lang);
  const own = [...forms.flatMap((form) => needlesOf(form === cut.text ? text : Letters.of(form))), ...pairs];
  return { letters: text.text(), needles: [...own, ...besideNeedles(text, cut)], isShort: own.length === 0 };
}
