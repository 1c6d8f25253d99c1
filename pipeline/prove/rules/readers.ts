/** Whether a rule clearly withholds something from an audience. What is not obvious is left undecided. */
import type { Vocabulary } from '../../source/rules/audiences.ts';
import { type Stated, type Term, termsIn } from './shapes.ts';
import { spelt } from './vocabulary.ts';

/** The reader: an audience with all that it inherits from, and a language. */
export interface ReaderOf {
  readonly audience: string;
  readonly lineage: readonly string[];
  readonly lang: string;
}

/**
 * @param stated by the attributes of one rule, all of which must match
 * @param isInverse whether the rule names who must not read, as `:redact` does
 */
export function isClearlyWithheld(stated: readonly Stated[], isInverse: boolean, reader: ReaderOf, vocabulary: Vocabulary): boolean {
  const met = stated.map((one) => meets(one, reader, vocabulary));
  return isInverse ? met.length > 0 && met.every((one) => one === true) : met.includes(false);
}

/** Whether the reader matches one attribute; undefined if that is not clear. */
function meets({ name, value }: Stated, reader: ReaderOf, vocabulary: Vocabulary): boolean | undefined {
  const property = [...vocabulary.properties.keys()].find((one) => spelt(one) === name);
  const terms = termsIn(value).map((term) => (property === undefined || term.property !== undefined ? term : { ...term, property: name }));
  if (terms.length === 0 || value.includes('{')) return undefined;
  const negative = terms.filter(({ isNegative }) => isNegative).map((term) => fits(term, reader, vocabulary));
  const positive = terms.filter(({ isNegative }) => !isNegative);
  if (name === 'except') {
    if (negative.length > 0) return undefined;
    return not(any(positive.map((term) => fits(term, reader, vocabulary))));
  }
  if (negative.includes(true)) return false;
  const groups = [...new Set(positive.map((term) => term.property))].map((own) =>
    any(positive.filter((term) => term.property === own).map((term) => fits(term, reader, vocabulary))),
  );
  if (groups.includes(false)) return false;
  return groups.includes(undefined) || negative.includes(undefined) ? undefined : true;
}

const any = (all: readonly (boolean | undefined)[]) => (all.includes(true) ? true : all.includes(undefined) ? undefined : false);
const not = (one: boolean | undefined) => (one === undefined ? undefined : !one);

function fits({ property, name }: Term, reader: ReaderOf, { lineages, properties, values }: Vocabulary): boolean | undefined {
  const wanted = spelt(name);
  // The reader never has an audience that the pack does not define.
  if (property === undefined) return reader.lineage.some((one) => spelt(one) === wanted);
  if (property === 'lang') return spelt(reader.lang) === wanted || reader.lang.toLowerCase().startsWith(`${name.toLowerCase()}-`);
  const [key, known] = [...properties].find(([one]) => spelt(one) === property) ?? [];
  if (key === undefined || known === undefined || !lineages.has(reader.audience)) return undefined;
  const own = (values.get(reader.audience)?.[key] ?? []).map(spelt);
  if (!known.isOrdered) return own.includes(wanted);
  const levels = known.values.map(spelt);
  return levels.includes(wanted) ? own.some((one) => levels.indexOf(one) >= levels.indexOf(wanted)) : undefined;
}
