/** A file with several headings of the first level holds several chapters, as in Pandoc, Quarto and Word. */
import type { FootnoteDefinition, Nodes, Root, RootContent } from 'mdast';
import type { SelectedFile } from '../select/types.ts';
import { plainWords } from '../source/markdown/plain-words.ts';
import { isComment } from './html/raw.ts';

const isFirstLevel = (node: RootContent) => node.type === 'heading' && node.depth === 1;

/**
 * The file, or its chapters one by one. What is before the first of them is one of its own.
 * @param ofPack title of the pack, which the cover says already
 */
export function splitChapters(file: SelectedFile, ofPack: string): readonly SelectedFile[] {
  const { children } = file.tree;
  if (children.filter(isFirstLevel).length < 2) return [file];
  const definitions = children.filter((node) => node.type === 'definition');
  const notes = children.filter((node) => node.type === 'footnoteDefinition');
  const parts: RootContent[][] = [[]];
  for (const node of children) {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') continue;
    if (isFirstLevel(node)) parts.push([]);
    parts.at(-1)?.push(node);
  }
  const [before = [], ...chapters] = parts;
  const { title, ...matter } = file.matter;
  const isSaid =
    title === undefined || title === ofPack || chapters.some(([heading]) => heading !== undefined && plainWords(heading).trim() === title);
  const whole = (own: readonly RootContent[]): Root => ({ ...file.tree, children: [...own, ...definitions, ...notesOf(own, notes)] });
  // Without a title of its own, what comes before the first heading is the beginning of its chapter.
  if (title === undefined) chapters[0]?.splice(1, 0, ...before.splice(0));
  const first = before.some(isPrinted) || !isSaid ? [{ ...file, tree: whole(before) }] : [];
  // What front matter says of a file holds for its first chapter only.
  const matterOf = (index: number) => (index === 0 && first.length === 0 ? matter : {});
  return [...first, ...chapters.map((own, index) => ({ ...file, matter: matterOf(index), tree: whole(own) }))];
}

const isPrinted = (node: RootContent) => !(node.type === 'html' && isComment(node));

/** The notes that some nodes call, and those that these call in turn. */
function notesOf(nodes: readonly Nodes[], all: readonly FootnoteDefinition[]): FootnoteDefinition[] {
  const called = new Set<string>();
  const look = (node: Nodes): void => {
    if (node.type === 'footnoteReference' && !called.has(node.identifier)) {
      called.add(node.identifier);
      all.filter(({ identifier }) => identifier === node.identifier).forEach(look);
    }
    if ('children' in node) node.children.forEach((child) => void look(child as Nodes));
  };
  nodes.forEach(look);
  return all.filter(({ identifier }) => called.has(identifier));
}
