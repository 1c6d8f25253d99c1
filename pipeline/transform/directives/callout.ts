/** `:::note[Title]` and its like: a rule, a tint and a title. */
import { become, type Directive, putTitle } from './directive.ts';

export const calloutNames: readonly string[] = ['note', 'tip', 'important', 'warning', 'caution'];

/** Those of a document's own: an example looks like a note. */
const directiveNames = [...calloutNames, 'example'];

export const callouts: readonly Directive[] = directiveNames.map((name) => ({
  name,
  forms: ['container'],
  transform: (node, env) => {
    become(node, 'div', `callout callout--${name}`, { role: 'note' });
    putTitle(node, 'callout__title', env.word(name));
  },
}));
