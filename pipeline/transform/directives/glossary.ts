/** `::glossary`: where the glossary is; without it, it is at the end. */
import { become, type Directive } from './directive.ts';

export const glossaryPlace: Directive = {
  name: 'glossary',
  forms: ['leaf', 'container'],
  transform: (node) => become(node, 'div', 'glossary-place'),
};
