/** `:::note[Title]` and its like: a rule, a tint and a title. */
import { become, block, type Directive, takeLabel } from './directive.ts';

export const calloutNames: readonly string[] = ['note', 'tip', 'important', 'warning', 'caution'];

/** Those of a document's own: an example looks like a note. */
const directiveNames = [...calloutNames, 'example'];

export const callouts: readonly Directive[] = directiveNames.map((name) => ({
  name,
  forms: ['container'],
  transform: (node, env) => {
    const title = takeLabel(node) ?? [{ type: 'text' as const, value: env.word(name) }];
    become(node, 'div', `callout callout--${name}`, { role: 'note' });
    if (node.type === 'containerDirective') node.children.unshift(block('p', 'callout__title', title));
  },
}));
