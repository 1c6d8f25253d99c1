/**
 * Rules that a translation has forgotten. A translation repeats the rules of its original: one that lacks them gives to all
 * readers of its language what those of the first are not given. Texts cannot be compared; what can is who reads under each
 * rule. So the rules of a file and of its translation are laid side by side, in their order, and each of the original must
 * find one that shows no more. What a translation withholds beyond its original leaks nothing and is not reported.
 */

import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { placeText } from '../model/place.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { filesOf, type Parsed } from '../source/types.ts';
import { type Counterpart, counterparts } from './counterparts.ts';
import type { Decision } from './cutting.ts';
import { decisionsOf } from './decisions.ts';
import { privacy } from './speaker-notes.ts';

/** One rule and who reads under it in the language of the translation, one bit for each audience. */
interface Ruled {
  readonly decision: Decision;
  readonly audiences: bigint;
}

/**
 * Each rule of the original that has no counterpart in the translation.
 * @param original the pack in its first language
 * @param translation the same pack in another
 */
export function forgottenRules(original: Parsed, translation: Parsed): Diagnostic[] {
  const { lang, config } = translation.source;
  const names = printedAudiences(config);
  const all = (1n << BigInt(names.length)) - 1n;
  const ruledOf = (parsed: Parsed): Ruled[] =>
    decisionsOf(parsed, () => {}).flatMap((decision) => {
      // No author writes that speaker notes are private.
      if (decision.rule === privacy) return [];
      const bits = names.map((audience, index) => (parsed.rules.has(decision.readers, { audience, lang }) ? 1n << BigInt(index) : 0n));
      return [{ decision, audiences: bits.reduce((sum, bit) => sum | bit, 0n) }];
    });
  // What everybody reads in this language needs no rule there, nor what is only for another language.
  const isElsewhere = ({ audiences, decision }: Ruled) => audiences === 0n && decision.readers !== 0n;
  const originals = ruledOf(original).filter((one) => one.audiences !== all && !isElsewhere(one));
  const unsound = unsoundOriginals(original, translation);
  if (originals.length === 0) return unsound;
  const translations = ruledOf(translation);
  const forgotten = counterparts(original, translation).flatMap((pair) => {
    const own = originals.filter(({ decision }) => pair.isOriginal(decision.place));
    const others = translations.filter(({ decision }) => pair.isTranslation(decision.place));
    const missing = lacking(own, others, pair);
    return lackOf(
      missing.map(({ decision }) => decision),
      pair,
    );
  });
  return [...unsound, ...forgotten];
}

/** Translations of files that have errors: nobody knows what they should withhold. */
function unsoundOriginals(original: Parsed, translation: Parsed): Diagnostic[] {
  const translated = new Map(filesOf(translation).map(({ source }) => [source.name, source.shown]));
  return filesOf(original).flatMap(({ source: { name, shown }, isSound }) => {
    const file = translated.get(name);
    return isSound || file === undefined || file === shown
      ? []
      : [diagnostic('ORIGINAL_ERRORS', { name: shown }, { file, line: 1, column: 1 })];
  });
}

/** Most places of the original that are named for one rule. */
const most = 4;

/** Equal rules that are missing at one place of the translation are reported together. */
function lackOf(missing: readonly Decision[], { placeOf }: Counterpart): Diagnostic[] {
  const groups = new Map<string, { place: Place; decisions: Decision[] }>();
  for (const decision of missing) {
    const place = placeOf(decision);
    const key = `${placeText(place)} ${decision.rule}`;
    const group = groups.get(key) ?? { place, decisions: [] };
    group.decisions.push(decision);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ place, decisions }) => {
    const places = decisions.slice(0, most).map((one) => `${one.what}, ${placeText(one.place)}`);
    const at = [...places, ...(decisions.length > most ? [`and ${decisions.length - most} more`] : [])].join('; ');
    return diagnostic('RULE_UNTRANSLATED', { rule: (decisions[0] as Decision).rule, at }, place);
  });
}

/** The originals that the translation may show to others: what it has as the same record without such a rule, and what has no counterpart. */
function lacking(originals: readonly Ruled[], translations: readonly Ruled[], pair: Counterpart): Ruled[] {
  const { sameAt, isLeftOut, blockAt, isBlock } = pair;
  const at = (text: string) => translations.find(({ decision }) => placeText(decision.place) === text);
  const known = originals.flatMap((one) => {
    const place = sameAt(one.decision.place);
    return place === undefined ? [] : [{ one, at: placeText(place) }];
  });
  const shown = known.flatMap(({ one, at: text }) => {
    const other = at(text);
    return other !== undefined && isCovered(one, other) ? [] : [one];
  });
  const blocks = originals.flatMap((one) => {
    const place = blockAt(one.decision.place);
    const other = place && at(placeText(place));
    return other !== undefined && isCovered(one, other) ? [{ one, at: placeText(other.decision.place) }] : [];
  });
  const taken = new Set([...known, ...blocks].map((one) => one.at));
  const done = new Set([...known, ...blocks].map(({ one }) => one));
  const rest = originals.filter((one) => !done.has(one));
  const free = translations.filter(({ decision }) => !taken.has(placeText(decision.place)));
  // Where both texts have the same blocks, the rule of one block is not that of another; two that both have one may have changed places.
  const ruled = new Set(originals.map(({ decision }) => blockAt(decision.place)).flatMap((place) => (place ? [placeText(place)] : [])));
  const isElsewhere: Fits = (one, other) => {
    const own = blockAt(one.decision.place);
    const isMoved = own !== undefined && at(placeText(own)) !== undefined && ruled.has(placeText(other.decision.place));
    return own !== undefined && isBlock(other.decision.place) && !isMoved;
  };
  const missing = new Set([...shown, ...uncovered(rest, free, isElsewhere).filter(({ decision }) => !isLeftOut(decision.place))]);
  return originals.filter((one) => missing.has(one));
}

type Fits = (one: Ruled, other: Ruled) => boolean;

/** The originals without counterpart, in their order. */
function uncovered(originals: readonly Ruled[], translations: readonly Ruled[], isElsewhere: Fits): Ruled[] {
  const pairs = aligned(originals, translations, isElsewhere);
  const left = originals.filter((one) => !pairs.has(one));
  const free = new Set(translations);
  for (const one of pairs.values()) free.delete(one);
  // What was moved is somewhere else.
  return [isSame, isCovered].reduce<Ruled[]>((missing, fits) => {
    return missing.filter((one) => {
      const other = [...free].find((candidate) => fits(one, candidate) && !isElsewhere(one, candidate));
      if (other) free.delete(other);
      return other === undefined;
    });
  }, left);
}

const isSame = (one: Ruled, other: Ruled) => one.audiences === other.audiences;
/** The translation shows it to no one who does not read the original. */
const isCovered = (one: Ruled, other: Ruled) => (other.audiences & ~one.audiences) === 0n;

/** How well one is the translation of the other; 0 if it cannot be. */
function likeness(one: Ruled, other: Ruled): number {
  if (!isCovered(one, other)) return 0;
  return (isSame(one, other) ? 3 : 1) + (one.decision.what === other.decision.what ? 1 : 0);
}

/** Pairs that keep the order of both sides and are as like as they can be (Needleman and Wunsch). */
function aligned(originals: readonly Ruled[], translations: readonly Ruled[], isElsewhere: Fits): Map<Ruled, Ruled> {
  const likenessOf = (one: Ruled, other: Ruled) => (isElsewhere(one, other) ? 0 : likeness(one, other));
  const width = translations.length + 1;
  const best = new Uint32Array((originals.length + 1) * width);
  const at = (row: number, column: number) => best[row * width + column] as number;
  for (let row = originals.length - 1; row >= 0; row -= 1)
    for (let column = translations.length - 1; column >= 0; column -= 1) {
      const like = likenessOf(originals[row] as Ruled, translations[column] as Ruled);
      const both = like === 0 ? 0 : like + at(row + 1, column + 1);
      best[row * width + column] = Math.max(both, at(row + 1, column), at(row, column + 1));
    }
  const pairs = new Map<Ruled, Ruled>();
  for (let row = 0, column = 0; row < originals.length && column < translations.length; ) {
    const [one, other] = [originals[row] as Ruled, translations[column] as Ruled];
    const like = likenessOf(one, other);
    if (like > 0 && at(row, column) === like + at(row + 1, column + 1)) {
      pairs.set(one, other);
      row += 1;
      column += 1;
    } else if (at(row, column) === at(row, column + 1)) column += 1;
    else row += 1;
  }
  return pairs;
}
