/** For the preview: every block says where it is in the source. Printed pages have no need of it. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';

const blocks = new Set(
  'p h1 h2 h3 h4 h5 h6 li td th dt dd pre blockquote figure figcaption table caption div section aside ul ol dl img svg math'.split(' '),
);

export function places(env: Env) {
  return (tree: Root): void => {
    if (!env.edition.hasPlaces) return;
    visit(tree, 'element', (node) => {
      if (blocks.has(node.tagName) && node.position) node.properties['dataAt'] ??= atOf(placeOf(node, env.source));
    });
  };
}
