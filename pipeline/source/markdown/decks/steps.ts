/**
 * Fragments: what a presenter shows step by step. Each program writes them in its own way; here nodes get a mark, which means nothing
 * unless the pack prints steps (`fragments: steps`). Rules stay where they are, so that what is cut takes its step along.
 */
import type { Html, List, Nodes, Parent, Root, RootContent } from 'mdast';
import type { Dialect } from './types.ts';

declare module 'unist' {
  interface Data {
    /** When the node is shown: in a step of its own, together with the one before, or after so many pauses of its slide. */
    step?: 'own' | 'with' | number;
    /** Slidev's order: the click at which it is shown (`3`), or so many after the one before (`+2`). */
    stepAt?: string;
    /** reveal.js' order: what has the same number comes together, in the order of the numbers, before all without one. */
    stepIndex?: string;
  }
}

/** What makes fragments of a deck. */
export interface StepSigns {
  readonly dialect: Dialect | undefined;
  /** The text that nodes have their places in. */
  readonly text: string;
  /** Lines whose lists appear item by item. */
  readonly isIncremental?: ((line: number) => boolean) | undefined;
}

/** Marks lists and elements. Pauses are marked on slides, when there are some. */
export function markSteps(tree: Root, signs: StepSigns): void {
  walk(tree, undefined, signs);
}

function walk(node: Nodes, parent: Nodes | undefined, signs: StepSigns): void {
  if (!('children' in node)) return;
  if (node.type === 'list') for (const item of node.children) if (isStep(item, signs)) mark(item, 'own');
  if (signs.dialect === 'Slidev') markClicks(node as Parent);
  if (signs.dialect === 'reveal.js') markElements(node as Parent, parent);
  for (const child of node.children) walk(child as Nodes, node, signs);
}

function mark(node: Nodes, step: 'own' | 'with', order: { readonly stepAt?: string; readonly stepIndex?: string } = {}): void {
  if (node.data?.step === undefined) node.data = { ...node.data, step, ...order };
}

/** Marp's signs are `*` and `1)`. */
function isStep(item: Nodes, { dialect, text, isIncremental }: StepSigns): boolean {
  const start = item.position?.start;
  if (start === undefined) return false;
  if (dialect === 'Pandoc') return isIncremental?.(start.line) === true;
  return dialect === undefined && /^(?:\*|\d+\))(?=\s)/.test(text.slice(start.offset, (start.offset ?? 0) + 12));
}

const click = /<(\/?)(v-?clicks?|v-after)(?![\w-])(?:[^<>"']|"[^"]*"|'[^']*')*>/gi;

/** What is between tags of Slidev: `v-clicks` shows its children one by one. */
function markClicks(parent: Parent): void {
  const open: Click[] = [];
  let isFresh = false;
  for (const child of parent.children as RootContent[]) {
    const before = open.length;
    if (child.type === 'html')
      for (const [tag, slash, name = ''] of child.value.matchAll(click)) {
        if (slash === '/') open.pop();
        else {
          open.push(clickOf(name, tag));
          isFresh = true;
        }
      }
    const isShown =
      child.type !== 'html' ||
      child.value
        .replace(click, '')
        .replace(/<!--[\s\S]*?-->/g, '')
        .trim() !== '';
    const { name: kind, at, every, depth } = open.at(-1) ?? clickOf('', '');
    if (!isShown || (before === 0 && !isFresh)) continue;
    if (kind.endsWith('clicks')) markEach(child.type === 'list' ? itemsOf(child, depth) : [child], at, every);
    else mark(child, isFresh && kind !== 'v-after' ? 'own' : 'with', isFresh && at ? { stepAt: at } : {});
    isFresh = false;
  }
}

interface Click {
  readonly name: string;
  readonly at: string | undefined;
  /** How many come at a click. */
  readonly every: number;
  /** How many levels of lists. */
  readonly depth: number;
}

const clickOf = (name: string, tag: string): Click => {
  const of = (key: string) => new RegExp(`\\s${key}="([+-]?\\d+)"`, 'i').exec(tag)?.[1];
  return { name: name.toLowerCase(), at: of('at'), every: Math.max(1, Number(of('every') ?? 1)), depth: Number(of('levels') ?? 1) };
};

const itemsOf = (list: List, depth: number): Nodes[] =>
  list.children.flatMap((item) => [
    item,
    ...(depth > 1 ? item.children.flatMap((child) => (child.type === 'list' ? itemsOf(child, depth - 1) : [])) : []),
  ]);

/** One after the other, or so many at a time; from a click on, or so many clicks later. */
function markEach(nodes: readonly Nodes[], at: string | undefined, every: number): void {
  for (const [index, node] of nodes.entries()) {
    const isFirst = index % every === 0;
    if (at !== undefined && /^\d/.test(at)) mark(node, 'own', { stepAt: String(Number(at) + Math.floor(index / every)) });
    else mark(node, isFirst ? 'own' : 'with', index === 0 && at !== undefined ? { stepAt: at } : {});
  }
}

const element = /<!--\s*\.element:?\s[^>]*?\bfragment\b[\s\S]*?-->/;

/** reveal.js: the comment is for the element that it is in, or behind. */
function markElements(parent: Parent, outer: Nodes | undefined): void {
  for (const [index, child] of (parent.children as Nodes[]).entries()) {
    const [comment] = (child.type === 'html' && element.exec(child.value)) || [];
    if (child.type !== 'html' || comment === undefined) continue;
    const [, stepIndex] = /\sdata-fragment-index=["']?(\d+)/.exec(comment) ?? [];
    const order = stepIndex === undefined ? {} : { stepIndex };
    if (parent.type === 'paragraph') mark(outer?.type === 'listItem' && isTight(outer) ? outer : (parent as Nodes), 'own', order);
    else if (isPhrasing(parent.type)) mark(parent as Nodes, 'own', order);
    else if (!isBesideHtml(child)) {
      const before = (parent.children as Nodes[])[index - 1];
      if (before) mark(before, 'own', order);
    } else mark(child, 'own', order);
  }
}

const isTight = (item: Nodes) => 'children' in item && item.type === 'listItem' && item.spread !== true;
const isPhrasing = (type: string) => /^(?:heading|emphasis|strong|delete|link|tableCell)$/.test(type);
const isBesideHtml = ({ value }: Html) => value.replace(/<!--[\s\S]*?-->/g, '').trim() !== '';

/** Takes `::pause` out of a slide: what follows is shown after it. */
export function markPauses<N extends Parent>(slide: N): N {
  return hasPause(slide as unknown as Nodes) ? afterPauses(slide, { count: 0 }) : slide;
}

const isPause = (node: Nodes): boolean =>
  node.type === 'leafDirective' && node.name === 'pause' && node.children.length === 0 && Object.keys(node.attributes ?? {}).length === 0;
const hasPause = (node: Nodes): boolean => isPause(node) || ('children' in node && (node.children as Nodes[]).some(hasPause));

function afterPauses<N extends Parent>(node: N, pauses: { count: number }): N {
  const children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
    if (isPause(child)) {
      pauses.count += 1;
      return [];
    }
    // Notes are not shown at all, and a column is where it is: what is in it comes later.
    if (child.type === 'containerDirective' && child.name === 'notes') return [child];
    const before = pauses.count;
    const own = 'children' in child && hasPause(child) ? (afterPauses(child as Parent, pauses) as RootContent) : child;
    if (before === 0) return [own];
    if (own.type === 'containerDirective' && own.name === 'column')
      return [{ ...own, children: own.children.map((one) => later(one, before)) }];
    return [later(own, before)];
  });
  return { ...node, children };
}

const later = <N extends Nodes>(node: N, count: number): N => ({ ...node, data: { ...node.data, step: node.data?.step ?? count } });
