/** Leaves a mark for every reference and citation: their words depend on chapters that are not known yet. */
import type { Parents, PhrasingContent, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { referenceOf } from '../references/label.ts';
import type { Cite } from '../syntax/cites.ts';
import type { Env, Mark } from './env.ts';

export function cites(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'cite', (node, index, parent) => {
      if (!parent || index === undefined) return undefined;
      const runs = inRuns(node);
      const replacement = runs.flatMap((run, at): PhrasingContent[] => [
        ...(at > 0 ? [{ type: 'text' as const, value: '; ' }] : []),
        place(run, env),
      ]);
      (parent as Parents).children.splice(index, 1, ...(replacement as never[]));
      return [SKIP, index + replacement.length];
    });
  };
}

const sortOf = (key: string): Mark['sort'] => (referenceOf(key) ? 'reference' : 'citation');

/** A bracket may hold references and citations; each run of one sort is worded as a whole. */
function inRuns(cite: Cite): Cite[] {
  const runs: Cite[] = [];
  for (const item of cite.items) {
    const last = runs.at(-1)?.items;
    if (last?.[0] && sortOf(last[0].key) === sortOf(item.key)) last.push(item);
    else runs.push({ ...cite, items: [item] });
  }
  return runs;
}

function place(cite: Cite, env: Env): PhrasingContent {
  const sort = sortOf(cite.items[0]?.key ?? '');
  if (sort === 'citation') return { type: 'text', value: cite.value, position: cite.position };
  env.marks.push({ sort, cite });
  return { ...cite, data: { hName: 'span', hProperties: { dataMark: String(env.marks.length - 1) } } };
}
