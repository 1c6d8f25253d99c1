/** `:span[text]{lang=fr .class}`: a run of text with a language or a class. */
import { become, type Directive } from './directive.ts';

export const span: Directive = {
  name: 'span',
  forms: ['text'],
  transform: (node) => become(node, 'span', ''),
};
