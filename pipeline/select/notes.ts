/** What is called from elsewhere in the file: footnotes and addresses of links. Neither a call nor what it calls stays alone. */
import type { Nodes, Parent, Root } from 'mdast';
import type { Cutting } from './cutting.ts';
import { gather } from './gather.ts';

const callers: Readonly<Record<string, string>> = {
  footnoteReference: 'footnoteDefinition',
  linkReference: 'definition',
  imageReference: 'definition',
};
const called = new Set(Object.values(callers));

/**
 * The tree without calls of what was cut, and without notes and addresses that nothing calls any more.
 * @param before the tree before anything was cut
 */
export function withoutDangling(tree: Root, before: Root, cutting: Cutting): Root {
  const original = namesIn(before);
  if (original.definitions.size === 0) return tree;
  const left = namesIn(tree);
  const lost = new Set([...original.definitions].filter((name) => !left.definitions.has(name)));
  // Notes that nothing called from the beginning are none of selection's business.
  const idle = new Set([...left.definitions].filter((name) => original.calls.has(name) && !left.calls.has(name)));
  return lost.size + idle.size === 0 ? tree : (rewritten(tree, lost, idle, cutting) as Root);
}

/**
 * Says of a note or an address of a link whether anything calls it: then it belongs to its calls, wherever it is.
 * Authors gather them at the end of a file, under whatever section happens to be the last.
 */
export function calledFrom(tree: Root): (node: Nodes) => boolean {
  const { calls } = namesIn(tree);
  return (node) => called.has(node.type) && calls.has(nameOf(node.type, node as never));
}

const nameOf = (type: string, node: { identifier: string }) => `${type} ${node.identifier}`;

function namesIn(node: Nodes, found = { definitions: new Set<string>(), calls: new Set<string>() }) {
  if (called.has(node.type)) found.definitions.add(nameOf(node.type, node as never));
  const target = callers[node.type];
  if (target !== undefined) found.calls.add(nameOf(target, node as never));
  if ('children' in node) for (const child of node.children) namesIn(child as Nodes, found);
  return found;
}

function rewritten(node: Nodes, lost: ReadonlySet<string>, idle: ReadonlySet<string>, cutting: Cutting): Nodes {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (called.has(child.type) && idle.has(nameOf(child.type, child as never))) {
      cutting.cuts.push(() => gather(child, cutting.source, 'nothing that is left calls it'));
      return [];
    }
    const target = callers[child.type];
    if (target === undefined || !lost.has(nameOf(target, child as never))) return [rewritten(child, lost, idle, cutting)];
    // The words of a link stay; a call and an image are nothing without what they call.
    return child.type === 'linkReference' ? child.children.map((inner) => rewritten(inner, lost, idle, cutting)) : [];
  });
  return { ...node, children } as Parent as Nodes;
}
