/** An image alone in its paragraph, with a title, is a figure whose caption is that title. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

export function loneFigures() {
  return (tree: Root): void => {
    visit(tree, 'paragraph', (node, index, parent) => {
      const only = node.children[0];
      if (node.children.length !== 1 || only?.type !== 'image' || !only.title || !parent || index === undefined) return;
      parent.children[index] = {
        type: 'containerDirective',
        name: 'figure',
        attributes: {},
        position: node.position,
        children: [
          { type: 'paragraph', data: { directiveLabel: true }, children: [{ type: 'text', value: only.title, position: only.position }] },
          { ...node, children: [{ ...only, title: null }] },
        ],
      };
    });
  };
}
