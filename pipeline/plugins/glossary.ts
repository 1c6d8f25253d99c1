/** Writes an abbreviation out where an edition uses it first, and notes which entries of the glossary it uses. */
import type { Element, ElementContent, Root, Text } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Glossary } from '../glossary/load.ts';
import type { Env } from './env.ts';

/** Where words are not running text. */
const left = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'code', 'pre', 'abbr', 'svg', 'a']);

export function glossary(env: Env) {
  const { glossary: known } = env;
  return (tree: Root): void => {
    if (known?.pattern === undefined) return;
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && left.has(node.tagName)) return SKIP;
      if (node.type !== 'text' || !parent || index === undefined) return undefined;
      const parts = explained(node, known, env);
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}

function explained(node: Text, { pattern, short, entries, expanded, used }: Glossary, env: Env): ElementContent[] {
  const parts: ElementContent[] = [];
  let end = 0;
  for (const { 0: name, index } of node.value.matchAll(pattern as RegExp)) {
    const entry = short.get(name) ?? entries.find(({ term }) => term === name);
    if (entry === undefined) continue;
    used.add(entry);
    if (!short.has(name)) continue;
    parts.push({ type: 'text', value: node.value.slice(end, index), position: node.position });
    // The author has written it out: “European Commission (EC)”.
    const isWritten = node.value
      .slice(0, index)
      .replace(/[\s(（]+$/, '')
      .endsWith(entry.term);
    if (expanded.has(entry) || isWritten) parts.push(abbreviation(name, entry.term));
    else {
      const [before = '', after = ''] = env.word('expansion').replace('{term}', entry.term).split('{short}');
      parts.push({ type: 'text', value: before }, abbreviation(name, entry.term), { type: 'text', value: after });
    }
    expanded.add(entry);
    end = index + name.length;
  }
  return parts.length === 0 ? [node] : [...parts, { type: 'text', value: node.value.slice(end), position: node.position }];
}

const abbreviation = (name: string, term: string): Element => ({
  type: 'element',
  tagName: 'abbr',
  properties: { title: term },
  children: [{ type: 'text', value: name }],
});
