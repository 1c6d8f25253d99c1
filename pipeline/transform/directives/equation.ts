/** `:::equation{#eq:energy}`: a block with a number beside it. */
import { fixedNumber } from '../numbering/patterns.ts';
import { become, block, type Directive } from './directive.ts';

export const equation: Directive = {
  name: 'equation',
  forms: ['container'],
  attributes: ['number'],
  transform: (node) => {
    // Numbers come when all formulas are known, in the order of the text: see `steps/labels.ts`.
    become(node, 'div', 'equation', { dataLabel: 'equation', dataNumber: fixedNumber(node.attributes?.['number']) });
    if (node.type === 'containerDirective') node.children.push(block('p', 'equation__number', []));
  },
};
