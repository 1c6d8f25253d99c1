/** Leaves a mark for every reference and citation: their words depend on chapters that are not known yet. */
import type { FootnoteDefinition, Nodes, PhrasingContent, Root } from 'mdast';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { nearest } from '../../model/nearest.ts';
import { itemPlace } from '../../model/place.ts';
import type { Cite } from '../../source/markdown/cites.ts';
import { referenceOf } from '../../source/markdown/reference.ts';
import { authorsOf } from '../citations/authors.ts';
import type { Env, Mark } from '../env.ts';
import { unknownKey } from '../stand-in.ts';

export function cites(env: Env) {
  return (tree: Root): void => {
    const notes: FootnoteDefinition[] = [];
    visitParents(tree, 'cite', (node, ancestors) => {
      // The union of all parents is more than TypeScript can hold.
      const parent = (ancestors as readonly unknown[]).at(-1) as { children: Nodes[] };
      const index = parent.children.indexOf(node as never);
      // A citation in a note needs no note of its own.
      const isNoted = env.library?.inNotes === true && env.slug !== undefined && !ancestors.some(isNote);
      const content = inRuns(node).flatMap((run, at): PhrasingContent[] => [
        ...(at > 0 ? [text('; ')] : []),
        ...(sortOf(run) === 'reference' ? [mark(run, env)] : citation(run, isNoted ? notes : undefined, env)),
      ]);
      const before = parent.children[index - 1];
      // A call is close behind its word.
      if (content[0]?.type === 'footnoteReference' && before?.type === 'text') before.value = before.value.trimEnd();
      parent.children.splice(index, 1, ...(content as never[]));
      return [SKIP, index + content.length];
    });
    tree.children.push(...notes);
  };
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const joined = (parts: readonly PhrasingContent[]) => parts.flatMap((part, index) => (index > 0 ? [text('; '), part] : [part]));
const isNote = (node: Nodes) => node.type === 'footnoteDefinition';
const sortOf = ({ items }: Cite): Mark['sort'] => (referenceOf(items[0]?.key ?? '') ? 'reference' : 'citation');

/** A bracket may hold references and citations; each run of one sort is worded as a whole. */
function inRuns(cite: Cite): Cite[] {
  const runs: Cite[] = [];
  for (const item of cite.items) {
    const last = runs.at(-1);
    const one = { ...cite, items: [item] };
    if (last && sortOf(last) === sortOf(one)) last.items.push(item);
    else runs.push(one);
  }
  return runs;
}

function mark(cite: Cite, env: Env): PhrasingContent {
  env.marks.push({ sort: sortOf(cite), cite });
  return { ...cite, data: { hName: 'span', hProperties: { dataMark: String(env.marks.length - 1) } } };
}

function citation(cite: Cite, notes: FootnoteDefinition[] | undefined, env: Env): PhrasingContent[] {
  const { library } = env;
  if (library === undefined) {
    // `@name` without a bibliography is how people are addressed.
    if (!cite.isInText) env.report('CITATION_NO_BIBLIOGRAPHY', { name: cite.value }, cite);
    return [{ type: 'text', value: cite.value, position: cite.position }];
  }
  const isWithheld = (item: { key: string }) => env.isWithheld(`cite ${item.key}`);
  for (const { key, offset } of cite.items.filter(isWithheld)) env.report('CITATION_WITHHELD', { name: key }, itemPlace(cite, offset));
  const unknown = cite.items.filter((item) => !library.items.has(item.key) && !isWithheld(item));
  for (const { key, offset } of unknown)
    env.report('CITATION_UNKNOWN', { name: key, near: nearest(key, library.items.keys()) }, itemPlace(cite, offset));
  const items = cite.items.filter(({ key }) => library.items.has(key));
  const [first] = items;
  // The key of a withheld work must not be printed.
  if (first === undefined && cite.items.some(isWithheld)) return cite.isInText ? [text(env.word('absent-source'))] : [];
  const lost = unknown.map(({ prefix, key, suffix }) => text(`${prefix}${unknownKey(key)}${suffix === '' ? '' : `, ${suffix}`}`));
  if (first === undefined) return joined(lost);
  const item = library.items.get(first.key);
  const known = { ...cite, items: cite.isInText ? [{ ...first, isBare: true }] : items };
  const authors = cite.isInText && item ? [text(authorsOf(item, env.word) + (notes ? '' : ' '))] : [];
  const after = lost.length > 0 ? [text(' '), ...joined(lost)] : [];
  if (notes === undefined) return [...authors, mark(known, env), ...after];
  const identifier = `${env.prefix}-cite-${env.marks.length}`;
  const whole = { ...known, items: known.items.map((one) => ({ ...one, isBare: one.isBare && !cite.isInText })) };
  notes.push({
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: [{ type: 'paragraph', children: [mark(whole, env)] }],
  });
  return [...authors, { type: 'footnoteReference', identifier, label: identifier }, ...after];
}
