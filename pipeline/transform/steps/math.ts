/** Formulas: TeX becomes MathML, which Chrome lays out with the mathematical face and prints as text. */
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { h } from 'hastscript';
import type { Code, Nodes, Parents, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import type { DisplayMath, InlineMath } from '../../source/markdown/math.ts';
import type { Env } from '../env.ts';
import { fixedNumber } from '../numbering/patterns.ts';
import { placedBlock, placedInline } from '../placed.ts';
import { inlineStandIn, sourceFrame } from '../stand-in.ts';

export function math(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: InlineMath | DisplayMath; parent: Parents }[] = [];
    visit(tree, (node: Nodes, index, parent) => {
      const display = loneDisplay(node);
      if (display && parent && index !== undefined) {
        (parent as Parents).children[index] = display as never;
        found.push({ node: display, parent: parent as Parents });
        return SKIP;
      }
      if ((node.type === 'math' || node.type === 'inlineMath') && parent) found.push({ node, parent: parent as Parents });
      return undefined;
    });
    if (found.length === 0) return;
    const { default: temml } = await import('temml');
    for (const { node, parent } of found) {
      const isDisplay = node.type === 'math' || node.display;
      const formula = toMathMl(
        node,
        (tex) => temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true, strict: false }),
        env,
      );
      const replacement =
        node.type === 'math' ? placedBlock(displayed(node, formula, env), node.position, env) : placedInline(formula, node.position, env);
      parent.children.splice((parent.children as unknown[]).indexOf(node), 1, replacement as never);
    }
  };
}

/** `$$ … $$ {#eq:id}` alone in its paragraph, and what GitHub writes between fences of the language "math". */
function loneDisplay(node: Nodes): DisplayMath | undefined {
  if (node.type === 'code' && isFormula(node))
    return { type: 'math', value: node.value, meta: node.meta ?? null, lines: linesOf(node), position: node.position };
  if (node.type !== 'paragraph' || node.children.length !== 1) return undefined;
  const only = node.children[0];
  return only?.type === 'inlineMath' && only.display ? { ...only, type: 'math' } : undefined;
}

/** Whether code is a formula. */
export const isFormula = ({ lang }: Code): boolean => lang?.toLowerCase() === 'math';

const linesOf = ({ value, position }: Code): DisplayMath['lines'] =>
  value.split('\n').map((_, index) => ({ line: (position?.start.line ?? 1) + index + 1, column: position?.start.column ?? 1 }));

function toMathMl(node: InlineMath | DisplayMath, render: (tex: string) => string, env: Env): Element {
  try {
    const root = fromHtml(render(node.value), { fragment: true });
    let element = root.children[0] as Element;
    visit(root, 'element', (inner) => {
      delete inner.position;
      if (inner.tagName === 'math') element = inner;
    });
    // Chrome tags the parts of a formula as nothing; as one thing with its TeX it can be read out.
    const tex = node.value.replace(/\s+/g, ' ').trim();
    Object.assign(element.properties, { role: 'img', ariaLabel: tex, dataTag: `Formula ${tex}`, dataAt: atOf(placeOf(node, env.source)) });
    return element;
  } catch (cause) {
    const { message, position = 0 } = cause as Error & { position?: number };
    const before = node.value.slice(0, position).split('\n');
    const start = node.lines[before.length - 1] ?? node.position?.start ?? { line: 1, column: 1 };
    const place = { line: start.line, column: start.column + (before.at(-1)?.length ?? 0) };
    const why = message.replace(/ at (position \d+|end of input):[\s\S]*$/, '');
    env.report('MATH_SYNTAX', { why }, { position: { start: place } });
    return node.type === 'math' ? sourceFrame(node.value) : inlineStandIn(h('code', node.value) as Element);
  }
}

/** A formula on a line of its own; one with an id has a number. */
function displayed(node: DisplayMath, formula: Element, env: Env): Element {
  const attributes = node.meta === null ? {} : parseAttributes(node.meta.replace(/^\{|\}\s*$/g, ''));
  const others = Object.keys(attributes ?? {}).filter((name) => !['id', 'class', 'number'].includes(name));
  if (attributes === undefined || others.length > 0) env.report('MATH_ATTRIBUTES', { name: node.meta ?? '' }, node);
  const number = fixedNumber(attributes?.['number']);
  const id = attributes?.['id'] ?? (number === undefined ? undefined : '');
  return h(
    'div',
    {
      className: ['equation'],
      ...(id && env.slug ? { id } : {}),
      ...(id === undefined ? {} : { dataLabel: 'equation' }),
      ...(number ? { dataNumber: number } : {}),
    },
    [
      formula,
      // Filled when all formulas are known, in the order of the text: see `labels.ts`.
      ...(id === undefined ? [] : [h('span', { className: ['equation__number'] })]),
    ],
  ) as Element;
}
