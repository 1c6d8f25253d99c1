/** The protective marking that follows from what an edition holds: `marking: { from: clearance }`. */
import { diagnostic } from '../model/diagnostic.ts';
import { own } from '../model/own.ts';
import type { Context } from '../platform/context.ts';
import type { Marking } from '../source/config/marking.ts';
import { levelWord } from '../source/locale/level-words.ts';
import { type Reader, vocabularyOf } from '../source/rules/audiences.ts';
import { ruleWords } from '../source/rules/rules.ts';
import type { Parsed } from '../source/types.ts';
import type { Decision } from './cutting.ts';
import { decisionsOf } from './decisions.ts';

type FromLevels = Exclude<Marking, string>;

/**
 * The text of the highest level that the edition holds. What has no rule is of the lowest level; a rule that names levels is of the lowest
 * that it names, another of the lowest that its readers have. Where that cannot be known, the marking is the highest.
 * @param held.shows whether the edition shows a data file
 * @param held.given rules of files that it gives away
 */
export async function markingFrom(
  { from, words }: FromLevels,
  parsed: Parsed,
  reader: Reader,
  { shows, given }: { shows: (file: string) => boolean; given: readonly Decision[] },
  context: Context,
): Promise<string | undefined> {
  const { config } = parsed.source;
  const levels = own(config.properties, from)?.levels;
  if (levels === undefined) return undefined;
  const highest = levels.length - 1;
  let level = 0;
  // Their problems are reported where the edition is cut.
  const shown = decisionsOf(parsed, () => {}).filter(({ file }) => file === undefined || shows(file));
  for (const decision of [...shown, ...given]) {
    if (!parsed.rules.has(decision.readers, reader)) continue;
    const found = levelOf(decision, from, levels, parsed);
    if (found === undefined) {
      const params = { rule: decision.rule, property: from, level: levels[highest] ?? '' };
      context.report(diagnostic('MARKING_HIGHEST', params, decision.place));
    }
    level = Math.max(level, found ?? highest);
  }
  const name = levels[level] ?? '';
  return own(words, name) ?? levelWord(name, reader.lang);
}

/** The level of what is under a rule; undefined if the rule names none, and one of its readers has none. */
function levelOf({ rule, readers }: Decision, property: string, levels: readonly string[], parsed: Parsed): number | undefined {
  const stated = [...rule.matchAll(/([^\s="]+)="([^"]*)"/g)].map(([, word = '', value = '']) => ({ word, value }));
  const named = stated.flatMap(({ word, value }) => lowestNamed(word, value, property, levels));
  if (named.length > 0) return Math.max(...named);
  // How much, and in which language, are no questions of who may read.
  const isAboutOther = stated.length > 0 && stated.every(({ word, value }) => word !== 'except' && isOther(word, value));
  return isAboutOther ? 0 : lowestHeld(readers, property, levels, parsed);
}

const termsOf = (value: string) => value.split(/[\s,]+/).filter((term) => term !== '');

/** The lowest of the levels that one attribute asks for; empty if it asks for none. */
function lowestNamed(word: string, value: string, property: string, levels: readonly string[]): number[] {
  if (word !== property && (word === 'except' || !ruleWords.includes(word))) return [];
  const asked = termsOf(value).flatMap((term) => {
    if (term.startsWith(`${property}:`)) return [levels.indexOf(term.slice(property.length + 1))];
    return word === property ? [levels.indexOf(term)] : [];
  });
  const known = asked.filter((index) => index >= 0);
  return known.length > 0 ? [Math.min(...known)] : [];
}

const others = ['depth', 'lang'];
const isOther = (word: string, value: string) =>
  others.includes(word) || (ruleWords.includes(word) && termsOf(value).every((term) => others.includes(term.split(':')[0] ?? '')));

/** The lowest level among readers; undefined if one has none. */
function lowestHeld(readers: bigint, property: string, levels: readonly string[], { rules, source }: Parsed): number | undefined {
  const { values, readers: all } = vocabularyOf(source.config);
  const held = all
    .filter((reader) => rules.has(readers, reader))
    .map(({ audience }) => Math.max(-1, ...(own(values.get(audience), property) ?? []).map((value) => levels.indexOf(value))));
  return held.length === 0 || held.includes(-1) ? undefined : Math.min(...held);
}
