/** The glossary of one edition: which of its terms are found, and which were used. */
import type { GlossaryEntry } from '../../source/config/glossary-schema.ts';

/** What an edition may explain, and what it has used so far. */
export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  /** Entries by abbreviation. */
  readonly short: ReadonlyMap<string, GlossaryEntry>;
  /** Finds abbreviations and terms in running text; undefined if there is nothing to find. */
  readonly pattern: RegExp | undefined;
  readonly expanded: Set<GlossaryEntry>;
  readonly used: Set<GlossaryEntry>;
}

/** A glossary of these entries, of which nothing is used yet. */
export function glossaryFrom(entries: readonly GlossaryEntry[] | undefined): Glossary | undefined {
  if (entries === undefined) return undefined;
  const short = new Map(entries.flatMap((entry) => (entry.abbreviation === undefined ? [] : [[entry.abbreviation, entry] as const])));
  const names = new Set(entries.flatMap(({ term, abbreviation }) => [term, ...(abbreviation === undefined ? [] : [abbreviation])]));
  return { entries, short, pattern: patternOf([...names]), expanded: new Set(), used: new Set() };
}

/** The longest name first, and no part of a longer Latin word. Japanese has no gaps between words. */
function patternOf(names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const escaped = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${escaped.join('|')})(?![\\p{Script=Latin}\\p{N}])`, 'gu');
}
