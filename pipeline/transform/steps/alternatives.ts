/** An image of Markdown without alternative text is one without, not decoration as `<img alt="">` is in HTML. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

declare module 'mdast' {
  interface ImageData {
    /** It shows nothing that a reader would miss. */
    isDecoration?: boolean;
  }
}

export function alternatives() {
  return (tree: Root): void => {
    visit(tree, 'image', (node) => {
      if (node.alt?.trim() === '' && !node.data?.isDecoration) node.alt = undefined;
    });
    visit(tree, 'imageReference', (node) => {
      if (node.alt?.trim() === '') node.alt = undefined;
    });
  };
}
