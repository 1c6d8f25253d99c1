/** Paper cannot be clicked: what raw HTML folds away is printed open. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

export function details() {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      if (node.tagName === 'details') node.properties['open'] = true;
    });
  };
}
