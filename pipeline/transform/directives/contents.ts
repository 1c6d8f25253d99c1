/** `::contents`: a list of the slides, which has its lines when all slides are known (`slides/contents.ts`). */
import { become, type Directive } from './directive.ts';

export const contents: Directive = {
  name: 'contents',
  forms: ['leaf'],
  attributes: ['levels'],
  transform: (node) => become(node, 'div', 'deck-contents', { dataContents: node.attributes?.['levels'] ?? '' }),
};
