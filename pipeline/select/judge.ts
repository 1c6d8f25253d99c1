/** Judges the rules that are on nodes, and puts down what they say. */
import type { Nodes } from 'mdast';
import { unknownName } from '../model/nearest.ts';
import { placeOf } from '../model/place.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import { both, type Cutting, type Decision, type DirectiveLike, judged, reportAt } from './cutting.ts';
import { dataVerdict } from './data-rules.ts';
import { attributesOf, formOf, wordsOf } from './nodes.ts';
import { isNotes, withPrivacy } from './speaker-notes.ts';
import type { Wrapper } from './wrappers.ts';

/** The rule of a node, with its data file's: reported, and noted. */
export function judge(node: Nodes, what: string, outer: Readers, cutting: Cutting): Verdict | undefined {
  const { rules, source } = cutting;
  const own = rules.of(attributesOf(node));
  if (own) judged(cutting, own, outer, placeOf(node, source));
  const stated = isNotes(node) ? withPrivacy(own, outer, placeOf(node, source), cutting) : own;
  const verdict = both(stated, dataVerdict(node, outer, cutting));
  if (verdict) decide(node, what, verdict.written, outer & verdict.readers, 0n, cutting);
  if (own && own.problems.length > 0) reportProblemsIn(node, cutting);
  return verdict;
}

/** What an invalid rule withholds from all is not looked at again: its own problems are reported with it. */
export function reportProblemsIn(node: Nodes, cutting: Cutting): void {
  for (const child of 'children' in node ? (node.children as Nodes[]) : []) {
    const verdict = cutting.rules.of(attributesOf(child));
    if (verdict) judged(cutting, verdict, 0n, placeOf(child, cutting.source));
    reportProblemsIn(child, cutting);
  }
}

function decide(node: Nodes, what: string, rule: string, readers: Readers, barred: Readers, cutting: Cutting): void {
  // Who reads for somebody needs no report of it.
  if (cutting.reader !== undefined) return;
  const words = wordsOf(node).replace(/\s+/g, ' ').trim();
  const decision: Decision = { place: placeOf(node, cutting.source), rule, readers, barred, what, words };
  cutting.decide(decision);
}

/** What a directive that is nothing but a rule says. */
export interface Outcome {
  /** Who reads what is in it. */
  readonly readers: Readers;
  /** The rule as it is reported. */
  readonly rule: string;
  /** Whom it leaves over for an `otherwise` behind it; undefined where none may follow. */
  readonly left: Readers | undefined;
}

/**
 * Judges a directive that is nothing but a rule.
 * @param here who reads where it is
 * @param over whom alternatives before it have left over
 */
export function judgeWrapper(node: DirectiveLike, wrapper: Wrapper, here: Readers, over: Readers | undefined, cutting: Cutting): Outcome {
  const { rules, source } = cutting;
  const place = placeOf(node, source);
  const attributes = node.attributes ?? {};
  const stray = Object.keys(attributes).filter((name) => ![...rules.words, 'id', 'class'].includes(name));
  for (const name of stray) reportAt(cutting, 'RULE_ATTRIBUTE', unknownName(name, rules.words), place);
  const { id: _, class: __, ...stated } = attributes;
  const verdict = rules.of(wrapper.rule(stated));
  const base = wrapper.continues ? over : here;
  if (base === undefined) reportAt(cutting, 'ALTERNATIVE_STRAY', {}, place);
  if (verdict) judged(cutting, verdict, base ?? 0n, place);
  else if (!wrapper.continues) reportAt(cutting, 'AUDIENCE_MISSING', { name: node.name }, place);
  else if (base === 0n && here !== 0n) reportAt(cutting, 'RULE_UNMET', { rule: node.name, inside: ' after the rules before it' }, place);
  const isInvalid = stray.length > 0 || base === undefined || (verdict ? verdict.problems.length > 0 : !wrapper.continues);
  if (isInvalid) reportProblemsIn(node, cutting);
  const met = isInvalid ? 0n : (base ?? 0n) & (verdict?.readers ?? rules.everybody);
  const readers = wrapper.redacts ? (isInvalid ? 0n : here & ~met) : met;
  // Others say nothing beside their rule.
  const prefix = verdict && !wrapper.continues && !wrapper.redacts ? '' : node.name;
  const rule = [prefix, verdict?.written].filter(Boolean).join(' ');
  decide(node, wrapper.redacts ? 'redaction' : formOf(node), rule, readers, wrapper.redacts ? here & ~readers : 0n, cutting);
  const left = isInvalid ? 0n : wrapper.starts && !(wrapper.continues && !verdict) ? (base ?? 0n) & ~met : undefined;
  return { readers, rule, left };
}
