/** `:::decision[Title]{owner="Council" date=2026-12-15}`: what the reader is asked to decide. */
import { become, type Directive, putTitle } from './directive.ts';
import { responsibleLine, responsibleNames } from './responsible.ts';

export const decision: Directive = {
  name: 'decision',
  forms: ['container'],
  attributes: responsibleNames,
  transform: (node, env) => {
    become(node, 'div', 'decision');
    putTitle(node, 'box__title', env.word('decision'));
    if (node.type === 'containerDirective') node.children.push(...responsibleLine(node.attributes ?? {}, env));
  },
};
