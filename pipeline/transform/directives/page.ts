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

/** A page of its own that lies on its side; on a slide, which lies already, nothing but its content. */
export const landscape: Directive = {
  name: 'landscape',
  forms: ['container'],
  transform: (node, env) => become(node, 'div', 'landscape', { ...(env.slug ? { dataSheet: '' } : {}) }),
};

/** Running text in columns of one height. */
export const balanced: Directive = {
  name: 'balanced',
  forms: ['container'],
  attributes: ['columns'],
  transform: (node, env) => {
    const columns = node.attributes?.['columns'] ?? '2';
    const isKnown = /^[234]$/.test(columns);
    if (!isKnown)
      env.report('ATTRIBUTE_VALUE', { name: 'columns', value: columns, expected: '2, 3 or 4', done: 'there are 2 columns' }, node);
    become(node, 'div', `balanced balanced--${isKnown ? columns : '2'}`);
  },
};
