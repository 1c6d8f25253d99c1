/** Finds what can be referred to by number: captions that `directives/caption.ts` has numbered, and equations. */
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { placeOf } from '../../model/place.ts';
import type { Sort } from '../../source/markdown/reference.ts';
import type { Env } from '../env.ts';
import { takeNumber } from '../numbering/fixed.ts';
import { keyOf } from '../references/label.ts';

export function labels(env: Env) {
  const wantsAll = env.edition.options.lists.length > 0;
  return (tree: Root): void => {
    visit(tree, 'element', (node, _, parent) => {
      const [sort, known] = String(node.properties['dataLabel'] ?? '').split(' ') as [Sort | '', string?];
      const number = sort === 'equation' ? numbered(node, env) : known;
      delete node.properties['dataLabel'];
      const isCaption = node.tagName === 'figcaption';
      const owner = isCaption && parent?.type === 'element' ? parent : node;
      if (sort !== '' && number !== undefined) {
        // A list of figures needs something to lead to.
        if (wantsAll) owner.properties['id'] ??= env.slug?.(`${sort}-${number}`);
        add(owner, sort, number, isCaption ? node : undefined, env);
      } else if (node.tagName === 'figure' && !node.children.some(isNumberedCaption)) {
        add(node, String(node.properties['className']).includes('table') ? 'table' : 'figure', null, undefined, env);
      }
    });
  };
}

/** The number of a formula, which is put beside it: formulas of all forms are counted in the order of the text. */
function numbered(node: Element, env: Env): string | undefined {
  const fixed = takeNumber(node);
  const number = env.numbers?.caption('equation', fixed);
  const shown = node.children.find(
    (child) => child.type === 'element' && String(child.properties['className']) === 'equation__number',
  ) as Element;
  if (number === undefined) node.children = node.children.filter((child) => child !== shown);
  else shown.children = [{ type: 'text', value: `(${number})` }];
  return number;
}

const isNumberedCaption = (child: Element['children'][number]) => child.type === 'element' && child.properties['dataLabel'] !== undefined;

function add(owner: Element, sort: Sort, number: string | null, element: Element | undefined, env: Env): void {
  const { id } = owner.properties;
  if (typeof id !== 'string' || env.slug === undefined) return;
  const label = { sort, id, number, element, place: placeOf(owner, env.source) };
  if (env.labels.some((other) => other.id === id || keyOf(other) === keyOf(label))) env.report('ID_DUPLICATE', { name: id }, owner);
  env.labels.push(label);
}
