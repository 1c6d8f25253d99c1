/**
 * Front matter that is none, and says who may read the file: behind a blank line or a comment, moved in, closed by other signs or
 * not at all, in TOML or JSON, in the middle of a file. Markdown makes a rule and a heading of it, so that everybody would read the
 * file. Only lines with a rule count: a heading between two rules is common.
 */
import type { Nodes, Root } from 'mdast';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';
import { namesReaders, type RuleNames } from '../rules/lookalike-attributes.ts';
import { type Field, fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import type { SourceFile } from '../types.ts';
import { ruleInComment } from './comment-rules.ts';

/** What a line is to front matter. */
interface Line {
  readonly number: number;
  /** Without signs that nobody sees, and with plain letters for those that look like them. */
  readonly text: string;
  /** Code, formulas and markup, which show what they like. */
  readonly isOpaque: boolean;
}

const fence = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|[–—]+|\+{3,}|;{3,}|={3,}|\.{3,})\s*(?:#.*|(?:yaml|yml|toml|json)\s*)?$/i;
const closing = /^\s*(?:-{2,}|[–—]+|\+{3,}|;{3,}|={3,}|\.{3,}|\*{3,}|_{3,}|…)\s*$/;
/** What else is in YAML, TOML and JSON: items, continued lines, brackets and sections. */
const other = /^(?:\s*[-*]\s|\s+\S|\s*[[\]{}]|\s*$)/;

/**
 * Reports rules in what looks like front matter and is not read as such.
 * @param tree the file without its front matter, which ends at the line `last`
 * @returns whether there are any: then nobody knows who may read the file
 */
export function findMisplacedMatter(tree: Root, last: number, source: SourceFile, names: RuleNames, report: Context['report']): boolean {
  const lines = linesOf(tree, source.text).slice(last);
  const rules = new Map<number, { readonly line: Line; readonly word: string }>();
  for (const index of openers(lines)) {
    for (const { line, word } of rulesBehind(lines, index, names)) rules.set(line.number, { line, word });
  }
  // Pandoc's title block, where a rule would be words: `% audience desk`.
  for (const line of lines.slice(
    0,
    lines.findIndex(({ text }) => text.trim() !== '' && !text.startsWith('%')),
  )) {
    const rule = line.text.startsWith('%') ? ruleInComment(line.text.replace(/^%\s*/, ''), names) : undefined;
    if (rule) rules.set(line.number, { line, word: rule.word });
  }
  for (const { line, word } of rules.values()) {
    const column = line.text.length - line.text.trimStart().length + 1;
    report(diagnostic('FRONT_MATTER_RULE', { text: line.text.trim(), word }, { file: source.shown, line: line.number, column }));
  }
  return rules.size > 0;
}

/** The lines behind which front matter may be: fences, and the beginning of the file (-1). */
function openers(lines: readonly Line[]): number[] {
  const begin = lines.findIndex(({ text, isOpaque }) => !isOpaque && text.trim() !== '') - 1;
  const fences = lines.flatMap(({ text, isOpaque }, index) => (!isOpaque && fence.test(text) ? [index] : []));
  return [...new Set([begin, ...fences])];
}

function rulesBehind(lines: readonly Line[], opener: number, names: RuleNames): { line: Line; word: string }[] {
  const isFence = opener >= 0 && fence.test(lines[opener]?.text ?? '');
  const isTight = (lines[opener + 1]?.text ?? '').trim() !== '';
  const found: { line: Line; word: string; isRead: boolean; isBehindGap: boolean }[] = [];
  let isClosed = false;
  let hasGap = !isTight;
  let hasField = false;
  for (const line of lines.slice(opener + 1)) {
    if (line.isOpaque) break;
    if ((closing.test(line.text) || fence.test(line.text)) && !(isTight && line === lines[opener + 1])) {
      isClosed = true;
      break;
    }
    const field = fieldOf(line.text);
    // Below a field, a line of words may be one that has lost its sign.
    const lost = isFence && !hasGap && hasField && field === undefined ? ruleInComment(line.text, names)?.word : undefined;
    if (lost !== undefined) found.push({ line, word: lost, isRead: true, isBehindGap: false });
    hasField ||= field !== undefined;
    if (lost === undefined && field === undefined && !other.test(line.text) && !(line.text.trimStart().startsWith('#') && !hasGap)) break;
    if (line.text.trim() === '') hasGap = true;
    const word = field && (lookOfField(field, names) ?? (isFence && isSwitch(field) ? field.name : undefined));
    if (field && word !== undefined)
      found.push({ line, word, isRead: namesReaders(field.value, names) || isSwitch(field), isBehindGap: hasGap });
  }
  // Without a fence before it and behind it, a line is nearly prose: then it must name somebody.
  return found.filter(({ isRead, isBehindGap }) => {
    if (isBehindGap) return isRead && (isClosed || !isTight) && isFence;
    return isClosed || isRead || (isFence && !isHeadingLine(lines, opener));
  });
}

/** What hides a slide or a page elsewhere: `hide: true`. */
export const isSwitch = ({ name, value }: Field): boolean =>
  (/^_?(?:hide|hidden|skip|exclude|excluded|disabled|draft|private|confidential)$/i.test(name) && /^(?:true|yes|on|1)$/i.test(value)) ||
  (/^_?(?:show|shown|visible|visibility|published|publish)$/i.test(name) && /^(?:false|no|off|0|hidden|none|private)$/i.test(value));

/** Whether the line underlines a heading: what follows is then its text. */
const isHeadingLine = (lines: readonly Line[], index: number): boolean => /[^\s-]/.test(lines[index - 1]?.text ?? '');

/** The file's lines. */
function linesOf(tree: Root, text: string): Line[] {
  const opaque = new Set<number>();
  hide(tree, opaque);
  return text.split(/\r\n|\n|\r/).map((line, index) => ({ number: index + 1, text: plainLine(line), isOpaque: opaque.has(index + 1) }));
}

const opaqueTypes = new Set(['code', 'html', 'math', 'table', 'yaml']);

function hide(node: Nodes, opaque: Set<number>): void {
  const { start, end } = node.position ?? {};
  // Front matter that is moved in by four spaces is code to Markdown.
  const isMovedIn = node.type === 'code' && node.lang === null && fence.test(node.value.split('\n')[0] ?? '') && (start?.line ?? 0) <= 3;
  if (opaqueTypes.has(node.type as string) && start && end && !isMovedIn)
    for (let line = start.line; line <= end.line; line += 1) opaque.add(line);
  else if ('children' in node) for (const child of node.children) hide(child, opaque);
}

/**
 * Rules of front matter that YAML takes for the text of another field: behind `title: >`, or in quotes that are closed a line later.
 * @param firstLine the line of the file on which the YAML begins
 * @returns whether there are any
 */
export function reportSwallowedRules(
  text: string,
  firstLine: number,
  source: SourceFile,
  names: RuleNames,
  report: Context['report'],
): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  const stated = lines.flatMap((line, index) => {
    const field = fieldOf(plainLine(line));
    const word = field && lookOfField(field, names);
    return word === undefined ? [] : [{ index, word, text: line.trim() }];
  });
  if (stated.length === 0) return false;
  const counter = new LineCounter();
  const keys = new Set<number>();
  visit(parseDocument(text, { lineCounter: counter }), {
    Pair: (_, { key }) => void (isScalar(key) && key.range && keys.add(counter.linePos(key.range[0]).line - 1)),
  });
  const swallowed = stated.filter(({ index }) => !keys.has(index));
  for (const { index, word, text: written } of swallowed) {
    const column = (lines[index] ?? '').search(/\S/) + 1;
    report(diagnostic('FRONT_MATTER_RULE', { text: written, word }, { file: source.shown, line: index + firstLine, column }));
  }
  return swallowed.length > 0;
}
