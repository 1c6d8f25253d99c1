/** `::contents`: a list of the slides, which has its lines when all slides are known (`slides/contents.ts`). */
import { become, type Directive } from './directive.ts';

export const contents: Directive = {
  name: 'contents',
  forms: ['leaf'],
  attributes: ['levels'],
  transform: (node, env) => {
    const levels = node.attributes?.['levels'] ?? '';
    if (!/^(?:[1-9]\d*)?$/.test(levels))
      env.report('ATTRIBUTE_VALUE', { name: 'levels', value: levels, expected: 'a number of levels, such as 1' }, node);
    become(node, 'div', 'deck-contents', { dataContents: levels });
  },
};
