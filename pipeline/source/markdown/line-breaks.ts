/** In decks of Marp, the end of a line is the end of a line: there it needs no sign before it. */
import type { PhrasingContent, Root, RootContent } from 'mdast';

/** Makes a break of every end of a line among the words of slides; notes and formulas stay as they are. */
export function lineBreaks(deck: Root): void {
  for (const child of deck.children) inside(child);
}

function inside(node: RootContent | PhrasingContent): void {
  if (!('children' in node) || (node.type === 'containerDirective' && node.name === 'notes')) return;
  for (const child of node.children) inside(child);
  if (!node.children.some((child) => child.type === 'text' && child.value.includes('\n'))) return;
  const parent = node as { children: PhrasingContent[] };
  parent.children = parent.children.flatMap((child) => (child.type === 'text' ? linesOf(child) : [child]));
}

function linesOf(text: PhrasingContent & { type: 'text' }): PhrasingContent[] {
  return text.value
    .split(/[ \t]*\n[ \t]*/)
    .flatMap((value, index): PhrasingContent[] => [
      ...(index > 0 ? [{ type: 'break' as const, position: text.position }] : []),
      ...(value === '' ? [] : [{ ...text, value }]),
    ]);
}
