/** `:::summary[Key points]`: a box with three to five points. */
import { become, type Directive, putTitle } from './directive.ts';

export const summary: Directive = {
  name: 'summary',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'summary');
    putTitle(node, 'summary__title', env.word('key-points'));
  },
};
