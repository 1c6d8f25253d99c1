/** Which data files a tree names. */
import type { Nodes } from 'mdast';
import { drawingSort } from '../markdown/drawing-sort.ts';

const address = /["']?\burl["']?\s*:\s*(?:"([^"]+)"|'([^']+)'|([^\s,}\]]+))/g;

/** The data files that one node names by itself: a directive by `data`, a chart's specification by `url`. */
export function dataNamesOf(node: Nodes): readonly string[] {
  if ('attributes' in node) return node.attributes?.['data'] ? [node.attributes['data']] : [];
  if (node.type !== 'code' || drawingSort(node.lang) !== 'vega-lite') return [];
  return [...node.value.matchAll(address)].map(([, double, single, bare]) => (double ?? single ?? bare) as string);
}

/** Those of a node and of everything in it. */
export function allDataNames(node: Nodes): string[] {
  const inner = 'children' in node ? node.children.flatMap((child) => allDataNames(child as Nodes)) : [];
  return [...dataNamesOf(node), ...inner];
}

/** The images that a node and everything in it show. */
export function allImageNames(node: Nodes): string[] {
  const own = node.type === 'image' || node.type === 'definition' ? [node.url] : [];
  return 'children' in node ? [...own, ...node.children.flatMap((child) => allImageNames(child as Nodes))] : own;
}

/** What an image is called beside data files: another file may have its name, seen from another folder. */
export const imageKey = (name: string): string => `image ${name}`;
