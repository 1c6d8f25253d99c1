/** `:::recommendations` around a list whose items may end in `{owner="…" date=2027-03-31}`: numbered, with who and by when. */
import type { List, ListItem, Nodes } from 'mdast';
import type { Env } from '../env.ts';
import { become, type Directive, putTitle } from './directive.ts';
import { responsibleLine, takeResponsible } from './responsible.ts';

export const recommendations: Directive = {
  name: 'recommendations',
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', 'recommendations');
    // A slide has a title that says it.
    putTitle(node, 'box__title', env.slug && env.word('recommendations'));
    const lists = (node.children as Nodes[]).filter((child): child is List => child.type === 'list');
    if (lists.length === 0)
      env.report(
        'DIRECTIVE_CONTENT',
        {
          name: node.name,
          why: 'contains no list',
          fix: 'write a list inside it; an item may end in {owner="Ministry" date=2027-03-31}',
        },
        node,
      );
    for (const list of lists) {
      list.ordered = true;
      list.start ??= 1;
      list.spread = true;
      for (const item of list.children) withOwner(item, env);
    }
  },
};

function withOwner(item: ListItem, env: Env): void {
  item.spread = true;
  const first = item.children.find((child) => child.type === 'paragraph');
  const said = first?.type === 'paragraph' ? takeResponsible(first.children) : undefined;
  if (said) item.children.push(...responsibleLine(said, env));
}
