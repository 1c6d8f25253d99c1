/** The words of a tree as they are read: a line break is a space, and tags are none. */
import type { Nodes } from 'mdast';
import { type Options, toString as textOf } from 'mdast-util-to-string';
import { acceptedText } from './foreign/critic/signs.ts';

export function plainWords(value: Nodes | readonly Nodes[], options: Options = {}): string {
  const nodes = Array.isArray(value) ? value : [value];
  if (!nodes.some(hasBreak)) return acceptedText(textOf(value, { includeHtml: false, ...options }));
  const words = nodes.map((node) => textOf(withSpaces(node), { includeHtml: false, ...options })).join('');
  return acceptedText(words).replace(/ {2,}/g, ' ');
}

const hasBreak = (node: Nodes): boolean => node.type === 'break' || ('children' in node && (node.children as Nodes[]).some(hasBreak));

function withSpaces(node: Nodes): Nodes {
  if (node.type === 'break') return { type: 'text', value: ' ' };
  return 'children' in node ? ({ ...node, children: (node.children as Nodes[]).map(withSpaces) } as Nodes) : node;
}

/** Those of a heading, in one line: its identifier is made of them. */
export const headingWords = (node: Nodes): string =>
  plainWords(node)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
