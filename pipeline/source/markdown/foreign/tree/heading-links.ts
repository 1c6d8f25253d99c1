/** `[Heading]` and `[words][Heading]` without a definition: in Pandoc they lead to the heading of these words. */
import { slug } from 'github-slugger';
import type { PhrasingContent, Root, Text } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { TextMap } from './text-map.ts';

/** Ids of headings by their words and by themselves, in small letters. */
export type HeadingIds = ReadonlyMap<string, string>;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
const bracketed = /(?<![\p{L}\p{N}_!^\\\]])\[([^[\]]{1,120})\](?:\[([^[\]]*)\])?(?![[({:])/gu;

export function headingIds(tree: Root): HeadingIds {
  const ids = new Map<string, string>();
  visit(tree, 'heading', (node) => {
    const text = textOf(node);
    const words = text.replace(/\s*\{[^{}]*\}\s*$/, '');
    const id = /\{[^{}]*#([^\s{}]+)[^{}]*\}\s*$/.exec(text)?.[1] ?? slug(words);
    // Python-Markdown's references have the id.
    for (const name of [plain(words), plain(id)]) if (!ids.has(name)) ids.set(name, id);
  });
  return ids;
}

/** The nodes that a text becomes; undefined where it names no heading. */
export function withHeadingLinks(node: Text, file: string, ids: HeadingIds): PhrasingContent[] | undefined {
  if (!node.value.includes('[')) return undefined;
  const map = new TextMap(node, file);
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const { 0: all, 1: words = '', 2: name, index } of node.value.matchAll(bracketed)) {
    const wanted = map.isEscaped(index) ? undefined : plain(name || words);
    // A word in brackets alone is rarely an id.
    const id = wanted === undefined || (!name && wanted.includes('-') && !words.includes(' ')) ? undefined : ids.get(wanted);
    if (id === undefined) continue;
    if (index > from) nodes.push(map.part(from, index));
    const end = index + all.length;
    const children = [map.part(index + 1, index + 1 + words.length)];
    nodes.push({ type: 'link', url: `#${id}`, title: null, children, ...positioned(map.place(index, end)) });
    from = end;
  }
  if (nodes.length === 0) return undefined;
  if (from < node.value.length) nodes.push(map.part(from, node.value.length));
  return nodes;
}

const positioned = (position: Text['position']) => (position ? { position } : {});
