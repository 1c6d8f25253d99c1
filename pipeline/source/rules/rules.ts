/**
 * Rules: who may read what is under them. There is one mechanism for all: a rule is a set of attributes, and what comes
 * of it is the set of readers that meet it.
 *
 *     audience="executive -minister"    those of the first, without those of the second
 *     for="press clearance:internal"    the same, with properties: each must hold
 *     except="press"                    everybody but these
 *     clearance="internal"              short for for="clearance:internal"
 *
 * A name stands for its audience and all that inherit from it. Of several names or values of one property one must fit; of
 * several properties, and of several attributes, all must. What cannot be understood holds for nobody.
 */

import type { Code } from '../../model/catalogue.ts';
import { unknownName } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import type { Attributes } from '../markdown/attributes.ts';
import type { Reader, Vocabulary } from './audiences.ts';

/** Attributes that state rules in every pack; the properties of the pack join them. */
export const ruleWords: readonly string[] = ['for', 'audience', 'except'];

/** Names that mean something else as attributes, so that no property may have them. */
export const reservedNames: readonly string[] = [
  ...['id', 'class', 'lang', 'data', 'columns', 'source', 'layout', 'type', 'alt', 'caption', 'see', 'where', 'sort', 'group', 'total'],
  ...[
    'title',
    'short',
    'standfirst',
    'part',
    'appendix',
    'number',
    'text',
    'rule',
    'marp',
    'theme',
    'size',
    'paginate',
    'wide',
    'fit',
    'fragments',
    'decorative',
    'height',
    'series',
    'x',
    'y',
  ],
  ...ruleWords,
];

/** A set of readers, one bit for each of `Vocabulary.readers`. */
export type Readers = bigint;

/** A problem in a rule, not yet with a place. */
export interface RuleProblem {
  readonly code: Extract<Code, 'AUDIENCE_UNKNOWN' | 'PROPERTY_UNKNOWN' | 'PROPERTY_VALUE' | 'AUDIENCE_MISSING'>;
  readonly params: { name: string; known: readonly string[]; near?: string | undefined; property: string };
}

/** What a rule comes to. */
export interface Verdict {
  /** Who meets it; nobody if it has a problem. */
  readonly readers: Readers;
  /** As its author wrote it. */
  readonly written: string;
  readonly problems: readonly RuleProblem[];
}

export interface Rules {
  /** Names of the attributes that state rules here. */
  readonly words: readonly string[];
  readonly everybody: Readers;
  /** What attributes say about who may read; undefined if they state no rule. */
  readonly of: (attributes: Attributes) => Verdict | undefined;
  /** The same attributes without the rule. */
  readonly without: <A extends Attributes>(attributes: A) => A;
  readonly has: (readers: Readers, reader: Reader) => boolean;
  /** The readers for whom a test holds. */
  readonly those: (test: (reader: Reader) => boolean) => Readers;
}

/** The names of a pack's rules: those of every pack, and its properties. */
export const ruleWordsOf = (properties: Iterable<string>): readonly string[] => [
  ...new Set([...ruleWords, 'depth', ...[...properties].filter((name) => name !== 'lang')]),
];

/** The rules of a pack. What a rule comes to is found once for each wording. */
export function rulesFor(vocabulary: Vocabulary): Rules {
  const words = ruleWordsOf(vocabulary.properties.keys());
  const known = new Map<string, Verdict>();
  const bits = new Map(vocabulary.readers.map(({ audience, lang }, index) => [`${audience} ${lang}`, 1n << BigInt(index)]));
  const everybody = (1n << BigInt(vocabulary.readers.length)) - 1n;
  return {
    words,
    everybody,
    has: (readers, { audience, lang }) => (readers & (bits.get(`${audience} ${lang}`) ?? 0n)) !== 0n,
    those: (test) => vocabulary.readers.reduce((readers, reader, index) => (test(reader) ? readers | (1n << BigInt(index)) : readers), 0n),
    without: (attributes) =>
      words.some((word) => Object.hasOwn(attributes, word))
        ? (Object.fromEntries(Object.entries(attributes).filter(([name]) => !words.includes(name))) as typeof attributes)
        : attributes,
    of: (attributes) => {
      if (!words.some((word) => Object.hasOwn(attributes, word))) return undefined;
      const stated = words.filter((word) => Object.hasOwn(attributes, word)).map((word) => [word, attributes[word] ?? ''] as const);
      const written = stated.map(([word, value]) => `${word}="${value}"`).join(' ');
      let verdict = known.get(written);
      if (verdict === undefined) {
        verdict = judge(stated, written, vocabulary, everybody);
        known.set(written, verdict);
      }
      return verdict;
    },
  };
}

/** One word of a rule: an audience, or a value of a property. */
interface Term {
  /** Undefined for an audience. */
  readonly property: string | undefined;
  readonly name: string;
  readonly isNegative: boolean;
}

function judge(stated: readonly (readonly [string, string])[], written: string, vocabulary: Vocabulary, everybody: Readers): Verdict {
  const problems: RuleProblem[] = [];
  let readers = everybody;
  for (const [word, value] of stated) {
    const terms = termsOf(value, ruleWords.includes(word) ? undefined : word);
    problems.push(...(terms.length === 0 ? [missing(word)] : terms.flatMap((term) => problemsOf(term, vocabulary))));
    const met = word === 'except' ? everybody & ~excluded(terms, vocabulary) : included(terms, vocabulary);
    readers &= met;
  }
  return { readers: problems.length > 0 ? 0n : readers, written, problems };
}

function termsOf(value: string, property: string | undefined): Term[] {
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  return words.map((word) => {
    const isNegative = word.startsWith('-');
    const [first = '', ...rest] = word.slice(isNegative ? 1 : 0).split(':');
    if (rest.length === 0) return { property, name: first, isNegative };
    return { property: first, name: rest.join(':'), isNegative };
  });
}

const missing = (name: string): RuleProblem => ({ code: 'AUDIENCE_MISSING', params: { name, known: [], property: name } });

function problemsOf({ property, name }: Term, { lineages, properties }: Vocabulary): RuleProblem[] {
  const params = { property: property ?? '', ...unknownName(name, [...lineages.keys()]) };
  if (property === undefined) return lineages.has(name) ? [] : [{ code: 'AUDIENCE_UNKNOWN', params }];
  const known = properties.get(property);
  if (!known) return [{ code: 'PROPERTY_UNKNOWN', params: { property, ...unknownName(property, [...properties.keys()]) } }];
  return valueIn(name, known.values, property) === undefined
    ? [{ code: 'PROPERTY_VALUE', params: { property, ...unknownName(name, known.values) } }]
    : [];
}

/** Languages are met by their first part too: `lang:pt` is Portuguese of any country. */
const valueIn = (name: string, values: readonly string[], property: string) =>
  values.find((value) => value === name || (property === 'lang' && value.startsWith(`${name}-`)));

/** Who meets one term, its sign aside. */
function meets({ property, name }: Term, { lineages, properties, values, readers }: Vocabulary): Readers {
  let met = 0n;
  for (const [index, { audience, lang }] of readers.entries()) {
    const held = property === 'lang' ? [lang] : (own(values.get(audience), property ?? '') ?? []);
    const { values: levels = [], isOrdered = false } = properties.get(property ?? '') ?? {};
    const has =
      property === undefined
        ? lineages.get(audience)?.includes(name)
        : isOrdered
          ? held.some((value) => levels.indexOf(value) >= levels.indexOf(name) && levels.includes(name))
          : valueIn(name, held, property) !== undefined;
    if (has) met |= 1n << BigInt(index);
  }
  return met;
}

const union = (terms: readonly Term[], vocabulary: Vocabulary): Readers =>
  terms.reduce((readers, term) => readers | meets(term, vocabulary), 0n);

/** One of each property that has positive terms, and none of the negative ones. */
function included(terms: readonly Term[], vocabulary: Vocabulary): Readers {
  let readers = (1n << BigInt(vocabulary.readers.length)) - 1n;
  const positive = terms.filter(({ isNegative }) => !isNegative);
  for (const property of new Set(positive.map((term) => term.property)))
    readers &= union(
      positive.filter((term) => term.property === property),
      vocabulary,
    );
  const negative = terms.filter(({ isNegative }) => isNegative);
  return readers & ~union(negative, vocabulary);
}

/** Whom `except` names: any positive term is enough, and a negative one takes back. */
function excluded(terms: readonly Term[], vocabulary: Vocabulary): Readers {
  const positive = terms.filter(({ isNegative }) => !isNegative);
  const negative = terms.filter(({ isNegative }) => isNegative);
  const named = positive.length > 0 ? union(positive, vocabulary) : (1n << BigInt(vocabulary.readers.length)) - 1n;
  return named & ~union(negative, vocabulary);
}
