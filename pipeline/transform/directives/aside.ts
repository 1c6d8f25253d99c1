/** `:::aside[Title]`: a side fact in the outer margin. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const aside: Directive = {
  name: 'aside',
  forms: ['container'],
  transform: (node) => {
    const title = takeLabel(node);
    become(node, 'aside', 'aside');
    if (title && node.type === 'containerDirective') node.children.unshift(block('p', 'aside__title', title));
  },
};
