/** A slide's content as its layout places it: parts side by side, and items with a head of their own. Nothing is added or left out. */
import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { hasClass } from '../html/classes.ts';
import { widthOf } from './shape.ts';

type Arrange = (body: Root) => void;

/** Layouts that need more than style sheets. */
const arranged: Readonly<Record<string, Arrange>> = {
  number: (body) => body.children.splice(0, 1, ...body.children.slice(0, 1).map(headed)),
  numbers: items,
  timeline: items,
  process: items,
  matrix: items,
  people,
  compare: groups,
  columns: groups,
  chart: beside(isFigure),
  'table-note': beside((node) => holds(node, 'table')),
  code: beside((node) => node.tagName === 'pre' || hasClass(node, 'code')),
  'image-left': beside(isPicture),
  'image-right': beside(isPicture),
  image: (body) => {
    beside(isPicture)(body);
    // A drawing of the pack fills the slide as a photograph does; one that Dossier makes keeps its words.
    visit(body, 'element', (node) => {
      if (node.tagName === 'svg' && hasClass(node, 'drawing') && !hasClass(node, 'drawing--made'))
        node.properties['preserveAspectRatio'] = 'xMidYMid slice';
    });
  },
  quote: (body) => {
    if (body.children.some((node) => node.type === 'element' && isPicture(node))) beside((node) => !isPicture(node), true)(body);
  },
};

/** Places what is in a slide's body for a layout, and says whether that has narrow parts. */
export function arrange(body: Root, layout: string): boolean {
  if (!Object.hasOwn(arranged, layout)) return false;
  arranged[layout]?.(body);
  return true;
}

const holds = (node: Element, ...names: string[]): boolean =>
  names.includes(node.tagName) || node.children.some((child) => child.type === 'element' && holds(child, ...names));

function isFigure(node: Element): boolean {
  if (node.tagName === 'figure' || node.tagName === 'svg' || node.tagName === 'img') return true;
  return isPicture(node) || hasClass(node, 'figure__image') || hasClass(node, 'org') || hasClass(node, 'stakeholders');
}

function isPicture(node: Element): boolean {
  if (node.tagName === 'figure') return holds(node, 'img', 'svg');
  return holds(node, 'img', 'svg') && textOf({ ...node, children: node.children.filter((child) => !isImage(child)) }).trim() === '';
}
const isImage = (node: ElementContent) => node.type === 'element' && (node.tagName === 'svg' || node.tagName === 'img');

/** What fits is in the main part, all else beside it, in the order in which they are written. Notes stay below. */
function beside(isMain: (node: Element) => boolean, isAll = false): Arrange {
  return (body) => {
    const parts: RootContent[] = [];
    const main = h('div', { className: ['slide__main'] });
    const side = h('div', { className: ['slide__side'] });
    for (const node of body.children) {
      if (node.type === 'element' && 'dataFootnotes' in node.properties) {
        parts.push(node);
        continue;
      }
      const isHere = node.type === 'element' && isMain(node) && (isAll || main.children.length === 0);
      const part = isHere ? main : side;
      if (node.type !== 'element' && part.children.length === 0) continue;
      if (part.children.length === 0) parts.push(part);
      part.children.push(node as ElementContent);
    }
    if (main.children.length > 0) body.children = parts;
  };
}

/** Headings with what is below each, side by side. */
function groups(body: Root): void {
  const first = body.children.find((node): node is Element => node.type === 'element');
  if (first === undefined || !/^h[1-6]$/.test(first.tagName)) return;
  const columns: Element[] = [];
  const rest: RootContent[] = [];
  for (const node of body.children) {
    const isNotes = node.type === 'element' && 'dataFootnotes' in node.properties;
    if (isNotes) rest.push(node);
    else {
      if (node.type === 'element' && node.tagName === first.tagName) columns.push(h('div', { className: ['column'] }));
      columns.at(-1)?.children.push(node as ElementContent);
    }
  }
  if (columns.length > 1) body.children = [h('div', { className: ['columns'] }, columns), ...rest];
}

function items(body: Root): void {
  for (const list of listsIn(body)) {
    const entries = itemsOf(list);
    for (const item of entries) item.children = headedChildren(item);
    list.properties['className'] = ['slide__items', `slide__items--${entries.length}`];
    list.properties['style'] = lettersOf(entries);
  }
}

/** How many letters the longest head has, by which large figures are sized. */
const lettersOf = (parents: readonly Element[]): string =>
  `--letters:${Math.max(2, ...parents.map(({ children: [head] }) => (head?.type === 'element' && hasClass(head, 'item__head') ? widthOf(textOf(head)) : 0)))}`;

const listsIn = (body: Root): Element[] =>
  body.children.flatMap((node) => {
    if (node.type !== 'element') return [];
    if (node.tagName === 'ul' || node.tagName === 'ol') return [node];
    return hasClass(node, 'key-figures') ? listsIn({ type: 'root', children: node.children }) : [];
  });
const itemsOf = (list: Element): Element[] =>
  list.children.filter((child): child is Element => child.type === 'element' && child.tagName === 'li');

function withLetters(item: Element): Element {
  item.properties['style'] = lettersOf([item]);
  return item;
}

const headed = (node: RootContent): RootContent =>
  node.type === 'element' && node.tagName === 'p' ? withLetters(h('div', { className: ['item'] }, headedChildren(node))) : node;

/** The bold words at the beginning as a head, and what follows as text. A colon between them is the line's end. */
function headedChildren(parent: Element): ElementContent[] {
  const [first, ...blocks] = parent.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const isLoose = first?.type === 'element' && first.tagName === 'p';
  const inline = isLoose ? first.children : parent.children;
  const [head, ...rest] = inline.filter((child, index) => index > 0 || child.type !== 'text' || child.value.trim() !== '');
  if (head?.type !== 'element' || head.tagName !== 'strong') return parent.children;
  const text = withoutColon(rest);
  const isEmpty = text.every((child) => child.type === 'text' && child.value.trim() === '');
  return [
    h('p', { className: ['item__head'] }, [head]),
    ...(isEmpty ? [] : isInline(text) ? [h('p', { className: ['item__text'] }, text)] : [h('div', { className: ['item__text'] }, text)]),
    ...(isLoose ? blocks : []),
  ];
}

const isInline = (nodes: readonly ElementContent[]) =>
  !nodes.some((node) => node.type === 'element' && /^(?:ul|ol|p|div|table|figure|pre|blockquote)$/.test(node.tagName));

function withoutColon([first, ...rest]: readonly ElementContent[]): ElementContent[] {
  if (first === undefined) return [];
  if (first.type === 'element' && first.tagName === 'br') return [...rest];
  if (first.type !== 'text') return [first, ...rest];
  const value = first.value.replace(/^\s*[:：–—]?\s*/, '');
  return value === '' ? [...rest] : [{ ...first, value } as Text, ...rest];
}

/** Portrait, name, and what is said of each. */
function people(body: Root): void {
  for (const list of listsIn(body)) {
    list.properties['className'] = ['slide__items', `slide__items--${itemsOf(list).length}`];
    for (const item of itemsOf(list)) {
      const [only] = item.children.filter((child) => child.type === 'element');
      const inner = only?.type === 'element' && only.tagName === 'p' && isImage(only.children[0] as ElementContent) ? only : item;
      const images = inner.children.filter(isImage);
      inner.children = inner.children.filter((child) => !isImage(child));
      while (inner.children[0]?.type === 'element' && inner.children[0].tagName === 'br') inner.children.shift();
      const portrait = images.length > 0 ? [h('div', { className: ['item__portrait'] }, images)] : [];
      item.children = [...portrait, ...headedChildren(item)];
    }
  }
}
