/** A chapter's title, and what is left without it. */
import type { Nodes, PhrasingContent, Root } from 'mdast';
import type { SelectedFile } from '../select/types.ts';
import { plainWords } from '../source/markdown/plain-words.ts';
import { bareId } from '../source/markdown/reference.ts';
import { isSlide } from './deck.ts';
import { reporter } from './env.ts';
import type { Shared } from './shared.ts';

/** The chapter's title, from front matter or from its first heading, and the rest without that and without its slides. */
export function takeTitle(
  { tree, matter, source }: SelectedFile,
  shared: Shared,
): { title: PhrasingContent[]; body: Root; id?: string | undefined } {
  const children = tree.children.filter((node) => !isSlide(node));
  const first = children.find((node) => node.type === 'heading');
  if (matter.title !== undefined) {
    // A first heading that only says the title again is not printed twice.
    const same = first?.depth === 1 && plainWords(first).trim() === matter.title;
    const rest = same ? children.filter((node) => node !== first) : children;
    // Its notes are called all the same.
    if (same && first.children.some(callsNote)) return { title: first.children, body: { ...tree, children: rest } };
    return { title: [{ type: 'text', value: matter.title }], body: { ...tree, children: rest } };
  }
  if (first?.depth === 1) {
    const id = first.data?.attributes?.['id'] ?? undefined;
    return { title: first.children, body: { ...tree, children: children.filter((node) => node !== first) }, id: id && bareId(id) };
  }
  reporter(source, shared.context)('CHAPTER_UNTITLED', {}, { position: { start: { line: 1, column: 1 } } });
  return { title: [{ type: 'text', value: source.name.replace(/\.md$/, '') }], body: { ...tree, children } };
}

/** Whether words call a note. */
export const callsNote = (node: Nodes): boolean =>
  node.type === 'footnoteReference' || ('children' in node && node.children.some((child) => callsNote(child as Nodes)));
