/** Rules in formulas, which have braces of their own: in the words of `\text{…}`, in comments, behind all of an equation. */
import { type RuleNames, type RuleShape, ruleShapes } from '../rules/lookalike.ts';
import { folded } from '../rules/lookalike-letters.ts';
import { ruleInComment } from './comment-rules.ts';

const words = /\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mbox|hbox|mathrm|intertext|tag)\s*\{/g;
const comment = /(?<!\\)%([^\n]*)/g;

/** Each rule in TeX, by its offset. What other commands show stays free. */
export function rulesInFormula(tex: string, names: RuleNames): Pick<RuleShape, 'offset' | 'text' | 'word'>[] {
  const inWords = [...tex.matchAll(words)].flatMap(({ 0: { length }, index }) => {
    const from = index + length;
    return ruleShapes(tex.slice(from, closing(tex, from)), names).map((one) => ({ ...one, offset: from + one.offset }));
  });
  const inComments = [...tex.matchAll(comment)].flatMap(({ 1: said = '', index }) => {
    const rule = ruleInComment(said.trim(), names);
    return rule ? [{ ...rule, offset: index }] : [];
  });
  // Other letters for the signs are as long as they. A name alone may be an argument, but not with a space behind another group.
  const end = /(?:(?<=[\s}])\{[^{}]*[=:][^{}]*\}?|(?<=\}\s+)\{[^{}=:]*\})\s*$/.exec(folded(tex))?.index ?? tex.length;
  const atEnd = ruleShapes(tex.slice(end), names).map((one) => ({ ...one, offset: end + one.offset }));
  // What else is behind two dollars keeps a formula open, to the end of the text.
  const behindDollars = [...tex.matchAll(/\$\$[ \t]*(?=[{｛﹛❴⦃])([^\n]*)/g)].flatMap(({ 0: all, 1: said = '', index }) =>
    ruleShapes(said, names).map((one) => ({ ...one, offset: index + all.length - said.length + one.offset })),
  );
  const known = new Set(atEnd.map(({ offset }) => offset));
  return [...inWords, ...inComments, ...atEnd, ...behindDollars.filter(({ offset }) => !known.has(offset))];
}

/** Where a group that begins here ends. */
function closing(tex: string, from: number): number {
  let depth = 1;
  for (let at = from; at < tex.length; at += 1) {
    if (tex[at] === '\\') at += 1;
    else if (tex[at] === '{') depth += 1;
    else if (tex[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return tex.length;
}
