/**
 * Rules and changes: a comment states none, and a change that is not decided must not decide who reads something. A rule may be
 * deleted only together with everything that it is about.
 */

import { ruleShapes } from '../../../rules/lookalike.ts';
import { fieldOf, lookOfField, plainLine } from '../../../rules/lookalike-lines.ts';
import { ruleInComment } from '../../comment-rules.ts';
import { withoutCodeSpans } from '../lines.ts';
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
    const before = resolved(text, own, from, to, false);
    const after = resolved(text, own, from, to, true);
    /** @param part takes what counts of a text */
    const lostOf = (part: (text: string) => string) => {
      const gone = isMatter ? [] : own.flatMap((mark) => rulesOfDeleted(text, mark, reading, part));
      return lostRule(rulesOf(part(before), isMatter, reading), [...rulesOf(part(after), isMatter, reading), ...gone]);
    };
    const lost = lostOf((whole) => whole);
    const hasCode = !isMatter && /`|~~~/.test(`${before}${after}`);
    // A rule may become code; code that shows one may change, where it is sure to be code.
    const lostWords = hasCode ? lostOf(withoutCode) : lost;
    const rule = lostWords ?? lost;
    const isShown = lostWords === undefined && [before, after].every(hasPlainCode);
    if (rule !== undefined && !(isShown && isAlone(text, from, to)))
      reading.report('CHANGE_RULE', { text: rule }, ...placeOf((own[0] as Mark).from));
  }
}

/** The first rule that is there more often before than after. */
function lostRule(before: readonly string[], after: readonly string[]): string | undefined {
  const left = [...before];
  for (const rule of after) if (left.includes(rule)) left.splice(left.indexOf(rule), 1);
  return left[0];
}

/** What could hold a backtick that begins no code, or turn one into text: tags, formulas, brackets, braces, addresses, escapes. */
const holders = /[<$[\]{}\\@`]|%%|:\/\/|www\./;

/** A line, or the cells of one: none of them reaches into the next. */
const cellsOf = (line: string): readonly string[] => line.split('|');

/** Whether it is sure what of these lines is code: each cell closes all that it opens, and holds nothing else that might take a backtick. */
const hasPlainCode = (text: string): boolean =>
  text
    .replace(fence, '')
    .split('\n')
    .every((line) => cellsOf(withoutClosed(line)).every((cell) => !holders.test(withoutCodeSpans(cell).replace(noteInLine, ''))));

/** A text without the code that it surely has. */
const withoutCode = (text: string): string => withoutCodeSpans(text.replace(fence, ''));

/** A fence on lines of its own, outside of lists and quotations. */
const fence = /(?<=^\n*|\n[ \t]*\n)(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?\1[ \t]*(?=\n|$)/g;

/** A note in the line that has nothing but words beside its code. */
const noteInLine = /\^\[[^[\]{}`<$\\@]*\](?![({[:])/g;

/** A line without what is closed before any backtick, and so takes none; a letter stands for it, so that backticks do not meet. */
const withoutClosed = (line: string): string =>
  closed.reduce((left, one) => left.replace(one, 'x'), line.replace(calloutMark, '').replace(exampleMark, '').replace(hardBreak, ''));

const hardBreak = /\\\r?$/;

/** Attributes, and tags that begin no block of HTML. */
const closed = [/\{[^{}`<$\\[\]@]*\}/g, /(?<=\w ?)<\/?(?:a|abbr|b|em|i|kbd|mark|small|span|strong|sub|sup|u)(?: [^<>{}`$\\[\]@:]*)?>/g];

/** What numbers an example. */
const exampleMark = /^[ \t>]*\(@[\w-]*\)/;

/** What makes a callout of a quotation: it closes its bracket. */
const calloutMark = /^[ \t>]*\[![\w-]+\][+-]?/;

/** A line that begins a directive or a callout, and closes all that it opens. */
const head = /^[ \t>]*(?::{3,}[ \t]*[\w-]*(?:\[[^[\]`<$\\]*\])?(?:\{[^{}`<$\\]*\})?|\[![\w-]+\][+-]?[^[\]{}`<$\\]*)[ \t]*$/;

/** Whether nothing in the lines around reaches into a stretch: a formula, a tag, code or a comment. */
function isAlone(text: string, from: number, to: number): boolean {
  const above = text.slice(0, from).split('\n').slice(0, -1);
  const below = text.slice(to).split('\n').slice(1);
  const isGap = (line: string) => line.trim() === '';
  const [first, last] = [above.findLastIndex(isGap) + 1, below.findIndex(isGap)];
  const around = [...above.slice(first), ...below.slice(0, last < 0 ? undefined : last)].filter((line) => !head.test(line));
  return (
    !around.some((line) => cellsOf(withoutClosed(line)).some((cell) => holders.test(cell))) &&
    text.lastIndexOf('<!--', from) <= text.lastIndexOf('-->', from)
  );
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
function rulesOfDeleted(text: string, mark: Mark, reading: ForeignReading, part: (text: string) => string): string[] {
  const { sort, from, to, start, end, arrow, inner } = mark;
  if (sort !== 'deleted' && sort !== 'replaced') return inner.flatMap((one) => rulesOfDeleted(text, one, reading, part));
  const said = part(text.slice(start, sort === 'replaced' ? arrow : end));
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
