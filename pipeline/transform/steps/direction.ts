/** Blocks whose text begins from right to left (Unicode Bidirectional Algorithm, rules P2 and P3) say so, and runs of it in other text stand apart. */
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const firstStrong = /[\p{L}]/u;
const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figcaption', 'ul', 'ol', 'blockquote']);
const inlines = new Set(['span', 'em', 'strong', 'a']);

export function direction() {
  return (tree: Root): void => {
    if (!rightToLeft.test(textOf(tree))) return;
    visit(tree, 'element', (node: Element) => {
      if (!blocks.has(node.tagName) && !inlines.has(node.tagName)) return undefined;
      const text = textOf(node);
      if (!rightToLeft.test(text)) return SKIP;
      if (rightToLeft.test(firstStrong.exec(text)?.[0] ?? '')) node.properties['dir'] ??= 'rtl';
      return undefined;
    });
  };
}
