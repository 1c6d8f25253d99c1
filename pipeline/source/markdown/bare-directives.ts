/** `12:30`, `3:2`, `note:this`: what looks like a directive and has nothing but a name is text, in alternative texts too. */
import type { Nodes, Parent } from 'mdast';
import type { CompileContext, Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type { Processor } from 'unified';
import { isBare } from './words-as-written.ts';

/** Makes them text, in place. */
export function withoutBareDirectives<N extends Nodes>(node: N): N {
  if (!('children' in node)) return node;
  for (const [index, child] of (node as Parent).children.entries()) {
    if (isBare(child)) (node as Parent).children[index] = { type: 'text', value: `:${child.name}`, position: child.position };
    else withoutBareDirectives(child);
  }
  return node;
}

/** Alternative texts are made of nodes and keep only their words, so they are made text before. */
const fromMarkdown: FromMarkdown = {
  exit: {
    label(this: CompileContext) {
      const fragment = this.stack.at(-1) as unknown as Parent;
      const isImage = this.stack.at(-2)?.type === 'image';
      if (isImage) withoutBareDirectives(fragment as Nodes);
      const value = this.resume();
      const node = this.stack.at(-1) as Nodes;
      this.data.inReference = true;
      if (node.type === 'link') node.children = fragment.children as typeof node.children;
      else (node as { alt?: string }).alt = value;
    },
  },
};

/** remark's plug-in for the above. */
export function bareDirectives(this: Processor): void {
  const data = this.data() as { fromMarkdownExtensions?: FromMarkdown[] };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown];
}
