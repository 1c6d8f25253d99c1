/** `::::columns` with `:::column` in it. */
import { shareWidth } from '../drawings/attributes.ts';
import { become, type Directive } from './directive.ts';

export const columns: Directive = {
  name: 'columns',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'columns');
    shareWidth(node, node.children.length);
    const others = node.children.filter((child) => !(child.type === 'containerDirective' && child.name === 'column'));
    if (others.length > 0)
      env.report(
        'DIRECTIVE_CONTENT',
        { name: 'columns', why: 'contains something outside its columns', fix: 'put everything into :::column blocks inside it' },
        others[0] ?? node,
      );
  },
};

export const column: Directive = {
  name: 'column',
  forms: ['container'],
  inside: 'columns',
  transform: (node) => become(node, 'div', 'column'),
};
