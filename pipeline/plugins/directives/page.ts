/** What steers the breaking of pages. */
import { become, type Directive } from './directive.ts';

export const pageBreak: Directive = {
  name: 'pagebreak',
  forms: ['leaf', 'container'],
  transform: (node) => become(node, 'div', 'pagebreak'),
};

export const keep: Directive = {
  name: 'keep',
  forms: ['container'],
  transform: (node) => become(node, 'div', 'keep'),
};
