/** GitHub's alerts (`> [!NOTE]`) become the callout directives of the same name. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { calloutNames } from '../directives/callout.ts';

const opening = /^\[!([A-Z]+)\][ \t]*(?:\n|$)/;

export function alerts() {
  return (tree: Root): void => {
    visit(tree, 'blockquote', (node, index, parent) => {
      const first = node.children[0];
      const text = first?.type === 'paragraph' ? first.children[0] : undefined;
      if (first?.type !== 'paragraph' || text?.type !== 'text' || parent === undefined || index === undefined) return;
      const match = opening.exec(text.value);
      const name = match?.[1]?.toLowerCase();
      if (!match || name === undefined || !calloutNames.includes(name)) return;
      const rest = text.value.slice(match[0].length);
      const children = rest === '' ? first.children.slice(1) : [{ ...text, value: rest }, ...first.children.slice(1)];
      const body = children.length > 0 ? [{ ...first, children }, ...node.children.slice(1)] : node.children.slice(1);
      parent.children[index] = { type: 'containerDirective', name, attributes: {}, children: body, position: node.position };
    });
  };
}
