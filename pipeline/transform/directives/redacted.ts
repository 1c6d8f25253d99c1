/**
 * `:redacted` and `::redacted`: the bar in the place of what `redact` withholds. It has the same length for everything, holds no
 * text, and is read aloud as "redacted" (ISO 14289-1, 7.3: a figure with alternative text).
 */
import { become, type Directive } from './directive.ts';

export const redacted: Directive = {
  name: 'redacted',
  forms: ['text', 'leaf'],
  transform: (node, env) => {
    node.children = [];
    const isBlock = node.type === 'leafDirective';
    become(node, isBlock ? 'div' : 'span', isBlock ? 'redacted redacted--block' : 'redacted', {
      role: 'img',
      ariaLabel: env.word('redacted'),
    });
  },
};
