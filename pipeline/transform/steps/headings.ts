/** Gives headings their identifiers, and the chapter its outline. */

import { slug } from 'github-slugger';
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';
import { hasClass } from '../html/classes.ts';
import { BodyNumbers } from '../numbering/body.ts';
import { sayDeleted, takeNumber } from '../numbering/fixed.ts';
import { isOnlyForReview } from '../review/marks.ts';

export function headings(env: Env) {
  return (tree: Root): void => {
    // Nothing below a heading without a number has one.
    let unnumbered = Number.POSITIVE_INFINITY;
    const body = env.numbers && new BodyNumbers(tree, env.numbers, env);
    visit(tree, 'element', (node, _, parent) => {
      const level = /^h([1-6])$/.exec(node.tagName)?.[1];
      if (level === undefined) {
        body?.visit(node, parent);
        return;
      }
      body?.heading();
      if (env.slug === undefined) {
        delete node.properties['id'];
        return;
      }
      // The chapter's title is its only heading of the first level; others are in quotes and the like.
      if (level === '1') node.tagName = 'h2';
      const text = textOf(withoutReadings(node))
        .replace(/\s*\n\s*/g, ' ')
        .trim();
      const own = node.properties['id'];
      // An id that another element has already would lead there.
      const unique = env.slug(typeof own === 'string' ? own : text || 'deleted');
      const isTaken = typeof own === 'string' && unique !== slug(own);
      if (isTaken) env.report('ID_DUPLICATE', { name: own }, node);
      const id = typeof own === 'string' && !isTaken ? own : unique;
      node.properties['id'] = id;
      const depth = Math.max(2, Number(level));
      const fixed = takeNumber(node);
      if (depth <= unnumbered) unnumbered = hasClass(node, 'unnumbered') && fixed === undefined ? depth : Number.POSITIVE_INFINITY;
      const number = unnumbered === Number.POSITIVE_INFINITY ? env.numbers?.section(depth, fixed, hasClass(node, 'appendix')) : undefined;
      sayDeleted(node, env);
      env.headings.push({
        id,
        level: depth,
        number: number?.label ?? null,
        isWorded: number?.isWorded ?? false,
        text,
        html: toHtml(plain(node.children)),
      });
      const shown = { number: number?.bare ?? null, reference: number?.reference };
      env.labels.push({ sort: 'section', id, ...shown, element: node, place: placeOf(node, env.source) });
      if (number) node.children.unshift(numberSpan(number.label), { type: 'text', value: ' ' });
    });
  };
}

/** The element without the readings of its ruby. */
function withoutReadings(node: Element): Element {
  const children = node.children.filter((child) => child.type !== 'element' || (child.tagName !== 'rt' && !isOnlyForReview(child)));
  return { ...node, children: children.map((child) => (child.type === 'element' ? withoutReadings(child) : child)) };
}

const numberSpan = (number: string): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { className: ['section-number'] },
  children: [{ type: 'text', value: number }],
});

/** The numbers of sections and captions, which stand apart in a list. */
const isNumber = ({ properties }: Element) => ['section-number', 'caption__number'].includes(String(properties['className']));

/**
 * Inline content without links, notes, numbers and identifiers, for use in a second place.
 * @param keepsBreaks whether its lines stay lines
 * @param keepsChanges whether change marks stay
 */
export function plain(children: readonly ElementContent[], keepsBreaks = false, keepsChanges = false): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (child.tagName === 'br' && !keepsBreaks) return [{ type: 'text', value: ' ' }];
    // Anchors are of use in one place only.
    if (child.tagName === 'span' && child.children.length === 0 && child.properties['id'] !== undefined) return [];
    if (child.tagName === 'sup' && child.children.some((inner) => inner.type === 'element' && 'dataFootnoteRef' in inner.properties))
      return [];
    if (isNumber(child) || (!keepsChanges && isOnlyForReview(child))) return [];
    const inner = plain(child.children, keepsBreaks, keepsChanges);
    if (child.tagName === 'a' || (!keepsChanges && child.tagName === 'ins')) return inner;
    const { id: _, ...properties } = child.properties;
    return [{ ...child, properties, children: inner } satisfies Element];
  });
}
