/** `:::block[Title]`: a block without a look of its own, which containers of other programs become. */
import { become, type Directive, block as paragraph, takeLabel } from './directive.ts';

export const block: Directive = {
  name: 'block',
  forms: ['container'],
  transform: (node) => {
    const title = takeLabel(node);
    become(node, 'div', title ? 'block details' : 'block');
    if (title && node.type === 'containerDirective') node.children.unshift(paragraph('p', 'details__summary', title));
  },
};
