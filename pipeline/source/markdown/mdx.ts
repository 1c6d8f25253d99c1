/** MDX is read for its text: what JavaScript says in it is left out. */
import type { Root, RootContent } from 'mdast';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import type { SourceFile } from '../types.ts';

/** Whether a file is MDX by its name. */
export const isMdx = (name: string) => /\.mdx$/i.test(name);

/**
 * The tree without `import` and `export`, which are reported once. Comments of MDX become comments of HTML, so that a rule in one is
 * found like any other.
 */
export function withoutMdxCode(tree: Root, source: SourceFile, report: (diagnostic: Diagnostic) => void): Root {
  if (!isMdx(source.name)) return tree;
  const written = (node: RootContent) => source.text.slice(node.position?.start.offset, node.position?.end.offset);
  const code = tree.children.filter((node) => node.type === 'paragraph' && /^(?:import|export)\s+[\w{*'"]/.test(written(node)));
  const [first] = code;
  if (first) report(diagnostic('MDX_CODE', { count: code.length }, placeOf(first, source)));
  const children = tree.children
    .filter((node) => !code.includes(node))
    .map((node): RootContent => {
      const comment = node.type === 'paragraph' ? /^\{\/\*([\s\S]*)\*\/\}$/.exec(written(node).trim())?.[1] : undefined;
      return comment === undefined || node.position === undefined
        ? node
        : { type: 'html', value: `<!--${comment}-->`, position: node.position };
    });
  return { ...tree, children };
}
