/** The layout that the shape of a slide's content asks for, in decks that are written for Dossier. */
import type { List, ListItem, Nodes, Paragraph, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { mediaName } from '../../source/html/media.ts';
import { isDrawing } from '../drawings/attributes.ts';
import { isDateText, isFigure } from './values.ts';

/** Letters in a row, those of Chinese, Japanese and Korean twice as wide. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(letter) ? 2 : 1), 0);

/** Whether an image is among the words, in a link or emphasis too. */
export const holdsImage = (node: RootContent): boolean =>
  (node.type === 'image' && mediaName(node.url) === undefined) ||
  node.type === 'imageReference' ||
  ('children' in node && node.children.some((child) => holdsImage(child)));

/** What has no look of its own on a slide. */
const isUnseen = (node: RootContent) => node.type === 'definition' || node.type === 'footnoteDefinition';
const named =
  (...names: string[]) =>
  (node: RootContent) =>
    'name' in node && names.includes(String(node.name));
const isFigureBlock = named('figure', 'figures', 'chart', 'org', 'stakeholders');
const isWords = (node: RootContent): node is Paragraph => node.type === 'paragraph' && !holdsImage(node);
const isPicture = (node: RootContent) =>
  node.type === 'paragraph' && holdsImage(node) && textOf({ ...node, children: words(node) }).trim() === '';
const words = (node: Paragraph) => node.children.filter((child) => !holdsImage(child as RootContent));

/**
 * The layout for what a slide holds; undefined if it is no other than in any deck.
 * @param title its words; empty without
 */
export function shapedLayout(blocks: readonly RootContent[], title: string): string | undefined {
  const body = blocks.filter((node) => !isUnseen(node));
  const [first] = body;
  if (first === undefined) return undefined;
  if (body.some(named('columns'))) return undefined;
  if (first.type === 'blockquote' && body.every((node) => node === first || isWords(node) || isPicture(node))) return 'quote';
  return ofDirectives(body) ?? ofFigures(body) ?? ofHeadings(body) ?? ofText(body, first, title) ?? ofList(body, first, title);
}

function ofDirectives(body: readonly RootContent[]): string | undefined {
  if (body.some(named('recommendations', 'decision'))) return 'recommendation';
  if (body.every((node) => named('key-figures')(node) || isNote(node)) && body.some(named('key-figures'))) return 'numbers';
  return body.length === 1 && body.some(named('timeline')) ? 'timeline' : undefined;
}

/** A line below: where the figures are from. */
const isNote = (node: RootContent) => isWords(node) && widthOf(textOf(node)) <= 140;

/** One thing to look at and some words about it. */
function ofFigures(body: readonly RootContent[]): string | undefined {
  const [seen, others] = [body.filter(isSeen), body.filter((node) => !isSeen(node))];
  const [one] = seen;
  if (one === undefined) return undefined;
  if (body.every(isPicture)) return seen.length > 2 || imagesIn(one) > 2 ? 'image-grid' : undefined;
  const about = others.reduce((sum, node) => sum + widthOf(textOf(node)), 0);
  if (seen.length > 1 || !others.every((node) => isWords(node) || (node.type === 'list' && isFlat(node)))) return undefined;
  if (one.type === 'table' || named('table')(one)) {
    const isNarrow = one.type !== 'table' || (one.children[0]?.children.length ?? 0) <= 4;
    return isNarrow && about >= 90 && about <= 320 ? 'table-note' : undefined;
  }
  if (one.type === 'code' && !isDrawing(one)) return about <= 320 ? 'code' : undefined;
  if (about < 60 || about > 360) return undefined;
  if (isPicture(one)) return isPhotograph(one) ? (body[0] === one ? 'image-left' : 'image-right') : 'chart';
  return 'chart';
}

const isSeen = (node: RootContent) =>
  node.type === 'table' || node.type === 'code' || named('table')(node) || isFigureBlock(node) || isDrawing(node) || isPicture(node);

const imagesIn = (node: Nodes): number =>
  node.type === 'image' ? 1 : 'children' in node ? (node.children as Nodes[]).reduce((sum, child) => sum + imagesIn(child), 0) : 0;

function isPhotograph(node: Nodes): boolean {
  if (node.type === 'image') return /\.(jpe?g|webp|avif)$/i.test(node.url);
  return 'children' in node && (node.children as Nodes[]).some(isPhotograph);
}

/** Parts with headings of one level side by side. */
function ofHeadings(body: readonly RootContent[]): string | undefined {
  const headings = body.filter((node) => node.type === 'heading');
  if (headings.length < 2 || headings.length > 4 || body[0]?.type !== 'heading') return undefined;
  if (new Set(headings.map(({ depth }) => depth)).size > 1) return undefined;
  const isPlain = body.every((node) => node.type === 'heading' || isWords(node) || node.type === 'list');
  const isEmpty = body.some((node, index) => node.type === 'heading' && (body[index + 1]?.type ?? 'heading') === 'heading');
  if (!isPlain || isEmpty || widthOf(body.map((node) => textOf(node)).join('')) > 480) return undefined;
  return headings.length === 2 ? 'compare' : 'columns';
}

function ofText(body: readonly RootContent[], first: RootContent, title: string): string | undefined {
  if (!body.every(isWords)) return undefined;
  const width = widthOf(body.map((node) => textOf(node)).join(''));
  const [start, ...rest] = (first as Paragraph).children;
  if (start?.type === 'strong' && isFigure(textOf(start)) && (rest.length === 0 || body.length === 1) && width <= 240) return 'number';
  const isSentence = width >= 20 && width <= (title === '' ? 150 : 100);
  return body.length === 1 && isSentence && !(first as Paragraph).children.some((child) => child.type === 'break')
    ? 'statement'
    : undefined;
}

function ofList(body: readonly RootContent[], first: RootContent, title: string): string | undefined {
  const [, ...others] = body;
  if (first.type !== 'list' || !isFlat(first) || !(others.length === 0 || (others.length === 1 && others.every(isNote)))) return undefined;
  const items = first.children;
  const heads = items.map(headOf);
  const widths = items.map((item) => widthOf(textOf(item)));
  const isWithin = (least: number, most: number, width: number) =>
    items.length >= least && items.length <= most && widths.every((one) => one <= width);
  if (isWithin(3, 8, 110) && heads.every((head) => head !== undefined && isDateText(head))) return 'timeline';
  if (isWithin(2, 6, 110) && heads.every((head) => head !== undefined && isFigure(head))) return 'numbers';
  if (others.length > 0) return undefined;
  if (first.ordered && isWithin(3, 5, 120) && heads.every((head) => head !== undefined && widthOf(head) <= 32)) return 'process';
  const longest = Math.max(0, ...title.split(/\s+/).map(wordWidth));
  return isWithin(2, 4, 90) && title !== '' && widthOf(title) <= 60 && longest <= 16 ? 'split' : undefined;
}

/** Text without spaces is broken anywhere. */
const wordWidth = (word: string) => (/[\u2e80-\u9fff]/.test(word) ? 1 : word.length);

/** Items of one paragraph each. */
const isFlat = (list: List): boolean =>
  list.children.every(({ children, checked }) => checked == null && children.length === 1 && children.every(isWords));

/** The bold words that an item begins with. */
function headOf(item: ListItem): string | undefined {
  const [paragraph] = item.children;
  const start = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  return start?.type === 'strong' ? textOf(start).trim() : undefined;
}
