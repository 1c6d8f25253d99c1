/** `:::decision[Title]{owner="Council" date=2026-12-15}`: what the reader is asked to decide. */
import { become, block, type Directive, takeLabel } from './directive.ts';
import { responsibleLine, responsibleNames } from './responsible.ts';

export const decision: Directive = {
  name: 'decision',
  forms: ['container'],
  attributes: responsibleNames,
  transform: (node, env) => {
    const title = takeLabel(node) ?? [{ type: 'text' as const, value: env.word('decision') }];
    become(node, 'div', 'decision');
    if (node.type !== 'containerDirective') return;
    node.children.unshift(block('p', 'box__title', title));
    node.children.push(...responsibleLine(node.attributes ?? {}, env));
  },
};
