/**
 * Fragments: what a presenter shows step by step. Each program writes them in its own way; here nodes get a mark, which means nothing
 * unless the pack prints steps (`fragments: steps`). Rules stay where they are, so that what is cut takes its step along.
 */
import type { Html, Nodes, Parent, Root, RootContent } from 'mdast';
import type { Dialect } from './types.ts';

declare module 'unist' {
  interface Data {
    /** When the node is shown: in a step of its own, together with the one before, or after so many pauses of its slide. */
    step?: 'own' | 'with' | number;
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

function mark(node: Nodes, step: 'own' | 'with'): void {
  node.data = { ...node.data, step: node.data?.step ?? step };
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
  const open: string[] = [];
  let isFresh = false;
  for (const child of parent.children as RootContent[]) {
    const before = open.length;
    if (child.type === 'html')
      for (const [, slash, name = ''] of child.value.matchAll(click)) {
        if (slash === '/') open.pop();
        else {
          open.push(name.toLowerCase());
          isFresh = true;
        }
      }
    const isShown =
      child.type !== 'html' ||
      child.value
        .replace(click, '')
        .replace(/<!--[\s\S]*?-->/g, '')
        .trim() !== '';
    const kind = open.at(-1);
    if (!isShown || (before === 0 && !isFresh)) continue;
    if (kind?.endsWith('clicks')) for (const each of child.type === 'list' ? child.children : [child]) mark(each, 'own');
    else mark(child, isFresh && kind !== 'v-after' ? 'own' : 'with');
    isFresh = false;
  }
}

const element = /<!--\s*\.element:?\s[^>]*?\bfragment\b[\s\S]*?-->/;

/** reveal.js: the comment is for the element that it is in, or behind. */
function markElements(parent: Parent, outer: Nodes | undefined): void {
  for (const [index, child] of (parent.children as Nodes[]).entries()) {
    if (child.type !== 'html' || !element.test(child.value)) continue;
    if (parent.type === 'paragraph') mark(outer?.type === 'listItem' && isTight(outer) ? outer : (parent as Nodes), 'own');
    else if (isPhrasing(parent.type)) mark(parent as Nodes, 'own');
    else if (!isBesideHtml(child)) {
      const before = (parent.children as Nodes[])[index - 1];
      if (before) mark(before, 'own');
    } else mark(child, 'own');
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
