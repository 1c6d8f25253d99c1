/** Raw HTML takes the shape that Dossier's own blocks have: the same tags in the PDF, the same styles, nothing that moves or folds. */
import { slug } from 'github-slugger';
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { inline } from '../../source/html/elements.ts';
import type { Env } from '../env.ts';
import { addClass, hasClass } from './classes.ts';
import { looked } from './looks.ts';
import { player } from './player.ts';
import { tableShape } from './table-shape.ts';

/** Elements that mean another one here. */
const renamed: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  big: 'span',
  center: 'div',
  dir: 'ul',
  menu: 'ul',
  nobr: 'span',
  tt: 'code',
  strike: 's',
  font: 'span',
  label: 'span',
  data: 'span',
  ...Object.fromEntries(['article', 'main', 'header', 'footer', 'hgroup', 'nav', 'search', 'address'].map((name) => [name, 'div'])),
};

/** Blocks whose words are paragraphs. */
const holders = new Set(['div', 'blockquote', 'section', 'aside']);

/**
 * The same tree in that shape.
 * @param ownIds ids that are no author's HTML
 */
export function shaped(tree: Root, ownIds: ReadonlySet<string>, env: Env): Root {
  const shaping: Shaping = { env, ownIds, seen: new Set() };
  return { ...tree, children: blocks(children(tree.children as ElementContent[], shaping)) };
}

interface Shaping {
  readonly env: Env;
  readonly ownIds: ReadonlySet<string>;
  /** Ids of HTML so far. */
  readonly seen: Set<string>;
}

const children = (nodes: readonly ElementContent[], shaping: Shaping): ElementContent[] => nodes.flatMap((node) => one(node, shaping));

function one(node: ElementContent, shaping: Shaping): ElementContent[] {
  if (node.type === 'comment') return [];
  if (node.type !== 'element' || node.properties['dataPlaced'] !== undefined) return [node];
  if (node.properties['hidden'] !== undefined && node.properties['hidden'] !== false) return [];
  const { env } = shaping;
  if (node.tagName === 'video' || node.tagName === 'audio') return player(node, env);
  if (node.tagName === 'picture') return children(imageOf(node), shaping);
  looked(node);
  named(node, shaping);
  const { tagName } = node;
  node.tagName = renamed[tagName] ?? tagName;
  node.children = children(node.children, shaping);
  if (tagName === 'details') return [details(node)];
  if (tagName === 'table') tableShape(node);
  if (tagName === 'figcaption') addClass(node, 'caption');
  if (tagName === 'p' && Object.keys(node.properties).length === 0) {
    if (isEmpty(node.children)) return [];
    // Anchors alone are no paragraph.
    if (node.children.every((child) => isSpace(child) || isAnchor(child))) return node.children.filter(isAnchor);
  }
  if (holders.has(node.tagName) && !isLaidOut(node)) node.children = blocks(node.children);
  return [node];
}

/** A slide's author may have set how the element lays out what is in it. */
const isLaidOut = ({ properties }: Element) => /display|columns|white-space/.test(String(properties['style'] ?? ''));

const isElement = (node: ElementContent): node is Element => node.type === 'element';
const isSpace = (node: ElementContent) => node.type === 'text' && node.value.trim() === '';
const isEmpty = (nodes: readonly ElementContent[]) => nodes.every(isSpace);

/** The picture itself; of several versions, the one for paper. */
function imageOf(picture: Element): Element[] {
  const images = picture.children.filter(isElement);
  const image = images.find(({ tagName }) => tagName === 'img');
  if (image === undefined) return [];
  const source = images.find(({ tagName, properties }) => tagName === 'source' && !/dark/.test(String(properties['media'] ?? '')));
  const srcset = [source?.properties['srcSet'] ?? []].flat().join(', ');
  if (!image.properties['src'] && srcset !== '') image.properties['src'] = srcset.trim().split(/[\s,]/)[0] as string;
  return [image];
}

/** Names of anchors are ids. An id that something has already would make two targets of one link: the first stays. */
function named(node: Element, { env, ownIds, seen }: Shaping): void {
  const { properties } = node;
  if (node.tagName === 'a') {
    const name = properties['name'];
    delete properties['name'];
    if (typeof name === 'string' && name !== '') properties['id'] ??= name;
    if (properties['href'] === undefined) node.tagName = 'span';
  }
  const { id } = properties;
  if (typeof id !== 'string' || env.slug === undefined || ownIds.has(id)) return;
  const isFirst = id !== '' && !seen.has(id) && env.slug(id) === slug(id);
  seen.add(id);
  if (isFirst) return;
  delete properties['id'];
  if (id !== '') env.report('HTML_ID', { name: id }, node);
}

/** Paper cannot be unfolded: what can be opened is open. */
function details(node: Element): Element {
  const summary = node.children.find((child) => isElement(child) && child.tagName === 'summary') as Element | undefined;
  const rest = node.children.filter((child) => child !== summary);
  if (summary) {
    summary.tagName = summary.children.every(isInline) ? 'p' : 'div';
    summary.properties = { className: ['details__summary'] };
  }
  const { open: _, ...properties } = node.properties;
  const made: Element = { ...node, tagName: 'div', properties, children: [...(summary ? [summary] : []), ...blocks(rest)] };
  addClass(made, 'details');
  return made;
}

/** Words and what is among them; an element that holds blocks is none. */
function isInline(node: ElementContent): boolean {
  if (node.type !== 'element') return true;
  if (node.properties['dataPlaced'] !== undefined) return node.properties['dataInline'] !== undefined;
  if (hasClass(node, 'media')) return true;
  return (inline.has(node.tagName) || node.tagName === 'br') && node.children.every(isInline);
}

/** Words that are in no paragraph get one, so that they have a tag and room. Anchors move into the block that they are before. */
function blocks(nodes: readonly ElementContent[]): ElementContent[] {
  const result: ElementContent[] = [];
  let run: ElementContent[] = [];
  let anchors: Element[] = [];
  const end = () => {
    const words = run;
    run = [];
    if (isEmpty(words)) return void result.push(...words);
    if (words.every((node) => isSpace(node) || isAnchor(node))) return void anchors.push(...words.filter(isElement));
    if (words.every((node) => isSpace(node) || isBreak(node)))
      return void result.push(...words.filter(isElement).map(() => h('div', { className: ['gap'], ariaHidden: 'true' }) as Element));
    // Style sheets of decks must not take it for one of the author's.
    const paragraph = h('p', { dataMade: '' }, [...anchors, ...words]) as Element;
    const position = words.find((node) => node.position)?.position;
    if (position) paragraph.position = position;
    anchors = [];
    return void result.push(paragraph);
  };
  for (const node of nodes) {
    if (isInline(node)) {
      run.push(node);
      continue;
    }
    end();
    if (anchors.length > 0 && isElement(node) && /^(?:h[1-6]|p|div|blockquote)$/.test(node.tagName)) {
      node.children.unshift(...anchors);
      anchors = [];
    } else result.push(...anchors.splice(0));
    result.push(node);
  }
  end();
  return [...result, ...anchors];
}

const isBreak = (node: ElementContent) => isElement(node) && node.tagName === 'br';
const isAnchor = (node: ElementContent) =>
  isElement(node) && node.tagName === 'span' && typeof node.properties['id'] === 'string' && isEmpty(node.children);
