/** Puts the words of citations where `plugins/cites.ts` has left marks. */
import type { Element, ElementContent, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { Context } from '../../platform/context.ts';
import type { Env } from '../env.ts';
import { type Cluster, format } from './format.ts';
import type { Library } from './library.ts';

/** A tree with the marks that are in it. */
export interface Marked {
  readonly tree: Nodes;
  readonly env: Env;
}

/** One line of the bibliography. */
export interface BibliographyEntry {
  readonly id: string;
  readonly html: string;
}

/**
 * Words the citations of some trees, in their order.
 * @param before clusters of what comes before them, which numbers and shortens theirs
 * @param isLinked whether the bibliography is in the same document
 */
export async function resolveCitations(
  trees: readonly Marked[],
  library: Library,
  before: readonly Cluster[],
  isLinked: boolean,
  context: Context,
): Promise<{ clusters: readonly Cluster[]; entries: readonly BibliographyEntry[] }> {
  const found: { node: Element; cluster: Cluster }[] = [];
  for (const { tree, env } of trees) {
    visit(tree, 'element', (node) => {
      const mark = env.marks[Number(node.properties['dataMark'] ?? Number.NaN)];
      if (mark?.sort !== 'citation') return;
      delete node.properties['dataMark'];
      node.properties['className'] = ['citation'];
      found.push({ node, cluster: { items: mark.cite.items } });
    });
  }
  const clusters = [...before, ...found.map(({ cluster }) => cluster)];
  const { texts, entries } = await format(library, found.length > 0 ? clusters : before, context);
  for (const [index, { node }] of found.entries()) {
    const { children } = fromHtml(texts[before.length + index] ?? '', { fragment: true });
    node.children = isLinked ? (children as ElementContent[]) : unlinked(children as ElementContent[]);
  }
  return { clusters, entries };
}

function unlinked(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child) => {
    if (child.type !== 'element') return [child];
    const inner = unlinked(child.children);
    return child.tagName === 'a' ? inner : [{ ...child, children: inner }];
  });
}
