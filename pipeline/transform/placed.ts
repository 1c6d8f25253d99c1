/**
 * HTML that Dossier itself makes (drawings, formulas, coloured code) is kept from the sanitiser, which would take it
 * apart: until that has run, a mark is in its place.
 */
import type { Element, ElementContent, Root } from 'hast';
import type { Emphasis, Nodes, Paragraph } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { Env } from './env.ts';

type Position = Nodes['position'];

/** A block of Markdown that becomes this element. */
export function placedBlock(element: Element, position: Position, env: Env): Paragraph {
  return { type: 'paragraph', data: mark(element, position, env), children: [], position };
}

/** The same between words. */
export function placedInline(element: Element, position: Position, env: Env): Emphasis {
  return { type: 'emphasis', data: mark(element, position, env), children: [], position };
}

function mark(element: Element, position: Position, env: Env) {
  // What is wrong in it is reported at the block that it was made from.
  visit(element, 'element', (node) => {
    node.position ??= position;
  });
  const index = env.placed.push(element) - 1;
  return { hName: 'span', hProperties: { dataPlaced: String(index) }, hChildren: [] };
}

export function placed(env: Env) {
  return (tree: Root): void => {
    if (env.placed.length === 0) return;
    visit(tree, 'element', (node, index, parent) => {
      const mark = node.properties['dataPlaced'];
      if (mark === undefined || parent === undefined || index === undefined) return undefined;
      const element: ElementContent | undefined = env.placed[Number(mark)];
      parent.children.splice(index, 1, ...(element ? [element] : []));
      return [SKIP, index + (element ? 1 : 0)];
    });
  };
}
