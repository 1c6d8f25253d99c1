/** `:::at-a-glance[Title]`: a page of its own that says the whole in one look; on a slide, its content. */
import { become, type Directive, putTitle } from './directive.ts';

export const atAGlance: Directive = {
  name: 'at-a-glance',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'at-a-glance', env.slug ? { dataSheet: '' } : {});
    putTitle(node, 'at-a-glance__title', env.word('at-a-glance'));
  },
};
