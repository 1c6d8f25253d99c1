/** `:::equation{#eq:energy}`: a block with a number beside it. */
import { become, block, type Directive } from './directive.ts';

export const equation: Directive = {
  name: 'equation',
  forms: ['container'],
  transform: (node) => {
    // Numbers come when all formulas are known, in the order of the text: see `steps/labels.ts`.
    become(node, 'div', 'equation', { dataLabel: 'equation' });
    if (node.type === 'containerDirective') node.children.push(block('p', 'equation__number', []));
  },
};
