/**
 * Rules in lines that four spaces make code. Nobody can tell whether they show a rule or were moved in by mistake, under a list
 * or in a box of another tool; between fences it is clear. So is code under a paragraph that has a rule.
 */
import type { Code, Nodes, Parent } from 'mdast';
import { type RuleNames, type RuleShape, ruleShapes } from '../rules/lookalike.ts';
import { ruleInComment } from './comment-rules.ts';
import { ruleBehindFence } from './fence-rules.ts';
import { takeTrailing } from './trailing.ts';

/** The first rule in code without a fence, by its line in it, counted from 0; undefined for code with one. */
export function ruleInIndented(
  node: Code,
  file: string,
  names: RuleNames,
): (Pick<RuleShape, 'text' | 'word'> & { readonly line: number }) | undefined {
  const raw = file.slice(node.position?.start.offset, node.position?.end.offset);
  if (node.lang || node.meta || isFence(raw, node.value)) return undefined;
  const [shape] = ruleShapes(node.value, names);
  if (shape) return { ...shape, line: node.value.slice(0, shape.offset).split('\n').length - 1 };
  const lines = node.value.split('\n');
  return lines.flatMap((text, line) => {
    const said = /^\s*<!--(.*?)(?:-->|$)/.exec(text)?.[1];
    const info = /^\s*(?:`{3,}|~{3,})(.+)/.exec(text)?.[1];
    const rule = said !== undefined ? ruleInComment(said.trim(), names) : info === undefined ? undefined : ruleBehindFence(info, names);
    return rule ? [{ ...rule, line }] : [];
  })[0];
}

/** Whether code is between fences; a fence that is itself moved in is the first line of what it holds. */
const isFence = (raw: string, value: string): boolean =>
  /^[ \t>]*(?:`{3}|~{3})/.test(raw) && raw.split('\n')[0]?.trim() !== value.split('\n')[0]?.trim();

/** Whether the paragraph right above has a rule, which would not hold for the code. */
export function isUnderRule(node: Code, parent: Parent, file: string, names: RuleNames): boolean {
  const raw = file.slice(node.position?.start.offset, node.position?.end.offset);
  const before = (parent.children as Nodes[])[(parent.children as Nodes[]).indexOf(node) - 1];
  if (isFence(raw, node.value) || before?.type !== 'paragraph') return false;
  const inside = takeTrailing(before.children, file)?.inside;
  return inside !== undefined && names.words.some((word) => new RegExp(`(?<![\\w-])${word}\\s*=`).test(inside));
}
