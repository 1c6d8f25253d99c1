/** Charts and diagrams from text, as vectors in the brand's colours and face. */
import type { Element } from 'hast';
import type { Code, Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { contained } from '../../model/contained.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import { fillPattern } from '../../source/locale/patterns.ts';
import { drawingSort } from '../../source/markdown/drawing-sort.ts';
import { isDrawing } from '../drawings/attributes.ts';
import type { Draw } from '../drawings/draw.ts';
import { toElement, wordsOf } from '../drawings/svg.ts';
import { type Env, reporter } from '../env.ts';
import { placedBlock } from '../placed.ts';
import { nameFrame, sourceFrame } from '../stand-in.ts';
import { breaksUa } from '../unclaimed.ts';

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
      const svgs = await drawn(
        these.map(({ node }) => node),
        sort,
        env,
      );
      for (const [index, { node, parent }] of these.entries()) {
        const svg = svgs[index];
        const element = svg === undefined ? undefined : guarded(() => describedElement(svg, sort, node, env), sort, node, env);
        const at = (parent.children as unknown[]).indexOf(node);
        parent.children.splice(at, 1, placedBlock(element ?? frameOf(node), node.position, env));
      }
    }
  };
}

/** The drawing; one without alternative text has its caption or its own words, which is reported. */
function describedElement(svg: string, sort: keyof typeof makers, node: Code, env: Env): Element | undefined {
  const drawing = node.data?.drawing;
  if (drawing?.alt !== undefined) return toElement(svg, sort, node, env);
  const element = toElement(svg, sort, node, env);
  const name = env.word(sort === 'vega-lite' ? 'chart' : 'diagram');
  const words = sort === 'vega-lite' ? '' : wordsOf(element);
  const shown = drawing?.caption || (words === '' ? name : fillPattern(env.word('drawing-words'), { name, words }));
  env.report('FIGURE_ALT', { shown }, node);
  const picture = element?.children.find((child) => child.type === 'element');
  if (picture?.type === 'element') {
    delete picture.properties['ariaHidden'];
    Object.assign(picture.properties, { role: 'img', ariaLabel: shown }, breaksUa(node, env));
  }
  return element;
}

/** In the place of a drawing that cannot be made: its source, or the name of its data. */
const frameOf = ({ value, data }: Code) => (value.trim() === '' ? nameFrame(data?.drawing?.name ?? '```') : sourceFrame(value));

/** All drawings of one sort. Should that fail unexpectedly, each is tried by itself: one ends no other. */
async function drawn(nodes: readonly Code[], sort: keyof typeof makers, env: Env): Promise<(string | undefined)[]> {
  const draw = await makers[sort]();
  const diagnostics: Diagnostic[] = [];
  const quiet = { ...env, context: { ...env.context, report: (one: Diagnostic) => void diagnostics.push(one) } };
  try {
    const svgs = await draw(nodes, { ...quiet, report: reporter(env.source, quiet.context) });
    diagnostics.forEach(env.context.report);
    return svgs;
  } catch (cause) {
    if (nodes.length === 1) {
      report(cause, sort, nodes[0] as Code, env);
      return [undefined];
    }
    const svgs: (string | undefined)[] = [];
    for (const node of nodes) svgs.push(...(await drawn([node], sort, env)));
    return svgs;
  }
}

function guarded<T>(make: () => T, sort: string, node: Code, env: Env): T | undefined {
  try {
    return make();
  } catch (cause) {
    report(cause, sort, node, env);
    return undefined;
  }
}

const report = (cause: unknown, sort: string, node: Code, env: Env): void =>
  env.context.report(contained(cause, `drawing with ${sort}`, placeOf(node, env.source)));
