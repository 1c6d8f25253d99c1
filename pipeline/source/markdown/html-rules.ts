/**
 * Rules in raw HTML, where none is read: a rule’s name as an attribute, braces between tags, comments. Each is an error at its
 * place, whether the pack allows HTML or not: without its tags the text is printed all the same.
 */
import type { Html, Nodes, Root } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeInNode } from '../../model/place.ts';
import { shortened } from '../../model/shortened.ts';
import { lookOfAttribute, ruleShapes } from '../rules/lookalike.ts';
import { namesReaders, type RuleNames } from '../rules/lookalike-attributes.ts';
import { classOfReaders, isNameOfReaders, isSwitchForReaders } from '../rules/lookalike-names.ts';
import { isOfReaders, namesAudiences } from '../rules/lookalike-readers.ts';
import { otherAttributes } from '../rules/other-attributes.ts';
import { comments, ruleInComment, textOfComment } from './comment-rules.ts';
import type { Reading } from './fence-rules.ts';
import { isMdx } from './mdx.ts';

/**
 * Reports them, and comments that are never closed.
 * @param isDeck its comments are settings and notes, which are read elsewhere
 */
export function checkHtml(tree: Root, isDeck: boolean, reading: Reading): void {
  // Most texts have no tags. Comments of MDX have become comments of HTML.
  if (reading.source.text.includes('<') || isMdx(reading.source.name)) walk(tree, isDeck, reading);
}

function walk(node: Nodes, isDeck: boolean, reading: Reading): void {
  if (node.type === 'html') checkOne(node, isDeck, reading);
  if ('children' in node) for (const child of node.children) walk(child, isDeck, reading);
}

function checkOne(node: Html, isDeck: boolean, { source, names, report }: Reading): void {
  const at = (offset: number) => placeInNode(node, offset, source);
  const lookAlike = (text: string, word: string, offset: number) =>
    report(diagnostic('RULE_LOOKALIKE', { text: shortened(text), word, isPlain: false }, at(offset)));
  if (!isDeck)
    for (const { 1: inside = '', index } of node.value.matchAll(comments)) {
      const rule = ruleInComment(textOfComment(inside), names);
      if (rule) report(diagnostic('COMMENT_RULE', rule, at(index)));
    }
  const text = node.value.replace(comments, blank);
  const open = text.indexOf('<!--');
  if (open >= 0) report(diagnostic('COMMENT_UNCLOSED', {}, at(open)));
  const shown = open >= 0 ? text.slice(0, open) : text;
  const plain = shown.replace(literal, blank);
  // An element that is called like a rule or a reader: `<only for…>`, `<press>`. HTML knows some of these names itself.
  for (const { 0: all, 1: tag = '', index } of plain.matchAll(tags))
    if (!elements.has(tag.toLowerCase()) && (isRuleName(tag.toLowerCase(), names) || namesAudiences(tag, names)))
      lookAlike(`${all}>`, 'audience', index);
  for (const { tag, name, value, offset, isNear } of attributesIn(plain)) {
    const word = isNear && !namesReaders(value ?? '', names) ? undefined : lookOf(tag, name, value, names);
    // `<div desk>`
    const isReader = value === undefined && !isNear && !otherAttributes.has(name.toLowerCase()) && namesAudiences(name, names);
    if (word === undefined && isReader) lookAlike(name, 'audience', offset);
    if (word !== undefined) lookAlike(value === undefined ? name : `${name}="${value}"`, word, offset);
  }
  for (const { text: written, word, offset } of ruleShapes(wordsOf(plain), names)) lookAlike(written, word, offset);
}

/** `<audience …>`, `<only …>`. */
const isRuleName = (tag: string, { words }: RuleNames) => words.includes(tag) || /^(?:only|redact|otherwise)$/.test(tag);

/** Spaces in its place, so that everything else stays where it is. */
const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** Elements that show code. */
const literal = /<(code|pre|script|style|samp|kbd)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;

/** Elements of HTML that an audience or a property may be called like. */
const elements = new Set(
  'address article aside audio base body caption cite code content data details dialog footer form head header label legend link main map mark menu meta nav object option output param picture section slot source style summary table template time title track video'.split(
    ' ',
  ),
);

const tags = /<([A-Za-z][\w:-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)/g;
const attributes = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

interface Attribute {
  readonly tag: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly offset: number;
  /** It is no attribute of HTML, but might have been meant as one. */
  readonly isNear: boolean;
}

/** `<div audience: desk>`, where a colon stands for the equals sign. */
const withColon = /(?<![^\s"'])([\p{L}_][\p{L}\p{N}_-]*)\s*[:：]\s*["'“”]?([\p{L}\p{N}_-]+(?::[\p{L}\p{N}_-]+)?)/gu;

function* attributesIn(text: string): Generator<Attribute> {
  for (const { 1: tag = '', 2: rest = '', index } of text.matchAll(tags)) {
    const begin = index + 1 + tag.length;
    for (const { 1: name = '', 2: double, 3: single, 4: bare, index: inside } of rest.matchAll(attributes))
      yield { tag, name, value: double ?? single ?? bare, offset: begin + inside, isNear: false };
    for (const { 1: name = '', 2: value, index: inside } of rest.matchAll(withColon))
      yield { tag, name, value, offset: begin + inside, isNear: true };
  }
}

/** HTML has attributes of its own that a property may be called by, and `for` on labels and outputs: then the value decides. */
function lookOf(tag: string, name: string, value: string | undefined, names: RuleNames): string | undefined {
  const look = lookOfAttribute(name, value, names);
  // Classes and switches of other tools: `class="only-desk"`, `hidden="press"`, `data-show-for="desk"`.
  const isOfOthers = (name === 'class' && classOfReaders(value ?? '', names)) || isSwitchForReaders(name, value ?? '', names);
  if (isOfOthers || isNameOfReaders(name, names) || isOfReaders(name, value ?? '', names)) return look?.word ?? 'audience';
  if (look === undefined) return undefined;
  const isHtml = name.toLowerCase() === 'for' ? /^(?:label|output)$/i.test(tag) : otherAttributes.has(name.toLowerCase());
  return isHtml && !namesExactly(value ?? '', names) ? undefined : look.word;
}

/** `role="note"` is not nearly a reader called “north”. */
const namesExactly = (value: string, { values }: RuleNames): boolean =>
  value
    .trim()
    .split(/[\s,]+/)
    .every((term) => values.includes(term.replace(/^-/, '').replace(/^[\w-]+:/, '')));

/** The same text without its tags: what is between them, and the values of attributes, which are spoken or shown. */
const wordsOf = (text: string): string =>
  text
    .replace(tags, (tag) => tag.replace(/"[^"]*"|'[^']*'|=[^\s"'<>]+|[^"']/g, spoken))
    .replace(/&quot;|&#34;|&#x22;/gi, (entity) => `"${' '.repeat(entity.length - 1)}`);

const spoken = (part: string): string =>
  part.length === 1 ? blank(part) : part.startsWith('=') ? ` ${part.slice(1)}` : ` ${part.slice(1, -1)} `;
