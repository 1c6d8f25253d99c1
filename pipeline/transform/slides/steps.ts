/** Slides that are printed step by step: every element that comes later says when, and render shows them one after the other. */
import type { Element, RootContent as HastContent, Root as HastRoot } from 'hast';
import type { Nodes, Paragraph, Parent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
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
    const { step, stepAt, stepIndex } = own.data ?? {};
    if (step === undefined) return own;
    const order = { ...(stepAt && { dataFragmentAt: stepAt }), ...(stepIndex && { dataFragmentIndex: stepIndex }) };
    const properties = { dataFragment: String(step), ...order };
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
  /** The place of a step among all, where numbers of their own give the order; by its place in the text. */
  readonly rank: (step: number) => number;
}

/** Numbers the steps of a slide in the order of its text: `data-step` says after how many an element is shown. */
export function numberSteps(tree: HastRoot): void {
  number(tree, 0, { count: 0, pauses: 0, floor: 0, rank: rankOf(tree) });
}

const isFragment = (element: Element): boolean => element.properties['dataFragment'] === 'own' || hasClass(element, 'fragment');

/** reveal.js: what has the same `data-fragment-index` comes together, and before what has none. */
function rankOf(tree: HastRoot): Counting['rank'] {
  const indices: (number | undefined)[] = [];
  visit(tree, 'element', (element) => {
    if (!isFragment(element)) return;
    const index = Number(element.properties['dataFragmentIndex']);
    indices.push(Number.isInteger(index) ? index : undefined);
  });
  const known = [...new Set(indices.filter((index) => index !== undefined))].sort((one, other) => one - other);
  if (known.length === 0) return (step) => step;
  let last = known.length;
  const ranks = indices.map((index) => (index === undefined ? ++last : known.indexOf(index) + 1));
  return (step) => ranks[step - 1] ?? step;
}

function number(parent: HastRoot | Element, inherited: number, counting: Counting): void {
  parent.children = (parent.children as HastContent[]).flatMap((child): HastContent[] => {
    if (child.type !== 'element') return [child];
    const step = Math.max(inherited, stepOf(child, counting));
    const isWrapper = hasClass(child, wrapperClass);
    for (const name of ['dataFragment', 'dataFragmentAt', 'dataFragmentIndex']) delete child.properties[name];
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
  const { rank } = counting;
  if (mark === 'with') return rank(counting.count);
  if (isFragment(element)) {
    const at = String(element.properties['dataFragmentAt'] ?? '+1');
    // A click by its number is not counted.
    if (/^\d+$/.test(at)) return Number(at);
    counting.count = Math.max(0, counting.count + (/^[+-]\d+$/.test(at) ? Number(at) : 1));
    return rank(counting.count);
  }
  if (mark === undefined) return 0;
  if (Number(mark) !== counting.pauses) {
    counting.pauses = Number(mark);
    counting.floor = ++counting.count;
  }
  return counting.floor;
}
