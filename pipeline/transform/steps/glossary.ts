/** Writes an abbreviation out where an edition uses it first, and notes which entries of the glossary it uses. */
import type { Element, ElementContent, Root, Text } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Env } from '../env.ts';
import type { Glossary } from '../glossary/glossary.ts';

/** Where words are not running text. */
const left = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'code', 'pre', 'abbr', 'svg', 'a']);
/** Where an abbreviation is explained, but not written out: beside the text, and where there is little room. */
const narrow = new Set(['aside', 'th', 'td', 'figcaption', 'dt']);

export function glossary(env: Env) {
  const { glossary: known } = env;
  const explain = (tree: Root | Element, isNarrow: boolean, known: Glossary): void => {
    visit(tree, (node, index, parent) => {
      if (node !== tree && node.type === 'element' && !isNarrow && narrow.has(node.tagName)) {
        explain(node, true, known);
        return SKIP;
      }
      if (node.type === 'element' && left.has(node.tagName)) return SKIP;
      if (node.type !== 'text' || !parent || index === undefined) return undefined;
      const parts = explained(node, known, isNarrow, env);
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
  return (tree: Root): void => {
    if (known?.pattern !== undefined) explain(tree, false, known);
  };
}

function explained(node: Text, { pattern, short, entries, expanded, used }: Glossary, isNarrow: boolean, env: Env): ElementContent[] {
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
    // Part of a longer name: “Japan-EU”.
    const isPart = /[-\u2010\u2011]$/.test(node.value.slice(0, index)) || /^[-\u2010\u2011]/.test(node.value.slice(index + name.length));
    if (expanded.has(entry) || isWritten || isPart || isNarrow) parts.push(abbreviation(name, entry.term));
    else {
      const [before = '', after = ''] = env.word('expansion').replace('{term}', entry.term).split('{short}');
      parts.push({ type: 'text', value: before }, abbreviation(name, entry.term), { type: 'text', value: after });
    }
    if (isWritten || !(isPart || isNarrow)) expanded.add(entry);
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
