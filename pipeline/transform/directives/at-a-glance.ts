/** `:::at-a-glance[Title]`: a page of its own that says the whole in one look; on a slide, its content. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const atAGlance: Directive = {
  name: 'at-a-glance',
  forms: ['container'],
  transform: (node, env) => {
    const title = takeLabel(node) ?? [{ type: 'text' as const, value: env.word('at-a-glance') }];
    become(node, 'div', 'at-a-glance', env.slug ? { dataSheet: '' } : {});
    if (node.type === 'containerDirective') node.children.unshift(block('p', 'at-a-glance__title', title));
  },
};
