/** Notes stand at the end of their chapter; the identifier of their heading differs from chapter to chapter. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Env } from './env.ts';

export function footnotes(env: Env) {
  const id = `${env.prefix}-footnote-label`;
  return (tree: Root): void => {
    visit(tree, 'element', ({ properties }) => {
      if (properties['id'] === 'footnote-label') properties['id'] = id;
      if (String(properties['ariaDescribedBy']) === 'footnote-label') properties['ariaDescribedBy'] = [id];
    });
  };
}
