/**
 * Rules and changes: a comment states none, and a change that is not decided must not decide who reads something. A rule may be
 * deleted only together with everything that it is about.
 */

import { ruleShapes } from '../../../rules/lookalike.ts';
import { fieldOf, lookOfField, plainLine } from '../../../rules/lookalike-lines.ts';
import { ruleInComment } from '../../comment-rules.ts';
import type { ForeignReading } from '../reading.ts';
import type { Mark, Scanned } from './scan.ts';
import { resolved } from './write.ts';

/** Reports rules in comments, and changes of rules. @param placeOf line and column of an offset */
export function checkChanges(
  scanned: Scanned,
  isMatter: boolean,
  reading: ForeignReading,
  placeOf: (at: number) => readonly [number, number],
): void {
  const { text, marks } = scanned;
  checkComments(text, marks, reading, placeOf);
  for (const { from, to, own } of stretches(scanned)) {
    const before = rulesOf(resolved(text, own, from, to, false), isMatter, reading);
    const after = rulesOf(resolved(text, own, from, to, true), isMatter, reading);
    const gone = isMatter ? [] : own.flatMap((mark) => rulesOfDeleted(text, mark, reading));
    for (const rule of [...after, ...gone]) if (before.includes(rule)) before.splice(before.indexOf(rule), 1);
    const [lost] = before;
    if (lost !== undefined) reading.report('CHANGE_RULE', { text: lost }, ...placeOf((own[0] as Mark).from));
  }
}

function checkComments(
  text: string,
  marks: readonly Mark[],
  reading: ForeignReading,
  placeOf: (at: number) => readonly [number, number],
): void {
  for (const { sort, from, start, end, inner } of marks) {
    const rule = sort === 'comment' ? ruleInComment(text.slice(start, end).trim(), reading.names) : undefined;
    if (rule) reading.report('CHANGE_COMMENT_RULE', rule, ...placeOf(from));
    checkComments(text, inner, reading, placeOf);
  }
}

/** Whole lines with the marks in them. */
function stretches({ text, marks }: Scanned): { from: number; to: number; own: Mark[] }[] {
  const found: { from: number; to: number; own: Mark[] }[] = [];
  for (const mark of marks) {
    const from = text.lastIndexOf('\n', mark.from - 1) + 1;
    const next = text.indexOf('\n', mark.to);
    const to = next < 0 ? text.length : next;
    const last = found.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.own.push(mark);
    } else found.push({ from, to, own: [mark] });
  }
  return found;
}

function rulesOf(text: string, isMatter: boolean, reading: ForeignReading): string[] {
  const shapes = ruleShapes(text, reading.names).map((shape) => shape.text);
  if (!isMatter) return shapes;
  const fields = text.split('\n').flatMap((line) => {
    const field = fieldOf(plainLine(line));
    return field && lookOfField(field, reading.names) !== undefined ? [line.trim()] : [];
  });
  return [...shapes, ...fields];
}

/** Rules that are deleted with all that they are about: in directives of words, and in whole blocks that are no headings. */
function rulesOfDeleted(text: string, mark: Mark, reading: ForeignReading): string[] {
  const { sort, from, to, start, end, arrow, inner } = mark;
  if (sort !== 'deleted' && sort !== 'replaced') return inner.flatMap((one) => rulesOfDeleted(text, one, reading));
  const said = text.slice(start, sort === 'replaced' ? arrow : end);
  const shapes = (part: string) => ruleShapes(part, reading.names).map((shape) => shape.text);
  const words = said.match(/(?<!\\):?[A-Za-z]*\[[^[\]]*\]\{[^{}]*\}/g) ?? [];
  const isBlock =
    /(?:^|\n)[ \t]*(?:\n[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.test(text.slice(Math.max(0, from - 80), from)) &&
    /^[ \t]*(?:\n[ \t]*(?:\n|$)|$)/.test(text.slice(to, to + 80));
  const isWhole = isBlock && !/^[ \t>]*#{1,6}[ \t]|<!--|^\s*\{|^[ \t]*(?:=+|-+)[ \t]*$/m.test(said) && hasClosedFences(said);
  return isWhole ? shapes(said) : words.flatMap(shapes);
}

function hasClosedFences(said: string): boolean {
  const fences = [...said.matchAll(/^[ \t>]*:{3,}[ \t]*(\S?)/gm)].map(([, name]) => (name === '' ? -1 : 1));
  let depth = 0;
  for (const step of fences) {
    depth += step;
    if (depth < 0) return false;
  }
  return depth === 0;
}
