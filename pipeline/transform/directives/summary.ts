/** `:::summary[Key points]`: a box with three to five points. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const summary: Directive = {
  name: 'summary',
  forms: ['container'],
  transform: (node, env) => {
    const title = takeLabel(node) ?? [{ type: 'text' as const, value: env.word('key-points') }];
    become(node, 'div', 'summary');
    if (node.type === 'containerDirective') node.children.unshift(block('p', 'summary__title', title));
  },
};
