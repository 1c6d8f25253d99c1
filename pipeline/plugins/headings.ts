/** Gives headings their identifiers and tells the chapter's outline. */
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Env } from './env.ts';

export function headings(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (level === undefined) return;
      if (env.slug === undefined) {
        delete node.properties['id'];
        return;
      }
      if (level === '1') env.report('HEADING_SECOND', {}, node);
      // A file is one chapter, whose title is the only heading of the first level.
      if (level === '1') node.tagName = 'h2';
      const text = textOf(withoutReadings(node));
      const own = node.properties['id'];
      const id = typeof own === 'string' ? own : env.slug(text);
      if (typeof own === 'string' && env.slug(own) !== own) env.report('ID_DUPLICATE', { name: own }, node);
      node.properties['id'] = id;
      env.headings.push({ id, level: Math.max(2, Number(level)), text, html: toHtml(plain(node.children)) });
    });
  };
}

/** The element without the readings of its ruby. */
function withoutReadings(node: Element): Element {
  const children = node.children.filter((child) => child.type !== 'element' || child.tagName !== 'rt');
  return { ...node, children: children.map((child) => (child.type === 'element' ? withoutReadings(child) : child)) };
}

/** Inline content without links, notes and identifiers, for use in a second place. */
export function plain(children: readonly ElementContent[]): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (child.tagName === 'sup' && child.children.some((inner) => inner.type === 'element' && 'dataFootnoteRef' in inner.properties))
      return [];
    const inner = plain(child.children);
    if (child.tagName === 'a') return inner;
    const { id: _, ...properties } = child.properties;
    return [{ ...child, properties, children: inner } satisfies Element];
  });
}
