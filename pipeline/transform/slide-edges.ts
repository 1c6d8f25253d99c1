/** What a deck puts on every slide: header, footer and the picture of the ground. Each is made once, however many slides show it. */
import type { Element, Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as hastToString } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { type SettingMark, settingText } from '../source/deck/mark.ts';
import type { InForce } from './deck-settings.ts';
import { pictureIn } from './slides/backgrounds.ts';
import { paragraph } from './trees.ts';

/** A fragment of the deck as HTML, with identifiers that begin so. */
export type MakeFragment = (tree: Root, part: string) => Promise<HastRoot>;

export interface Edges {
  /** Inline HTML; empty where a slide has none by its author's word, null where nobody said anything. */
  readonly header: string | null;
  readonly footer: string | null;
  /** HTML of the ground behind everything, null without. */
  readonly ground: string | null;
}

export function edgesBy(fragment: MakeFragment): (settings: InForce) => Promise<Edges> {
  const made = new Map<SettingMark, Promise<HastRoot>>();
  const treeOf = (mark: SettingMark) => {
    const known = made.get(mark) ?? fragment(paragraph(decorative(mark.children as PhrasingContent[])), `e${made.size}`);
    made.set(mark, known);
    return known;
  };
  const words = async (mark: SettingMark | undefined) => {
    if (mark === undefined) return null;
    if (mark.children.length === 0) return '';
    const tree = await treeOf(mark);
    const first = tree.children.find((child) => child.type === 'element');
    if (first === undefined) return '';
    visit(first, 'element', sized);
    return hastToString(first).trim() === '' && !hasPicture(first) ? '' : toHtml(first.children);
  };
  return async ({ of }) => {
    const image = of.get('backgroundImage');
    const isFile = image?.children.some(({ type }) => type === 'image') === true;
    return {
      header: await words(of.get('header')),
      footer: await words(of.get('footer')),
      ground: image === undefined ? null : isFile ? pictureOf(await treeOf(image), of) : gradientOf(image),
    };
  };
}

function hasPicture(element: Element): boolean {
  let has = false;
  visit(element, 'element', ({ tagName }) => {
    has ||= tagName === 'img' || tagName === 'svg' || tagName === 'math';
  });
  return has;
}

/** `![w:60](logo.svg)` is sized by its words; its other side follows. */
function sized(node: Element): void {
  if (node.properties['dataSized'] === undefined) return;
  const style = String(node.properties['style'] ?? '');
  const other = ['width', 'height'].filter((side) => !style.includes(`${side}:`)).map((side) => `${side}:auto`);
  node.properties['style'] = [style, ...other].join(';');
}

/** An image of an edge without words of its own is decoration: it is on every slide. */
const decorative = <N extends Nodes>(nodes: readonly N[]): N[] =>
  nodes.map((node) =>
    node.type === 'image'
      ? { ...node, data: { ...node.data, isDecoration: true, hProperties: { ...node.data?.hProperties, dataDecoration: '' } } }
      : 'children' in node
        ? ({ ...node, children: decorative(node.children as Nodes[]) } as N)
        : node,
  );

const gradientOf = (image: SettingMark): string | null => {
  const text = settingText(image) ?? '';
  return text === '' || text === 'none' ? null : toHtml(h('div', { className: 'slide__ground', style: `background:${text}` }));
};

/** As Marp does it without further words: the whole slide is covered. */
function pictureOf(tree: HastRoot, of: InForce['of']): string | null {
  const picture = pictureIn(tree);
  if (picture === undefined) return null;
  const said = (name: 'backgroundSize' | 'backgroundPosition' | 'backgroundRepeat') => settingText(of.get(name)) || undefined;
  const size = said('backgroundSize') ?? 'cover';
  const position = said('backgroundPosition') ?? 'center';
  const repeat = said('backgroundRepeat') ?? 'no-repeat';
  if (repeat !== 'no-repeat' && picture.tagName === 'img') {
    const background = `url("${String(picture.properties['src']).replace(/["\\]/g, encodeURIComponent)}") ${position} / ${size} ${repeat}`;
    return toHtml(h('div', { className: 'slide__ground', style: `background:${background}` }));
  }
  const fits: Readonly<Record<string, string>> = { cover: 'cover', contain: 'contain', auto: 'none', '100% 100%': 'fill' };
  const fit = fits[size];
  const alone = picture.tagName === 'svg' ? { preserveAspectRatio: `xMidYMid ${size === 'cover' ? 'slice' : 'meet'}` } : {};
  const style =
    fit === undefined
      ? `width:${size.split(/\s+/)[0]};height:${size.split(/\s+/)[1] ?? 'auto'};${placeText(position)}`
      : `object-fit:${fit};object-position:${position}`;
  const own = {
    ...picture,
    properties: { ...picture.properties, ...alone, style, ariaHidden: 'true', ...(picture.tagName === 'img' ? { alt: '' } : {}) },
  };
  const className = fit === undefined ? 'slide__ground slide__ground--sized' : 'slide__ground';
  return toHtml(h('div', { className }, [own]));
}

const sides: Readonly<Record<string, string>> = { left: '0%', right: '100%', top: '0%', bottom: '100%', center: '50%' };

/** `background-position` for an image of its own size: shares of the room that it leaves, as CSS counts them. Nothing for its middle. */
function placeText(position: string): string {
  const words = position.toLowerCase().split(/\s+/);
  if (words.length > 2) return '';
  const isTurned = /^(?:top|bottom)$/.test(words[0] ?? '') || /^(?:left|right)$/.test(words[1] ?? '');
  const [x = '50%', y = '50%'] = (isTurned ? [words[1] ?? 'center', words[0]] : words).map((word = '') => sides[word] ?? word);
  if (x === '50%' && y === '50%') return '';
  const back = (value: string) => (/^[\d.]+%$/.test(value) ? `-${value}` : '0');
  return `position:absolute;left:${x};top:${y};transform:translate(${back(x)},${back(y)})`;
}
