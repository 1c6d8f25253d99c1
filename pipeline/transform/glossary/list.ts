/** The entries that an edition has used, in the order of its language. */
import type { Element, Nodes } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import type { Glossary } from './glossary.ts';

export function glossaryList({ used }: Glossary, locale: string): Element | undefined {
  const { compare } = new Intl.Collator(locale);
  const entries = [...used].sort((a, b) => compare(a.abbreviation ?? a.term, b.abbreviation ?? b.term));
  if (entries.length === 0) return undefined;
  return h(
    'dl',
    { className: ['glossary'] },
    entries.flatMap(({ term, abbreviation, definition }) => [
      h('dt', abbreviation ?? term),
      h('dd', [abbreviation === undefined ? '' : term, abbreviation !== undefined && definition ? ': ' : '', definition ?? '']),
    ]),
  ) as Element;
}

/** Puts the list where a `::glossary` is. Says whether there is one. */
export function placeGlossary(tree: Nodes, list: Element): boolean {
  let isPlaced = false;
  visit(tree, 'element', (node) => {
    if (String(node.properties['className']) !== 'glossary-place') return;
    node.children = [list];
    isPlaced = true;
  });
  return isPlaced;
}
