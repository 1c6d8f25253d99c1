/** Marp's `![bg left:40%](image.jpg)`: images and colours behind a slide, or filling one side of it. */
import type { Element, Root as HastRoot } from 'hast';
import { h } from 'hastscript';
import type { Image, Nodes, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { decoded } from '../../source/data/images.ts';
import { mediaName } from '../../source/html/media.ts';
import { groundOf, isDark } from '../images/colours.ts';
import { type ImageWords, readImageWords } from '../images/image-words.ts';
import type { SlideBackground } from '../types.ts';

/** One background: an image, or a ground of CSS. */
export interface Backdrop {
  readonly words: ImageWords;
  readonly image: Image;
  /** A colour or gradient that is in the place of an address. */
  readonly ground: string | undefined;
}

/** The content without its backgrounds, and these in order, wherever they are. */
export function takeBackgrounds<N extends RootContent>(blocks: readonly N[]): { backdrops: Backdrop[]; rest: N[] } {
  const backdrops: Backdrop[] = [];
  const rest = blocks.flatMap((node) => without(node, backdrops)) as N[];
  return { backdrops, rest };
}

function without(node: Nodes, found: Backdrop[]): Nodes[] {
  if (node.type === 'image' && mediaName(node.url) === undefined && /\bbg\b/.test(node.alt ?? '')) {
    const words = readImageWords(node.alt ?? '');
    if (!words.isBackground) return [node];
    found.push({ words, image: { ...node, alt: words.text }, ground: groundOf(decoded(node.url)) });
    return [];
  }
  if (!('children' in node) || node.children.length === 0) return [node];
  const before = found.length;
  const children = (node.children as Nodes[]).flatMap((child) => without(child, found));
  if (found.length === before) return [node];
  const isEmpty = children.every((child) => child.type === 'break' || (child.type === 'text' && child.value.trim() === ''));
  return isEmpty && node.type !== 'tableCell' ? [] : [{ ...node, children } as Nodes];
}

/**
 * A background's image as a tree of its own; undefined for a colour.
 * @param isContent the slide holds nothing else, so that it is no decoration
 */
export function imageOf({ image, ground }: Backdrop, isContent: boolean): Root | undefined {
  if (ground !== undefined) return undefined;
  const children: Image[] = [{ ...image, data: { ...image.data, isDecoration: !isContent } }];
  return { type: 'root', children: [{ type: 'paragraph', children, position: image.position }] };
}

/**
 * All backgrounds of a slide, side by side.
 * @param trees what became of their images
 */
export function backgroundOf(
  backdrops: readonly Backdrop[],
  trees: readonly (HastRoot | undefined)[],
): { readonly tree: HastRoot; readonly look: Omit<SlideBackground, 'html' | 'photo'> } | undefined {
  const places = backdrops.flatMap((backdrop, index): Element[] => {
    const { ground, words } = backdrop;
    if (ground !== undefined) return [h('div', { className: ['slide__backdrop'], style: `background: ${ground}` })];
    const picture = pictureIn(trees[index]);
    // What stands for an image that cannot be shown is shown in its place.
    if (picture === undefined) return [h('div', { className: ['slide__backdrop'] }, trees[index]?.children as never)];
    fill(picture, words);
    return [h('div', { className: ['slide__backdrop'] }, [picture])];
  });
  if (places.length === 0) return undefined;
  const sided = backdrops.find(({ words }) => words.side !== undefined)?.words;
  const grounds = backdrops.flatMap(({ ground }) => ground ?? []);
  return {
    tree: { type: 'root', children: places },
    look: {
      side: sided?.side ?? 'all',
      share: sided?.share ?? 0.5,
      isVertical: backdrops.some(({ words }) => words.isVertical === true),
      ground: grounds.length < backdrops.length || sided ? null : grounds.every(isDark) ? 'dark' : 'light',
    },
  };
}

/** The first picture of a tree. */
export function pictureIn(tree: HastRoot | undefined): Element | undefined {
  let found: Element | undefined;
  if (tree)
    visit(tree, 'element', (node) => {
      if (node.tagName === 'img' || node.tagName === 'svg') found ??= node;
    });
  return found;
}

/** How an image fills its place, as `background-size` has it. */
function fill(picture: Element, { size = 'cover', width, height, filter }: ImageWords): void {
  const styles = [];
  if (width !== undefined || height !== undefined) styles.push(`width: ${width ?? 'auto'}`, `height: ${height ?? 'auto'}`);
  else if (size === 'auto') styles.push('width: auto', 'height: auto', 'max-width: none');
  else if (size !== 'cover' && size !== 'contain') styles.push(`width: ${size}`, 'height: auto');
  else if (size === 'contain') styles.push('object-fit: contain');
  if (filter !== undefined) styles.push(`filter: ${filter}`);
  if (picture.tagName === 'svg' && size === 'cover' && width === undefined && height === undefined)
    picture.properties['preserveAspectRatio'] = 'xMidYMid slice';
  if (styles.length > 0) picture.properties['style'] = styles.join('; ');
}
