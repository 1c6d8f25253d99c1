/** `:::equation{#eq:energy}`: a block with a number beside it. */
import { become, block, type Directive } from './directive.ts';

export const equation: Directive = {
  name: 'equation',
  forms: ['container'],
  transform: (node, env) => {
    const number = env.number('equation');
    become(node, 'div', 'equation', number === undefined ? {} : { dataLabel: `equation ${number}` });
    if (number === undefined || node.type !== 'containerDirective') return;
    node.children.push(block('p', 'equation__number', [{ type: 'text', value: `(${number})` }]));
  },
};
