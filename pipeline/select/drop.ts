/** What becomes of a node that is cut: its strings are for the proof, its names for those who look for it. */
import { slug } from 'github-slugger';
import type { Nodes } from 'mdast';
import { allDataNames } from '../source/data/names.ts';
import { headingWords, plainWords as textOf } from '../source/markdown/plain-words.ts';
import type { Cutting } from './cutting.ts';
import { beside, gather } from './gather.ts';

/** What is beside a node in the same line, and is plain text. */
export interface Neighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Puts a node down as cut. */
export function drop(node: Nodes, rule: string, { cuts, source, hidden, unused, data }: Cutting, near?: Neighbours): void {
  cuts.push(() => (near ? beside(gather(node, source, rule), near.before, near.after) : gather(node, source, rule)));
  hide(node, hidden);
  for (const name of allDataNames(node)) {
    const found = data(name);
    if (found) unused.set(found.file, rule);
  }
}

/** The names by which links, references and the index know what is cut. */
function hide(node: Nodes, hidden: Set<string>): void {
  if (node.type === 'heading') hidden.add(node.data?.attributes?.['id'] ?? slug(headingWords(node)));
  if (node.type === 'containerDirective' && node.name === 'slide') {
    const label = node.children[0]?.type === 'paragraph' && node.children[0].data?.directiveLabel ? [slug(textOf(node.children[0]))] : [];
    for (const name of [...label, ...(node.attributes?.['id'] ? [node.attributes['id']] : [])]) hidden.add(name);
  }
  if (node.type === 'textDirective') hidden.add(`term ${textOf(node).split('!')[0]?.trim()}`);
  if ('children' in node) for (const child of node.children) hide(child as Nodes, hidden);
}
