/** Words that make text rule-shaped: names of attributes that state rules, and their possible values. */
import type { Vocabulary } from '../../source/rules/audiences.ts';

/** Plain lists, so that they can be passed to a thread. */
export interface RuleWords {
  /** Names that state a rule with any value. */
  readonly certain: readonly string[];
  /** Names with other uses too: they state a rule only with a value that rules have. */
  readonly doubtful: readonly string[];
  /** Names of audiences; empty if there is only one, from which nothing can be withheld. */
  readonly audiences: readonly string[];
  /** Audiences, and property values. */
  readonly values: readonly string[];
}

/** Directives that state a rule without attributes. */
export const ruleDirectives: readonly string[] = ['for', 'only', 'except', 'otherwise', 'redact'];

/** Names that are short or common (HTML has `for` too) also need a known value. */
const common = new Set(['for', 'depth']);

export function ruleWordsOf({ lineages, properties }: Vocabulary): RuleWords {
  const names = [...lineages.keys()];
  const own = [...properties].filter(([name]) => name !== 'lang');
  const words = ['for', 'audience', 'except', ...own.map(([name]) => name)].map(spelt);
  return {
    certain: words.filter((name) => !common.has(name)),
    doubtful: words.filter((name) => common.has(name)),
    audiences: names.length > 1 ? names.map(spelt) : [],
    values: [...names, ...own.flatMap(([, { values }]) => values)].map(spelt),
  };
}

/** A name in lower case without hyphens: a print may break a line at one. */
export const spelt = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-\u00ad\u2010\u2011]/g, '');
