/** Slides that are printed step by step: every element that comes later says when, and render shows them one after the other. */
import type { Element, RootContent as HastContent, Root as HastRoot } from 'hast';
import type { Nodes, Paragraph, Parent, Root, RootContent } from 'mdast';
import { hasClass } from '../html/classes.ts';

/** Nodes as they are wrapped here: steps of the Markdown side know neither more nor less of what is inside. */
const wrapperClass = 'dossier-step';

/** A slide's body in which marked nodes are in elements that say when they are shown. */
export const withSteps = (body: Root): Root => wrapped(structuredClone(body));

function wrapped<N extends Nodes>(node: N): N {
  if (!('children' in node)) return node;
  const isInline = /^(?:paragraph|heading|emphasis|strong|delete|link|tableCell)$/.test(node.type);
  const children = (node.children as RootContent[]).map((child): RootContent => {
    const own = wrapped(child);
    const { step } = own.data ?? {};
    if (step === undefined) return own;
    const properties = { dataFragment: String(step) };
    if (own.type === 'listItem') return { ...own, data: { ...own.data, hProperties: { ...own.data?.hProperties, ...properties } } };
    return isInline ? span(own, properties) : division(own, properties);
  });
  return { ...node, children } as Parent as unknown as N;
}

const span = (child: RootContent, properties: Record<string, string>): RootContent =>
  ({ type: 'emphasis', data: { hName: 'span', hProperties: properties }, children: [child], position: child.position }) as RootContent;

const division = (child: RootContent, properties: Record<string, string>): RootContent =>
  ({
    type: 'blockquote',
    data: { hName: 'div', hProperties: { ...properties, className: [wrapperClass] } },
    children: [child as Paragraph],
    position: child.position,
  }) as RootContent;

interface Counting {
  /** Steps so far. */
  count: number;
  /** Pauses so far, and the step after the last of them. */
  pauses: number;
  floor: number;
}

/** Numbers the steps of a slide in the order of its text: `data-step` says after how many an element is shown. */
export function numberSteps(tree: HastRoot): void {
  number(tree, 0, { count: 0, pauses: 0, floor: 0 });
}

function number(parent: HastRoot | Element, inherited: number, counting: Counting): void {
  parent.children = (parent.children as HastContent[]).flatMap((child): HastContent[] => {
    if (child.type !== 'element') return [child];
    const step = Math.max(inherited, stepOf(child, counting));
    const isWrapper = hasClass(child, wrapperClass);
    delete child.properties['dataFragment'];
    if (step > inherited && !isWrapper) child.properties['dataStep'] = String(step);
    number(child, isWrapper ? inherited : step, counting);
    if (!isWrapper) return [child];
    // Styles are for what is inside.
    for (const inner of child.children)
      if (inner.type === 'element' && step > Number(inner.properties['dataStep'] ?? inherited)) inner.properties['dataStep'] = String(step);
    return child.children;
  }) as typeof parent.children;
}

/** 0 for an element that is shown with what it is in. */
function stepOf(element: Element, counting: Counting): number {
  const mark = element.properties['dataFragment'];
  if (mark === 'with') return counting.count;
  if (mark === 'own' || hasClass(element, 'fragment')) return ++counting.count;
  if (mark === undefined) return 0;
  if (Number(mark) !== counting.pauses) {
    counting.pauses = Number(mark);
    counting.floor = ++counting.count;
  }
  return counting.floor;
}
