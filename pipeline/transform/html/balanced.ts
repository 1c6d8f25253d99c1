/**
 * Keeps raw HTML inside the block that it is written in. Selection has cut blocks by now, and with them start or end tags: an
 * element that is not closed ends with its section, quote or item, and an end tag without a start has no effect.
 */
import type { Html, Nodes, Root, RootContent } from 'mdast';
import { voids } from '../../source/html/elements.ts';
import { htmlTokens, isTag, type Tag } from '../../source/html/tokens.ts';
import type { Env } from '../env.ts';

interface Open {
  readonly name: string;
  readonly isHidden: boolean;
  readonly node: Html;
}

const ofTables = /^(?:td|th|tr|tbody|thead|tfoot|caption|col|colgroup)$/;
/** Elements that end where another of their sort begins. */
const ending: Readonly<Record<string, RegExp>> = {
  p: /^p$/,
  li: /^li$/,
  td: /^t[dh]$/,
  th: /^t[dh]$/,
  dt: /^d[td]$/,
  dd: /^d[td]$/,
};

/** The same tree, changed. */
export function balanced(tree: Root, env: Env): Root {
  inside(tree, env);
  return tree;
}

function inside(parent: Nodes, env: Env): void {
  if (!('children' in parent)) return;
  const children = parent.children as RootContent[];
  const stack: Open[] = [];
  for (const child of children) {
    if (child.type === 'html') child.value = rewritten(child, stack);
    else inside(child, env);
  }
  if (stack.length === 0) return;
  for (const { name, isHidden, node } of stack) if (isHidden) env.report('HTML_HIDDEN_OPEN', { name: `<${name}>` }, node);
  children.push({ type: 'html', value: closing(stack.splice(0)) });
}

const closing = (open: readonly Open[]) =>
  [...open]
    .reverse()
    .map(({ name }) => `</${name}>`)
    .join('');

function rewritten(node: Html, stack: Open[]): string {
  return htmlTokens(node.value)
    .map((token) => (isTag(token) ? ofTag(token, node, stack) : node.value.slice(token.start, token.end)))
    .join('');
}

function ofTag({ sort, name, attributes, start, end }: Tag, node: Html, stack: Open[]): string {
  const written = node.value.slice(start, end);
  if (ofTables.test(name) && !stack.some((one) => one.name === 'table')) return ' ';
  if (sort === 'start') {
    if (ending[name]?.test(stack.at(-1)?.name ?? '')) stack.pop();
    if (!voids.has(name)) stack.push({ name, isHidden: attributes.some((one) => one.name === 'hidden'), node });
    return written;
  }
  const at = stack.findLastIndex((one) => one.name === name);
  if (at < 0) return '';
  const before = closing(stack.slice(at + 1));
  stack.length = at;
  return before + written;
}
