/**
 * A drawing that is written in Markdown is one piece of HTML, though CommonMark ends HTML at an empty line and reads words between
 * tags. Nothing in it is Markdown then: what looks like a rule in it is found as in all HTML, and its comments are no notes.
 */
import type { Html, Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeInNode } from '../../model/place.ts';
import { ruleInStyle } from '../deck/style-rules.ts';
import { svgSpans } from '../html/svg-spans.ts';
import { comments, ruleInComment, textOfComment } from './comment-rules.ts';
import type { Reading } from './fence-rules.ts';
import { isMdx } from './mdx.ts';

/** The same tree, changed. */
export function wholeDrawings(tree: Root, reading: Reading): Root {
  // Braces of MDX are no HTML.
  if (/<svg/i.test(reading.source.text) && !isMdx(reading.source.name)) inside(tree, 0, reading);
  return tree;
}

const phrasing = new Set(['paragraph', 'heading', 'tableCell', 'emphasis', 'strong', 'delete', 'link', 'linkReference', 'textDirective']);

function inside(node: Nodes, quotes: number, reading: Reading): void {
  if (!('children' in node)) return;
  const isInline = phrasing.has(node.type);
  const parts = node.children as RootContent[];
  for (let index = 0; index < parts.length; index += 1) {
    const joined = isInline ? joinedInline(parts, index, quotes, reading) : joinedBlock(parts, index, quotes, reading);
    if (joined) parts.splice(index, joined.count, ...joined.nodes);
    const own = parts[index];
    if (own?.type === 'html') own.value = withoutComments(own, reading);
    else if (own) inside(own, quotes + (own.type === 'blockquote' ? 1 : 0), reading);
  }
}

interface Joined {
  /** How many nodes it takes the place of. */
  readonly count: number;
  readonly nodes: readonly RootContent[];
}

const startOf = (node: Nodes) => node.position?.start.offset ?? 0;
const endOf = (node: Nodes) => node.position?.end.offset ?? 0;

/** The source between two offsets, without the signs of the quotes around. */
function written(from: number, to: number, quotes: number, { source }: Reading): string {
  const text = source.text.slice(from, to);
  return quotes === 0 ? text : text.replace(new RegExp(`(?<=\\n)(?: {0,3}> ?){1,${quotes}}`, 'g'), '');
}

const opens = (value: string) => svgSpans(value).at(-1)?.end === undefined && svgSpans(value).length > 0;

/** Tags of one line are nodes by themselves, with words between them. */
function joinedInline(parts: readonly RootContent[], index: number, quotes: number, reading: Reading): Joined | undefined {
  const first = parts[index];
  if (first?.type !== 'html' || !first.position || !opens(first.value)) return undefined;
  const last = parts.findIndex(
    (node, at) => at > index && node.type === 'html' && !opens(written(startOf(first), endOf(node), quotes, reading)),
  );
  const end = parts[last]?.position?.end;
  if (end === undefined) return undefined;
  const value = written(startOf(first), end.offset ?? 0, quotes, reading);
  return { count: last - index + 1, nodes: [{ type: 'html', value, position: { start: first.position.start, end } }] };
}

const joinable = (node: RootContent | undefined) =>
  node?.type === 'html' || node?.type === 'paragraph' || (node?.type === 'code' && !node.lang);

/** A drawing of several blocks, or one that is all that a paragraph holds. */
function joinedBlock(parts: readonly RootContent[], index: number, quotes: number, reading: Reading): Joined | undefined {
  const first = parts[index];
  if (!first?.position || (first.type !== 'html' && first.type !== 'paragraph')) return undefined;
  const begin =
    first.type === 'html' ? 0 : first.children.findIndex((child, at) => child.type === 'html' && isOpenFrom(first, at, quotes, reading));
  if (begin < 0 || (first.type === 'html' && !opens(first.value)))
    return first.type === 'paragraph' ? alone(first, quotes, reading) : undefined;
  const start = first.type === 'html' ? first.position.start : first.children[begin]?.position?.start;
  if (start?.offset === undefined) return undefined;
  for (let last = index + 1; joinable(parts[last]); last += 1) {
    const node = parts[last] as RootContent;
    const value = written(start.offset, endOf(node), quotes, reading);
    if (opens(value)) continue;
    const before: RootContent[] = first.type === 'paragraph' && begin > 0 ? [{ ...first, children: first.children.slice(0, begin) }] : [];
    const whole: Html = { type: 'html', value, position: { start, end: node.position?.end ?? start } };
    if (node.type !== 'paragraph') return { count: last - index + 1, nodes: [...before, whole] };
    // Words behind the drawing in its last paragraph are Markdown.
    const closing = node.children.findIndex(
      (child) => child.type === 'html' && !opens(written(start.offset as number, endOf(child), quotes, reading)),
    );
    const rest = node.children.slice(closing + 1);
    const end = node.children[closing]?.position?.end;
    if (!end) return undefined;
    const drawing: Html = { ...whole, value: written(start.offset, end.offset ?? 0, quotes, reading), position: { start, end } };
    return { count: last - index + 1, nodes: [...before, drawing, ...after(node, rest)] };
  }
  return undefined;
}

const isBlank = (node: PhrasingContent) => node.type === 'break' || (node.type === 'text' && node.value.trim() === '');
const after = (paragraph: Paragraph, rest: PhrasingContent[]): RootContent[] =>
  rest.every(isBlank) ? [] : [{ ...paragraph, children: rest }];

const isOpenFrom = (paragraph: Paragraph, at: number, quotes: number, reading: Reading): boolean =>
  opens(written(startOf(paragraph.children[at] as Nodes), endOf(paragraph), quotes, reading)) &&
  opens((paragraph.children[at] as Html).value);

/** A paragraph of nothing but drawings is HTML itself. */
function alone(paragraph: Paragraph, quotes: number, reading: Reading): Joined | undefined {
  const { start, end } = paragraph.position ?? {};
  if (!start || !end || !/^<svg/i.test((paragraph.children[0] as { value?: string } | undefined)?.value ?? '')) return undefined;
  const value = written(start.offset ?? 0, end.offset ?? 0, quotes, reading);
  let rest = value;
  for (const { start: from, end: to } of svgSpans(value).toReversed()) if (to !== undefined) rest = rest.slice(0, from) + rest.slice(to);
  return rest.trim() === '' ? { count: 1, nodes: [{ type: 'html', value, position: { start, end } }] } : undefined;
}

/** A drawing's comments are seen by nobody; what looks like a rule in one, or in its style sheets, is an error. */
function withoutComments(node: Html, { source, names, report }: Reading): string {
  let { value } = node;
  for (const { start, end } of svgSpans(value)) {
    if (end === undefined) continue;
    const own = value.slice(start, end);
    for (const { 1: css = '', 0: all, index } of own.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi)) {
      const rule = ruleInStyle(css, names);
      const at = start + index + all.indexOf(css) + (rule?.offset ?? 0);
      if (rule) report(diagnostic('RULE_LOOKALIKE', { text: rule.text, word: rule.word, isPlain: true }, placeInNode(node, at, source)));
    }
    const blanked = own.replace(comments, (all: string, said: string, offset: number) => {
      const rule = ruleInComment(textOfComment(said), names);
      if (rule) report(diagnostic('COMMENT_RULE', rule, placeInNode(node, start + offset, source)));
      return all.replace(/[^\r\n]/g, ' ');
    });
    value = value.slice(0, start) + blanked + value.slice(end);
  }
  return value;
}
