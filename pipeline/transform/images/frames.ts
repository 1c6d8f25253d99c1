/** What is printed in the place of an image that cannot be: a frame with its alternative text, and the file or address. */
import type { Element, ElementContent, Properties, Root } from 'hast';
import { h } from 'hastscript';

/** Elements around an image that are not there for anything else. */
const around = new Set(['a', 'em', 'strong', 'span', 'picture', 'b', 'i', 'u', 'center', 'font']);
/** Elements that an image may have to itself. */
const blocks = new Set(['p', 'div', 'figure', 'section', 'center']);

/**
 * The frame for an image.
 * @param label the file or the address
 * @param ancestors of the image, the outermost first
 */
export function frameFor(image: Element, label: string, ancestors: readonly (Root | Element)[]): Element {
  const alt = String(image.properties['alt'] ?? '').trim();
  const isLinked = isInLink(ancestors);
  const isRemote = isAddress(label);
  const isBlock = isBlockImage(image, label, ancestors);
  const isLink = isRemote && !isLinked;
  const properties: Properties = {
    className: ['image-frame', isBlock ? 'image-frame--block' : 'image-frame--inline'],
    ...('dataSized' in image.properties && image.properties['style'] ? { style: image.properties['style'] } : {}),
    ...(image.properties['dataAt'] ? { dataAt: image.properties['dataAt'] } : {}),
  };
  const name = isBlock ? label : shortened(label);
  const from: ElementContent = isLink
    ? h('a', { className: ['image-frame__from'], href: label.startsWith('//') ? `https:${label}` : label }, name)
    : h('span', { className: ['image-frame__from'] }, name);
  // A badge’s words are enough: its link leads where the badge would.
  const hasFrom = alt === '' || isBlock || !(isLinked && isRemote);
  const words = alt === '' ? [] : [h('span', { className: ['image-frame__alt'] }, alt)];
  return h('span', properties, [...words, ...(words.length > 0 && hasFrom ? [' '] : []), ...(hasFrom ? [from] : [])]);
}

const isAddress = (label: string) => /^(https?:)?\/\//i.test(label);
const isInLink = (ancestors: readonly (Root | Element)[]) => ancestors.some((one) => one.type === 'element' && one.tagName === 'a');

/** Whether an image is a block. One of the network that is a link is a badge or a preview: a sign among words, however alone. */
export const isBlockImage = (image: Element, label: string, ancestors: readonly (Root | Element)[]): boolean =>
  isAlone(image, ancestors) && !(isInLink(ancestors) && isAddress(label));

/** Whether an image is all that its paragraph holds, so that it would be printed as a block. */
function isAlone(image: Element, ancestors: readonly (Root | Element)[]): boolean {
  let inner: Element = image;
  for (const parent of ancestors.toReversed()) {
    const others = parent.children.filter((child) => child !== inner && !(child.type === 'text' && child.value.trim() === ''));
    if (parent.type === 'root') return true;
    const isBlock = blocks.has(parent.tagName);
    if (others.length > 0) return isBlock && parent.tagName !== 'p' && others.every(isBlockLike);
    if (isBlock) return true;
    if (!around.has(parent.tagName)) return false;
    inner = parent;
  }
  return true;
}

/** A caption or a paragraph beside an image leaves it a block. */
const isBlockLike = (node: ElementContent | Root['children'][number]): boolean =>
  node.type !== 'text' && !(node.type === 'element' && (around.has(node.tagName) || node.tagName === 'img'));

/** A name short enough for a line of text: an address keeps its host and its last part. */
function shortened(label: string): string {
  const most = 48;
  if (label.length <= most) return label;
  const [, host] = /^(?:https?:)?\/\/([^/?#]+)/i.exec(label) ?? [];
  const last =
    label
      .replace(/[?#].*$/s, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? '';
  const short = host === undefined || host === last ? `…/${last}` : `${host}/…/${last}`;
  return short.length <= most ? short : (host ?? `${last.slice(0, most - 1)}…`);
}
