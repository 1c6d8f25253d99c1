/** `:::takeaways[Title]`: what to remember of a chapter, at its end. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const takeaways: Directive = {
  name: 'takeaways',
  forms: ['container'],
  transform: (node, env) => {
    // A slide has a title that says it.
    const title = takeLabel(node) ?? (env.slug ? [{ type: 'text' as const, value: env.word('takeaways') }] : undefined);
    become(node, 'div', 'takeaways');
    if (title && node.type === 'containerDirective') node.children.unshift(block('p', 'box__title', title));
  },
};
