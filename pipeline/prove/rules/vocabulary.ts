/** Words that make a text look like a rule: names of attributes that state rules, and what these may name. */
import type { Vocabulary } from '../../source/rules/audiences.ts';

/** Plain lists, so that a thread can be handed them. */
export interface RuleWords {
  /** Names that state a rule whatever stands behind them. */
  readonly certain: readonly string[];
  /** Names that other things have too: they state a rule with a value that rules have. */
  readonly doubtful: readonly string[];
  /** Names of audiences; none where there is one alone, from whom nothing can be withheld. */
  readonly audiences: readonly string[];
  /** Audiences, and values of properties. */
  readonly values: readonly string[];
}

/** Directives that are nothing but a rule. */
export const ruleDirectives: readonly string[] = ['for', 'only', 'except', 'otherwise', 'redact'];

/** Values of a property whose name is short or common are asked for, as are those of `for`, which HTML has too. */
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

/** A name without its case and its hyphens: a print may break a line at one. */
export const spelt = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-\u00ad\u2010\u2011]/g, '');
