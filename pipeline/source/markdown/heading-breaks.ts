/** `<br>` in a heading breaks its line, and keeps the words apart where the heading is written in one: outline, contents, links. */
import type { Heading, Nodes, PhrasingContent, Root } from 'mdast';

/** The tree with breaks of Markdown in the place of those of HTML. */
export function headingBreaks(tree: Root): Root {
  return { ...tree, children: tree.children.map((node) => walk(node) as Root['children'][number]) };
}

function walk(node: Nodes): Nodes {
  if (node.type === 'heading') return { ...node, children: spaced(node) };
  if (!('children' in node) || node.type === 'paragraph') return node;
  return { ...node, children: node.children.map((child) => walk(child as Nodes)) } as Nodes;
}

function spaced(heading: Heading): PhrasingContent[] {
  return heading.children.flatMap((child): PhrasingContent[] => {
    const isBreak = child.type === 'break' || (child.type === 'html' && /^<br\s*\/?>$/i.test(child.value.trim()));
    return isBreak
      ? [
          { type: 'text', value: ' ', position: child.position },
          { type: 'break', position: child.position },
        ]
      : [child];
  });
}
