/** Notes: numbered as the pack asks, and made ready to be at the foot of their pages, or listed where they are. */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';

export function footnotes(env: Env) {
  const { options } = env.edition;
  const { place } = options.notes;
  // Two chapters may share a page, and its notes need numbers of their own.
  const numbering = options.chapterStart === 'run' ? 'through' : options.notes.numbering;
  return (tree: Root): void => {
    const label = `${env.prefix}-footnote-label`;
    const calls: Element[] = [];
    let section: Element | undefined;
    visit(tree, 'element', (node) => {
      const { properties } = node;
      if (properties['id'] === 'footnote-label') properties['id'] = label;
      if (String(properties['ariaDescribedBy']) === 'footnote-label') properties['ariaDescribedBy'] = [label];
      withPlainAddress(node, env.prefix);
      if (properties['dataFootnoteRef'] !== undefined) calls.push(node);
      if (properties['dataFootnotes'] !== undefined) section = node;
    });
    if (section === undefined || env.slug === undefined) return;
    const items = itemsOf(section);
    const numbers = items.map((_, index) => (numbering === 'through' ? env.noteNumber?.() : undefined) ?? index + 1);
    const byId = new Map(items.map((item, index) => [`#${String(item.properties['id'])}`, numbers[index] as number]));
    for (const call of calls) call.children = [{ type: 'text', value: String(byId.get(String(call.properties['href'])) ?? '') }];
    if (place === 'foot' && !isCrowded(tree, env)) atFoot(section, numbers, calls, env);
    else {
      const list = section.children.find((child) => child.type === 'element' && child.tagName === 'ol') as Element;
      if (numbers[0] !== 1) list.properties['start'] = numbers[0] as number;
      for (const item of items) item.children = [h('div', { dataTag: `Note ${String(item.properties['id'])}` }, item.children)];
    }
  };
}

/** Notes of one paragraph that have room at the feet of its pages: finding pages for more takes time that grows with their square. */
const mostInParagraph = 150;

/** Whether a paragraph has too many, which is reported. */
function isCrowded(tree: Root, env: Env): boolean {
  let crowded: { readonly node: Element; readonly count: number } | undefined;
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'p') return undefined;
    let count = 0;
    visit(node, 'element', ({ properties }) => {
      if (properties['dataFootnoteRef'] !== undefined) count += 1;
    });
    if (count > mostInParagraph) crowded ??= { node, count };
    return SKIP;
  });
  if (crowded) env.report('NOTES_CROWDED', { count: crowded.count, limit: mostInParagraph }, crowded.node);
  return crowded !== undefined;
}

/** a, b … z, aa, ab …: for one after the other without end. */
function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(97 + (index % 26));
}

/** Labels beyond ASCII are in escapes of URLs, in ids too: browsers undo them in addresses only, and then find nothing. */
function withPlainAddress({ properties }: Element, prefix: string): void {
  for (const [name, start] of [
    ['id', `${prefix}-fn`],
    ['href', `#${prefix}-fn`],
  ] as const) {
    const value = properties[name];
    if (typeof value === 'string' && value.startsWith(start) && value.includes('%')) properties[name] = value.replaceAll('%', '__');
  }
}

/** The section of a chapter's notes, taken out of it: for notes that are at the end of the document. */
export function takeNotes(tree: Root): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node, index, parent) => {
    if (node.properties['dataFootnotes'] === undefined || index === undefined || !parent) return;
    parent.children.splice(index, 1);
    found = h(
      'div',
      { className: ['footnotes'] },
      node.children.filter((child) => child.type === 'element' && child.tagName === 'ol'),
    );
    return SKIP;
  });
  return found;
}

const isElement = (child: ElementContent): child is Element => child.type === 'element';
const itemsOf = (section: Element) =>
  section.children.filter(isElement).flatMap((list) => (list.tagName === 'ol' ? list.children.filter(isElement) : []));

/** Each note as a block of its own, which `notes/` moves to the foot of its page. */
function atFoot(section: Element, numbers: readonly number[], calls: readonly Element[], env: Env): void {
  const notes = itemsOf(section).map((item, index) => {
    const id = String(item.properties['id']);
    const own = calls.filter(({ properties }) => properties['href'] === `#${id}`).map(({ properties }) => `#${String(properties['id'])}`);
    const children = item.children.filter(isElement).map(withoutBacklinks);
    const number = h('a', { className: ['note__number'], href: own[0] ?? `#${id}` }, String(numbers[index]));
    const again = own.slice(1).map((href, at) => h('a', { className: ['note__again'], href }, lettersOf(at + 1)));
    const first = children[0]?.tagName === 'p' ? children[0] : undefined;
    const last = children.at(-1)?.tagName === 'p' ? children.at(-1) : undefined;
    if (first) first.children.unshift(number);
    else children.unshift(h('p', [number]));
    if (last) last.children.push(...again);
    else if (again.length > 0) children.push(h('p', again));
    return h('div', { id, className: ['note'], dataAt: atOf(placeOf(item, env.source)), dataTag: 'Note' }, children);
  });
  section.tagName = 'div';
  section.properties = { className: ['notes'] };
  section.children = notes;
}

/** The arrows back are for lists: at the foot of the page the number leads back. */
function withoutBacklinks(node: Element): Element {
  const children = node.children
    .filter((child) => !(isElement(child) && child.properties['dataFootnoteBackref'] !== undefined))
    .map((child) => (isElement(child) ? withoutBacklinks(child) : child));
  const last = children.at(-1);
  if (children.length < node.children.length && last?.type === 'text') last.value = last.value.trimEnd();
  return { ...node, children };
}
