/** ```` ```mermaid caption="…" alt="…" source="…" #id ````: a drawing with a caption is a figure. */
import type { Code, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import { isDrawing } from '../drawings/attributes.ts';
import type { Env } from '../env.ts';

const known = ['id', 'class', 'caption', 'alt', 'source', 'decorative', 'wide'];

export function fencedFigures(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'code', (node: Code, index, parent) => {
      if (!isDrawing(node) || !node.meta || !parent || index === undefined) return;
      const attributes = parseAttributes(node.meta.replace(/^\{([\s\S]*)\}$/, '$1'));
      const unknown = attributes ? Object.keys(attributes).filter((name) => !known.includes(name)) : [node.meta];
      for (const name of unknown) env.report('CODE_META', { name }, node);
      const { caption, ...rest } = attributes ?? {};
      const alt = rest['decorative'] !== undefined ? '' : rest['alt'];
      const drawn: Code = { ...node, data: { ...node.data, drawing: { alt, isWide: rest['wide'] !== undefined } } };
      if (caption === undefined) {
        parent.children[index] = drawn;
        return;
      }
      parent.children[index] = {
        type: 'containerDirective',
        name: 'figure',
        attributes: Object.fromEntries(Object.entries(rest).filter(([name]) => known.includes(name))),
        position: node.position,
        children: [
          { type: 'paragraph', data: { directiveLabel: true }, children: [{ type: 'text', value: caption, position: node.position }] },
          drawn,
        ],
      };
    });
  };
}
