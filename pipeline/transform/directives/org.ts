/** `:::org[Caption]` around a nested list: an organisation as boxes; to a screen reader it stays a list. */
import type { List } from 'mdast';
import { captionAttributes, captionBlock, sourceBlock } from './caption.ts';
import { type Block, become, type Directive, takeLabel } from './directive.ts';

export const org: Directive = {
  name: 'org',
  forms: ['container'],
  attributes: ['source', ...captionAttributes],
  transform: (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', 'org', { dataTag: 'Group' });
    if (node.type !== 'containerDirective') return;
    const list = node.children.find((child) => child.type === 'list');
    const isOne = list?.children.length === 1;
    if (list === undefined || !isOne)
      env.report(
        'DIRECTIVE_CONTENT',
        {
          name: 'org',
          why: 'is not a nested list with one top item',
          fix: 'write one nested list, with the head of the organisation as its only top-level item',
        },
        node,
      );
    if (list) boxes(list);
    node.children = [...captionBlock('figure', label, node, env), ...node.children, ...sourceBlock(node, env)] as Block[];
  },
};

function boxes(list: List): void {
  for (const item of list.children) {
    for (const child of item.children) {
      if (child.type === 'paragraph') child.data = { ...child.data, hName: 'div', hProperties: { className: ['org__box'] } };
      if (child.type === 'list') boxes(child);
    }
  }
}
