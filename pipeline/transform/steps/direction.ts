/** Blocks whose text runs the other way than their document say so, and runs of it in other text stand apart. */
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { hasRightToLeft, isRightToLeft, turned } from '../../source/locale/direction.ts';
import type { Env } from '../env.ts';

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figcaption', 'ul', 'ol', 'blockquote']);
const inlines = new Set(['span', 'em', 'strong', 'a']);

export function direction(env: Env) {
  const isRtl = isRightToLeft(env.source.lang);
  return (tree: Root): void => {
    if (!isRtl && !hasRightToLeft(textOf(tree))) return;
    visit(tree, 'element', (node: Element) => {
      if (!blocks.has(node.tagName) && !inlines.has(node.tagName)) return undefined;
      const text = textOf(node);
      if (!isRtl && !hasRightToLeft(text)) return SKIP;
      const dir = turned(text, isRtl);
      if (dir !== undefined) node.properties['dir'] ??= dir;
      return undefined;
    });
  };
}
