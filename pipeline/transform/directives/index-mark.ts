/** `:index[term]`, `:index[term!sub]`, `:index[term]{see="other"}`: marks a place for the index and prints nothing. */
import { toString as textOf } from 'mdast-util-to-string';
import { seeProblem } from '../book-index.ts';
import { become, type Directive } from './directive.ts';

export const indexMark: Directive = {
  name: 'index',
  forms: ['text'],
  attributes: ['see'],
  transform: (node, env) => {
    const path = textOf(node)
      .split('!')
      .map((part) => part.trim())
      .filter(Boolean);
    node.children = [];
    become(node, 'span', 'index-mark');
    if (path.length === 0)
      env.report('DIRECTIVE_CONTENT', { name: 'index', why: 'names no term', fix: 'write the term in brackets: :index[term]' }, node);
    if (path.length === 0 || env.slug === undefined) return;
    const see = node.attributes?.['see'] || undefined;
    const id = `index-mark-${env.indexMarks.length + 1}`;
    if (see === undefined) node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
    env.indexMarks.push({
      path,
      see,
      id,
      report: (known) => env.report('INDEX_SEE', seeProblem(see ?? '', known), node),
      withheld: () => env.report('REFERENCE_WITHHELD', { name: see ?? '' }, node),
    });
  },
};
