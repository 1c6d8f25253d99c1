/** GitHub's alerts (`> [!NOTE]`) and Obsidian's callouts (`> [!info]- Title`) become the callout directives. */
import type { PhrasingContent, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import { anyCallout } from '../../source/markdown/foreign/callouts.ts';

const opening = /^\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\][-+]?[ \t]*/;

export function alerts() {
  return (tree: Root): void => {
    visit(tree, 'blockquote', (node, index, parent) => {
      const first = node.children[0];
      const text = first?.type === 'paragraph' ? first.children[0] : undefined;
      if (first?.type !== 'paragraph' || text?.type !== 'text' || parent === undefined || index === undefined) return;
      const match = opening.exec(text.value);
      if (!match) return;
      const { name, title } = anyCallout(match[1] as string);
      const { head, rest } = atLineEnd([{ ...text, value: text.value.slice(match[0].length) }, ...first.children.slice(1)]);
      const label: PhrasingContent[] =
        head.length > 0 ? head : title === undefined ? [] : [{ type: 'text', value: title, position: text.position }];
      parent.children[index] = {
        type: 'containerDirective',
        name,
        attributes: {},
        children: [
          ...(label.length > 0 ? [{ type: 'paragraph' as const, data: { directiveLabel: true }, children: label }] : []),
          ...(rest.length > 0 ? [{ ...first, children: rest }] : []),
          ...node.children.slice(1),
        ],
        position: node.position,
      };
    });
  };
}

/** The words of the first line, which are the title, and those of the others. */
function atLineEnd(children: readonly PhrasingContent[]): { readonly head: PhrasingContent[]; readonly rest: PhrasingContent[] } {
  const at = children.findIndex((child) => child.type === 'break' || (child.type === 'text' && child.value.includes('\n')));
  const node = children[at];
  const [before, after] = node?.type === 'text' ? halves(node) : [[], []];
  const head = at < 0 ? children : [...children.slice(0, at), ...before];
  const rest = at < 0 ? [] : [...after, ...children.slice(at + 1)];
  return { head: head.filter(hasWords), rest: rest.filter((child, index) => index > 0 || hasWords(child)) };
}

function halves(node: Text): [PhrasingContent[], PhrasingContent[]] {
  const at = node.value.indexOf('\n');
  return [[{ ...node, value: node.value.slice(0, at) }], [{ ...node, value: node.value.slice(at + 1) }]];
}

const hasWords = (child: PhrasingContent) => child.type !== 'text' || child.value.trim() !== '';
