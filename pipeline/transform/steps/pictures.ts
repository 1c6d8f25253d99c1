/**
 * Images as their lines have them. One alone in its line is a picture with room of its own, several in a line share it, and one
 * between words stays there. On slides Marp's words and Pandoc's braces say how large they are.
 */
import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import type { Env } from '../env.ts';
import { addClass } from '../html/classes.ts';
import { lengthOf, readImageWords } from '../images/image-words.ts';

export function pictures(env: Env) {
  const isSlide = env.slug === undefined;
  return (tree: Root): void => {
    if (isSlide) {
      visit(tree, 'element', (node, index, parent) => {
        if (node.tagName !== 'img' || !parent || index === undefined) return;
        readWords(node);
        readBraces(node, parent.children[index + 1], env);
      });
    }
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      if (node.tagName === 'li' && isSlide) breakBefore(node);
      if (node.tagName !== 'p' || !node.children.some(isPicture)) return undefined;
      const parts = isSlide ? partsOf(node) : [node];
      for (const part of parts) if (part.children.every((child) => isPicture(child) || isBlank(child))) mark(part);
      parent.children.splice(index, 1, ...(parts as never[]));
      return index + parts.length;
    });
  };
}

function readWords(image: Element): void {
  const alt = image.properties['alt'];
  if (typeof alt !== 'string') return;
  // Style sheets of decks go by the words: `img[alt~="center"]`.
  if (alt !== '') image.properties['dataWords'] = alt;
  const { text, width, height, filter } = readImageWords(alt);
  if (text === alt) return;
  // Without any text of its own it is an image without alternative text.
  image.properties['alt'] = text === '' && !('dataDecoration' in image.properties) ? undefined : text;
  style(image, { width, height, filter });
}

/** `![A chart](x.png){width=50%}` */
function readBraces(image: Element, next: Root['children'][number] | undefined, env: Env): void {
  const [braces, inside] = (next?.type === 'text' && /^\{([^{}\n]*)\}/.exec(next.value)) || [];
  const attributes = inside === undefined ? undefined : parseAttributes(inside);
  if (next?.type !== 'text' || braces === undefined || !attributes) return;
  next.value = next.value.slice(braces.length);
  const { width, height, alt, id, class: className, credit } = attributes;
  if (credit) image.properties['dataCredit'] = credit;
  style(image, { width: width && lengthOf(width, 12.8), height: height && lengthOf(height, 7.2) });
  if (alt) image.properties['alt'] ??= alt;
  if (id) image.properties['id'] = id;
  if (className) image.properties['className'] = className.split(' ');
  for (const name of Object.keys(attributes))
    if (!['width', 'height', 'alt', 'id', 'class', 'credit'].includes(name))
      env.report('ATTRIBUTE_UNKNOWN', { name, known: ['width', 'height', 'alt', 'credit'], near: undefined }, image);
}

function style(
  image: Element,
  look: { readonly width?: string | undefined; readonly height?: string | undefined; readonly filter?: string | undefined },
): void {
  const declared = Object.entries(look).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  if (declared.length > 0) image.properties['style'] = [image.properties['style'], ...declared].filter(Boolean).join('; ');
  if (look.width || look.height) image.properties['dataSized'] = '';
}

const isElement = <N extends string>(node: ElementContent, name: N): node is Element & { tagName: N } =>
  node.type === 'element' && node.tagName === name;
const isBlank = (node: ElementContent): boolean => (node.type === 'text' && node.value.trim() === '') || isElement(node, 'br');

/** An image, in a link too. */
const isPicture = (node: ElementContent): boolean =>
  isElement(node, 'img') ||
  (isElement(node, 'a') && node.children.some(isPicture) && node.children.every((child) => isPicture(child) || isBlank(child)));

const isSized = (node: ElementContent): boolean =>
  node.type === 'element' &&
  ('dataSized' in node.properties || 'width' in node.properties || 'height' in node.properties || node.children.some(isSized));

/** A paragraph that holds pictures and no words. */
function mark(paragraph: Element): void {
  const found = paragraph.children.filter(isPicture);
  addClass(paragraph, 'pictures');
  if (found.every(isSized)) addClass(paragraph, 'pictures--sized');
  if (found.length > 1) addClass(paragraph, 'pictures--several');
  paragraph.children = paragraph.children.filter((child) => !isBlank(child));
}

/** The paragraph's words and its pictures, where these have lines of their own. */
function partsOf(paragraph: Element): Element[] {
  const parts: { isPictures: boolean; children: ElementContent[] }[] = [];
  for (const { children, isHard } of linesOf(paragraph.children)) {
    const isPictures = children.some(isPicture) && children.every((child) => isPicture(child) || isBlank(child));
    const last = parts.at(-1);
    if (last === undefined || last.isPictures !== isPictures || (isPictures && isHard)) parts.push({ isPictures, children: [...children] });
    else
      last.children.push(
        isHard ? { type: 'element', tagName: 'br', properties: {}, children: [] } : { type: 'text', value: '\n' },
        ...children,
      );
  }
  if (parts.length === 1) return [paragraph];
  return parts
    .filter(({ children }) => !children.every(isBlank))
    .map(({ children }, index) => ({ ...paragraph, properties: index === 0 ? paragraph.properties : withoutId(paragraph), children }));
}

const withoutId = ({ properties: { id: _, ...others } }: Element) => others;

interface Line {
  readonly children: ElementContent[];
  /** Whether the author broke the line before it. */
  readonly isHard: boolean;
}

function linesOf(children: readonly ElementContent[]): Line[] {
  const lines: Line[] = [{ children: [], isHard: false }];
  const add = (child: ElementContent) => void lines.at(-1)?.children.push(child);
  for (const child of children) {
    if (isElement(child, 'br')) lines.push({ children: [], isHard: true });
    else if (child.type !== 'text') add(child);
    else {
      for (const [index, value] of child.value.split('\n').entries()) {
        // The end of a line is behind a break too.
        if (index > 0 && (lines.at(-1) as Line).children.length > 0) lines.push({ children: [], isHard: false });
        if (value !== '') add({ ...child, value });
      }
    }
  }
  return lines.filter((line) => line.children.length > 0);
}

/** An item's image that has a line of its own in the source. */
function breakBefore(item: Element): void {
  item.children = item.children.flatMap((child, index): ElementContent[] => {
    const before = item.children[index - 1];
    const isOwnLine = isPicture(child) && before?.type === 'text' && /\S[^\n]*\n\s*$/.test(before.value);
    return isOwnLine ? [{ type: 'element', tagName: 'br', properties: {}, children: [] }, child] : [child];
  });
}
