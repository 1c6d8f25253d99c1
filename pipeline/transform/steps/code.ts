/** Fenced code: title, colours, numbered and highlighted lines. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Code, Parents, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import { type Fence, parseFence } from '../code/fence.ts';
import { paint, plain, type Run } from '../code/paint.ts';
import type { Env } from '../env.ts';
import { placedBlock } from '../placed.ts';
import { isFormula } from './math.ts';

/** Longer code may go over to the next page. */
const longCode = 30;

export function code(env: Env) {
  return async (tree: Root): Promise<void> => {
    const found: { node: Code; parent: Parents }[] = [];
    // One warning for each language is enough.
    const reported = new Set<string>();
    visit(tree, 'code', (node, _, parent) => {
      if (parent && (node.lang || node.meta) && !isFormula(node)) found.push({ node, parent });
    });
    for (const { node, parent } of found) {
      parent.children.splice(
        (parent.children as unknown[]).indexOf(node),
        1,
        placedBlock(await codeBlock(node, reported, env), node.position, env),
      );
    }
  };
}

async function codeBlock(node: Code, reported: Set<string>, env: Env): Promise<Element> {
  const language = (node.lang ?? '').toLowerCase();
  // ```{2,4-6} without a language.
  const fence = parseFence(language.startsWith('{') ? `${node.lang} ${node.meta ?? ''}` : node.meta);
  for (const name of fence.unknown) env.report('CODE_META', { name }, node);
  const painted = await paint(node.value, language.startsWith('{') ? '' : language, env.context);
  if ('unknown' in painted && !reported.has(language)) env.report('CODE_LANGUAGE', { name: node.lang ?? '', near: painted.near }, node);
  reported.add(language);
  const { lines } = 'unknown' in painted ? plain(node.value) : painted;
  for (const line of fence.marked) if (line > lines.length) env.report('CODE_LINE', { line, lines: lines.length }, node);
  const names = ['code', ...(fence.isNumbered ? ['code--numbered'] : []), ...(lines.length > longCode ? ['code--long'] : [])];
  return h('div', { className: names }, [
    ...(fence.title === undefined ? [] : [h('p', { className: ['code__title'] }, fence.title)]),
    h('pre', { dataAt: atOf(placeOf(node, env.source)) }, [h('code', lineElements(lines, fence))]),
  ]) as Element;
}

/** One element a line only where a line needs one: each makes the print dearer. */
function lineElements(lines: readonly (readonly Run[])[], { isNumbered, first, marked }: Fence): ElementContent[] {
  if (!isNumbered && marked.size === 0) {
    return lines.flatMap((line, index) => [...(index > 0 ? [{ type: 'text' as const, value: '\n' }] : []), ...runElements(line)]);
  }
  return lines.map((line, index) => {
    const isMarked = marked.has(index + 1);
    const number = isNumbered ? { dataLine: String(first + index) } : {};
    const content =
      line.length === 0 || (line.length === 1 && line[0]?.[1] === '') ? [{ type: 'text' as const, value: '\u200B' }] : runElements(line);
    return h('span', { className: isMarked ? ['line', 'line--marked'] : ['line'], ...number }, content) as Element;
  });
}

const runElements = (line: readonly Run[]): ElementContent[] =>
  line.map(([kind, value]) =>
    kind === null || value.trim() === '' ? { type: 'text', value } : (h('span', { className: [`code-${kind}`] }, value) as Element),
  );
