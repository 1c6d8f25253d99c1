/** Headings inside a slide come in order below its title, whatever levels their author chose for their size. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/**
 * The tree with its headings at consecutive levels.
 * @param first the level of the largest
 */
export function rankHeadings(tree: Root, first: number): Root {
  const levels = new Set<number>();
  visit(tree, 'heading', ({ depth }) => void levels.add(depth));
  if (levels.size === 0) return tree;
  const order = [...levels].sort();
  const ranked = structuredClone(tree);
  visit(ranked, 'heading', (heading) => {
    heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, dataDepth: String(heading.depth) } };
    heading.depth = Math.min(6, first + order.indexOf(heading.depth)) as typeof heading.depth;
  });
  return ranked;
}
