/** `::::figures` around several figures, which stand side by side. */
import { shareWidth } from '../drawings/attributes.ts';
import { become, type Directive } from './directive.ts';

export const figures: Directive = {
  name: 'figures',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'figures');
    shareWidth(node, node.children.length);
    const isFigure = (child: (typeof node.children)[number]) =>
      (child.type === 'containerDirective' && child.name === 'figure') ||
      ((child.type === 'leafDirective' || child.type === 'containerDirective') && child.name === 'chart');
    const other = node.children.find((child) => !isFigure(child));
    if (node.children.length === 0 || other) {
      env.report(
        'DIRECTIVE_CONTENT',
        { name: 'figures', why: 'contains something other than figures and charts', fix: 'move it out, or turn it into a :::figure' },
        other ?? node,
      );
    }
  },
};
