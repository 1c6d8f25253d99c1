/** Nodes as cutting sees them: their attributes, what they are called, and what takes their place. */
import type { Nodes, Parent, RootContent } from 'mdast';
import { isSettingMark } from '../source/deck/mark.ts';
import type { Attributes } from '../source/markdown/attributes.ts';
import { drawingSort } from '../source/markdown/drawing-sort.ts';
import { plainWords as textOf } from '../source/markdown/plain-words.ts';
import { fillVariables } from '../source/markdown/variables.ts';
import type { Rules } from '../source/rules/rules.ts';
import { type DirectiveLike, isDirective } from './cutting.ts';
import type { Neighbours } from './drop.ts';
import { isNotes } from './speaker-notes.ts';

declare module 'mdast' {
  interface Data {
    /** A directive under a rule, which is no longer there. */
    isRuled?: boolean;
  }
}

/** Plain text beside a node: it has no rule of its own. Undefined among blocks. */
export function neighbours({ children }: Parent, index: number): Neighbours | undefined {
  const textAt = (at: number) => {
    const node = children[at] as Nodes | undefined;
    return node?.type === 'text' ? node.value : undefined;
  };
  const [before, after] = [textAt(index - 1), textAt(index + 1)];
  return before === undefined && after === undefined ? undefined : { before, after };
}

const namesOfForms: Readonly<Record<string, string>> = { textDirective: 'words', containerDirective: 'block', leafDirective: 'block' };
/** What a directive that is a rule is called by its form. */
export const formOf = (node: DirectiveLike): string => namesOfForms[node.type] ?? node.type;

const namesOfNodes: Readonly<Record<string, string>> = {
  listItem: 'list item',
  footnoteDefinition: 'footnote',
  code: 'drawing or code',
  defListDescription: 'definition',
};
/** What a node is called where its rule is explained. */
export const whatOf = (node: Nodes): string => (isDirective(node) ? node.name : (namesOfNodes[node.type] ?? node.type));

/** Its words, those of one block apart from those of the next. */
export const wordsOf = (node: Nodes): string =>
  'children' in node && node.children.some((child) => 'children' in child)
    ? (node.children as Nodes[]).map((child) => wordsOf(child)).join(isPhrase(node) ? '' : ' ')
    : textOf(node);
const isPhrase = ({ type }: Nodes) => ['paragraph', 'heading', 'textDirective', 'leafDirective', 'tableCell'].includes(type);

/** The attributes that may state a node's rule. */
export function attributesOf(node: Nodes): Attributes {
  if (isDirective(node)) return node.attributes ?? {};
  return (node.data as { attributes?: Attributes } | undefined)?.attributes ?? {};
}

/** The bar in the place of words, or of a block. Nothing of what it covers is in it. */
export function bar(node: DirectiveLike): RootContent {
  const type = node.type === 'textDirective' ? 'textDirective' : 'leafDirective';
  return { type, name: 'redacted', attributes: {}, children: [], position: node.position };
}

/** Whether cutting has left nothing of what was something; the label of a directive alone is nothing. */
export function isEmptied(before: Parent, after: Parent): boolean {
  // What is made of data shows them without its notes.
  if (isDirective(before as Nodes) && (before as DirectiveLike).attributes?.['data']) return false;
  const isContent = (child: Nodes) =>
    !isSettingMark(child) &&
    !(child.type === 'paragraph' && child.data?.directiveLabel) &&
    !(child.type === 'text' && child.value.trim() === '');
  // Speaker notes are said beside a slide and are not on it.
  return before.children.some((child) => isContent(child) && !isNotes(child)) && !after.children.some(isContent);
}

/** Variables in what is plain text: alternative texts, titles, attributes and the words behind a fence. */
export function filled(node: RootContent, fill: (name: string, written: string) => string): RootContent {
  const text = <T extends string | null | undefined>(value: T) => (typeof value === 'string' ? fillVariables(value, fill) : value) as T;
  if (node.type === 'image') return { ...node, alt: text(node.alt), title: text(node.title) };
  if (node.type === 'link') return { ...node, title: text(node.title), url: text(node.url) };
  // The braces of other code are its own; of a chart they are words that it prints.
  const isChart = node.type === 'code' && drawingSort(node.lang) === 'vega-lite';
  if (node.type === 'code') return { ...node, meta: text(node.meta), value: isChart ? text(node.value) : node.value };
  if (!isDirective(node) || !Object.values(node.attributes ?? {}).some((value) => value?.includes('{{'))) return node;
  const attributes = Object.fromEntries(Object.entries(node.attributes ?? {}).map(([name, value]) => [name, text(value)]));
  return { ...node, attributes } as RootContent;
}

/** A node without the attributes that state its rule. */
export function withoutRules(node: RootContent, rules: Rules): RootContent {
  if (isDirective(node)) {
    const attributes = rules.without(node.attributes ?? {});
    const isRuled = Object.keys(attributes).length < Object.keys(node.attributes ?? {}).length;
    return { ...node, attributes, ...(isRuled ? { data: { ...node.data, isRuled } } : {}) } as RootContent;
  }
  const attributes = node.type === 'heading' ? undefined : (node.data as { attributes?: Attributes } | undefined)?.attributes;
  if (!attributes) return node;
  const { attributes: _, ...data } = node.data as { attributes?: Attributes };
  return { ...node, data } as RootContent;
}
