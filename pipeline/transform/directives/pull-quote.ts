/** `:::pullquote[Who said it]`: a sentence taken out of the text, large. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const pullQuote: Directive = {
  name: 'pullquote',
  forms: ['container'],
  transform: (node) => {
    const by = takeLabel(node);
    become(node, 'aside', 'pullquote');
    if (by && node.type === 'containerDirective') node.children.push(block('p', 'pullquote__by', by));
  },
};
