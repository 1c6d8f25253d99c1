/** The layout of a slide that names none. */
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { isDrawing } from '../drawings/attributes.ts';
import { holdsImage, shapedLayout, widthOf } from './shape.ts';

/** What is known of a slide beside its body. */
interface Head {
  /** Its heading is of the first level. */
  readonly isTop: boolean;
  readonly hasTitle: boolean;
  readonly hasBackground: boolean;
  /** 1, 2, 3 … in the deck. */
  readonly number: number;
  /** Words of its title, where the shape of its content decides; undefined in decks of other programs. */
  readonly title: string | undefined;
}

/** The layout that fits the content. */
export function guessLayout(body: readonly RootContent[], { isTop, hasTitle, hasBackground, number, title }: Head): string {
  const has = (test: (node: RootContent) => boolean) => body.some(test);
  const directive =
    (...names: string[]) =>
    (node: RootContent) =>
      'name' in node && names.includes(String(node.name));
  if (isTop && number === 1 && body.every((node) => node.type === 'paragraph' || node.type === 'heading')) return 'title';
  // A picture behind an empty slide is its content.
  if (body.length === 0) return !hasTitle && hasBackground ? 'bullets' : 'section';
  if (isTop && body.length === 1 && isShortLine(body[0] as RootContent)) return 'section';
  const shaped = title === undefined || hasBackground ? undefined : shapedLayout(body, title);
  if (shaped !== undefined) return shaped;
  if (has(directive('columns'))) return 'columns';
  if (has((node) => node.type === 'table') || has(directive('table'))) return 'table';
  if (has(directive('figure', 'figures', 'chart', 'timeline', 'org')) || has(isDrawing) || has(hasPicture)) return 'figure';
  if (body[0]?.type === 'blockquote') return 'quote';
  return 'bullets';
}

/** Letters that a divider's one line holds; those of Chinese, Japanese and Korean are twice as wide. */
const lineOfDivider = 64;

function isShortLine(node: RootContent): boolean {
  if ((node.type !== 'paragraph' && node.type !== 'heading') || holdsImage(node)) return false;
  const text = textOf(node);
  return widthOf(text) <= lineOfDivider && !text.trim().includes('\n') && !node.children.some((child) => child.type === 'break');
}

const hasPicture = (node: RootContent): boolean => node.type === 'paragraph' && holdsImage(node);
