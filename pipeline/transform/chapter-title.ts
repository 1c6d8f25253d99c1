/** A chapter's title, and what is left without it. */
import type { Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import type { SelectedFile } from '../select/types.ts';
import { withoutEnding } from '../source/files/pack-place.ts';
import type { Attributes } from '../source/markdown/attributes.ts';
import { shownComment } from '../source/markdown/foreign/critic/signs.ts';
import { plainWords } from '../source/markdown/plain-words.ts';
import { bareId } from '../source/markdown/reference.ts';
import { isSlide } from './deck.ts';
import { reporter } from './env.ts';
import type { Shared } from './shared.ts';

/** A title, and the chapter without it. */
export interface Titled {
  readonly title: PhrasingContent[];
  readonly body: Root;
  readonly id?: string | undefined;
  /** What its heading says of itself. */
  readonly attributes: Attributes;
}

/** The chapter's title, from front matter or from its first heading of any level, and the rest without that and without its slides. */
export function takeTitle({ tree, matter, source }: SelectedFile, shared: Shared): Titled {
  const children = tree.children.filter((node) => !isSlide(node));
  const first = children.find((node) => node.type === 'heading');
  if (matter.title !== undefined) {
    // A first heading that only says the title again is not printed twice.
    const same = first?.depth === 1 && plainWords(first).trim() === matter.title;
    const rest = same ? children.filter((node) => node !== first) : children;
    // Its notes are called all the same.
    const attributes = (same && first.data?.attributes) || {};
    if (same && first.children.some(callsNote)) return { title: first.children, body: { ...tree, children: rest }, attributes };
    return { title: [{ type: 'text', value: matter.title }], body: { ...tree, children: rest }, attributes };
  }
  if (first !== undefined) return titledBy(first, children, tree);
  reporter(source, shared.context)('CHAPTER_UNTITLED', {}, { position: { start: { line: 1, column: 1 } } });
  return {
    title: [{ type: 'text', value: withoutEnding(source.name.split('/').at(-1) ?? '') }],
    body: { ...tree, children },
    attributes: {},
  };
}

/**
 * The first heading is the title, of whatever level. Where it is the only one of the highest level that the chapter has, those
 * below it move up with it.
 */
function titledBy(first: Heading, children: readonly RootContent[], tree: Root): Titled {
  const id = first.data?.attributes?.['id'] ?? undefined;
  const rest = children.filter((node) => node !== first);
  const isHighest = rest.every((node) => node.type !== 'heading' || node.depth > first.depth);
  const up = isHighest ? first.depth - 1 : 0;
  const raised = rest.map((node) => (node.type === 'heading' && up > 0 ? { ...node, depth: (node.depth - up) as Heading['depth'] } : node));
  return { title: first.children, body: { ...tree, children: raised }, id: id && bareId(id), attributes: first.data?.attributes ?? {} };
}

/** Whether words call a note. */
export const callsNote = (node: Nodes): boolean =>
  node.type === 'footnoteReference' || ('children' in node && node.children.some((child) => callsNote(child as Nodes)));

/** A title without the comments of reviewers, which come first in the chapter. */
export function withoutTitleComments({ title, body, ...rest }: Titled): Titled {
  const found: string[] = [];
  const without = <T extends Nodes>(node: T): T => {
    if (node.type === 'text') {
      found.push(...(node.value.match(shownComment) ?? []));
      return { ...node, value: node.value.replace(shownComment, '') };
    }
    return 'children' in node ? ({ ...node, children: (node.children as Nodes[]).map(without) } as T) : node;
  };
  const own = title.map(without);
  if (found.length === 0) return { title, body, ...rest };
  const first: RootContent = { type: 'paragraph', children: [{ type: 'text', value: found.join(' ') }] };
  return { title: own, body: { ...body, children: [first, ...body.children] }, ...rest };
}
