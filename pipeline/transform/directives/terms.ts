/** `:::terms` around a definition list: terms with numbers, each on lines of its own, as standards define them. */
import { become, type Directive } from './directive.ts';

export const terms: Directive = {
  name: 'terms',
  forms: ['container'],
  transform: (node, env) => {
    const lists = node.type === 'containerDirective' ? node.children.filter((child) => (child.type as string) === 'defList') : [];
    if (lists.length === 0)
      env.report(
        'DIRECTIVE_CONTENT',
        { name: 'terms', why: 'contains no definition list', fix: 'write each term on a line, and its definition below it behind ": "' },
        node,
      );
    become(node, 'div', 'terms-block');
    for (const list of lists) list.data = { ...list.data, hProperties: { className: ['terms'] } };
  },
};
