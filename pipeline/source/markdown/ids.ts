/** The ids that a tree's author has given, and those that its headings will have. */
import { slug } from 'github-slugger';
import { type Attributes, parseAttributes } from './attributes.ts';
import './math.ts';
import type { Nodes } from 'mdast';
import { headingWords } from './plain-words.ts';

export function idsIn(node: Nodes): string[] {
  const inner = 'children' in node ? node.children.flatMap((child) => idsIn(child as Nodes)) : [];
  if (node.type === 'heading') return [node.data?.attributes?.['id'] ?? slug(headingWords(node)), ...inner];
  if ((node.type === 'math' || node.type === 'inlineMath') && node.meta)
    return [parseAttributes(node.meta.replace(/^\{|\}\s*$/g, ''))?.['id'] ?? []].flat();
  const data = node.data as { attributes?: Attributes } | undefined;
  const own = 'attributes' in node ? node.attributes?.['id'] : data?.attributes?.['id'];
  return own ? [own, ...inner] : inner;
}
