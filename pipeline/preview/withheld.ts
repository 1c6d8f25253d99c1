/**
 * What an audience does not get, for the author's eyes. It is made of the parsed trees, before anything is cut, and comes to no more
 * than this list: there is no way from it to a page, a file or a cache.
 */

import type { Nodes, Parents } from 'mdast';
import { toString as mdastToString } from 'mdast-util-to-string';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Decision } from '../select/cutting.ts';
import { decisionsOf } from '../select/decisions.ts';
import { filesOf, type Parsed } from '../source/types.ts';
import { parsedFor } from './flow.ts';
import type { Selection } from './types.ts';

declare const mark: unique symbol;

/** Something that an audience does not get. No stage takes it: what is printed is a `Templated`, and that is made of `Selected`. */
export interface WithheldBlock {
  readonly [mark]: true;
  readonly audience: string;
  readonly place: Place;
  /** Its last line in the source. */
  readonly end: number | undefined;
  /** `section`, `block`, `row` … */
  readonly what: string;
  /** The rule as it is written. */
  readonly rule: string;
  readonly text: string;
  /** Whether a bar is printed in its place. */
  readonly isBarred: boolean;
}

/** What each audience of a selection does not get; undefined if the pack cannot be read: then nobody knows. */
export async function withheldFrom(folder: string, { lang, audiences }: Selection, context: Context): Promise<WithheldBlock[] | undefined> {
  const parsed = await parsedFor(folder, lang, context);
  return parsed && audiences.flatMap((audience) => withheldBlocks(parsed, audience));
}

/** What one audience does not get, in the order of the source. What is inside of something withheld is part of it. */
export function withheldBlocks(parsed: Parsed, audience: string): WithheldBlock[] {
  const reader = { audience, lang: parsed.source.lang };
  const blocks = decisionsOf(parsed, () => {}, audience)
    .filter(({ readers }) => !parsed.rules.has(readers, reader))
    .map((decision) => blockOf(decision, parsed, audience, parsed.rules.has(decision.barred, reader)));
  return blocks
    .filter((one) => !blocks.some((other) => other !== one && holds(other, one)))
    .sort((a, b) => orderOf(a, parsed) - orderOf(b, parsed) || (a.place.line ?? 0) - (b.place.line ?? 0));
}

const holds = (outer: WithheldBlock, inner: WithheldBlock): boolean =>
  outer.place.file === inner.place.file &&
  (outer.place.line ?? 0) < (inner.place.line ?? 0) &&
  (outer.end ?? 0) >= (inner.end ?? inner.place.line ?? 0);

/** Chapters come in their own order, and what is not of one after them. */
function orderOf({ place }: WithheldBlock, parsed: Parsed): number {
  const index = filesOf(parsed).findIndex(({ source }) => source.shown === place.file);
  return index < 0 ? Number.MAX_SAFE_INTEGER : index;
}

function blockOf({ place, what, words, rule }: Decision, parsed: Parsed, audience: string, isBarred: boolean): WithheldBlock {
  const file = filesOf(parsed).find(({ source }) => source.shown === place.file);
  const nodes = file === undefined ? [] : nodesAt(file.tree, place);
  const text = nodes.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
  const end = nodes.at(-1)?.position?.end.line ?? place.line;
  return { audience, place, end, what, rule, text: text || words, isBarred } as WithheldBlock;
}

/** What holds words itself. */
const lines = new Set(['paragraph', 'heading', 'tableCell', 'defListTerm', 'leafDirective']);

/** Words of blocks are apart, as they are on a page. */
function wordsOf(node: Nodes): string {
  if (!('children' in node) || lines.has(node.type)) return mdastToString(node);
  return node.children.map(wordsOf).join(' ');
}

/** The node that begins at a place; of a heading its whole section. */
function nodesAt(tree: Parents, place: Place): readonly Nodes[] {
  for (const [index, child] of tree.children.entries()) {
    const start = child.position?.start;
    if (start?.line === place.line && (place.column === undefined || start?.column === place.column))
      return child.type === 'heading' ? sectionAt(tree.children, index, child.depth) : [child];
    const isInside = (start?.line ?? 0) <= (place.line ?? 0) && (child.position?.end.line ?? 0) >= (place.line ?? 0);
    const inner = isInside && 'children' in child ? nodesAt(child, place) : [];
    if (inner.length > 0) return inner;
  }
  return [];
}

function sectionAt(siblings: readonly Nodes[], start: number, depth: number): readonly Nodes[] {
  const rest = siblings.slice(start + 1);
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= depth);
  return siblings.slice(start, end < 0 ? undefined : start + 1 + end);
}
