/** Charts and diagrams from text, as vectors in the brand's colours and face. */
import type { Code, Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { drawingSort } from '../../source/markdown/drawing-sort.ts';
import { isDrawing } from '../drawings/attributes.ts';
import type { Draw } from '../drawings/draw.ts';
import { toElement } from '../drawings/svg.ts';
import type { Env } from '../env.ts';
import { placedBlock } from '../placed.ts';

/** Each is loaded when a document uses it. */
const makers = {
  'vega-lite': async () => (await import('../drawings/vega.ts')).drawCharts,
  graphviz: async () => (await import('../drawings/graphviz.ts')).drawGraphs,
  mermaid: async () => (await import('../drawings/mermaid.ts')).drawDiagrams,
} satisfies Record<string, () => Promise<Draw>>;

export function drawings(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: Code; parent: Parents }[] = [];
    visit(tree, 'code', (node, _, parent) => {
      if (parent && isDrawing(node)) found.push({ node, parent });
    });
    for (const sort of new Set(found.map(({ node }) => drawingSort(node.lang)))) {
      if (sort === undefined) continue;
      const these = found.filter(({ node }) => drawingSort(node.lang) === sort);
      const draw = await makers[sort]();
      const svgs = await draw(
        these.map(({ node }) => node),
        env,
      );
      for (const [index, { node, parent }] of these.entries()) {
        if (node.data?.drawing?.alt === undefined) env.report('FIGURE_ALT', {}, node);
        const svg = svgs[index];
        const element = svg === undefined ? undefined : toElement(svg, sort, node, env);
        const at = (parent.children as unknown[]).indexOf(node);
        parent.children.splice(at, 1, ...(element ? [placedBlock(element, node.position, env)] : []));
      }
    }
  };
}
