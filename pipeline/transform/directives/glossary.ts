/** `::glossary`: where the glossary stands; without it, it stands at the end. */
import { become, type Directive } from './directive.ts';

export const glossaryPlace: Directive = {
  name: 'glossary',
  forms: ['leaf', 'container'],
  transform: (node) => become(node, 'div', 'glossary-place'),
};
