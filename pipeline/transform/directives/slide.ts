/** Slides are taken out of their chapter before the steps run; one that is still here is where it cannot be one. */
import type { Directive } from './directive.ts';
import { become } from './directive.ts';

export const slide: Directive = {
  name: 'slide',
  forms: ['container'],
  attributes: ['layout', 'level', 'fit', 'fit-title', 'fragments', 'minutes', 'unlisted'],
  transform: (node, env) => {
    env.report('DIRECTIVE_PLACE', { name: 'slide', parent: 'at the top level of a chapter, outside other blocks' }, node);
    // Its notes are for the speaker, and a chapter is for readers.
    if (node.children.some((child) => 'name' in child && child.name === 'notes')) env.report('NOTES_PLACE', {}, node);
    become(node, 'div', 'slide-misplaced');
  },
};

export const notes: Directive = {
  name: 'notes',
  forms: ['container'],
  inside: 'slide',
  transform: (node) => become(node, 'div', 'notes'),
};
