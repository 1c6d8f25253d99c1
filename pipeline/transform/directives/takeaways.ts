/** `:::takeaways[Title]`: what to remember of a chapter, at its end. */
import { become, type Directive, putTitle } from './directive.ts';

export const takeaways: Directive = {
  name: 'takeaways',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'takeaways');
    // A slide has a title that says it.
    putTitle(node, 'box__title', env.slug && env.word('takeaways'));
  },
};
