/** Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7): read as a flat list, written with leaf nodes. */
import type { PdfDocument } from './document.ts';
import { Dict, PdfString, type Ref, type Value } from './values.ts';

/** Maximum number of entries in a leaf node. */
const entriesPerLeaf = 64;

/** All keys of a name tree, one character per byte, with their unresolved values. */
export function nameEntries(document: PdfDocument, root: Value | undefined): [string, Value][] {
  return entries(document, root, 'Names').flatMap(([key, value]) =>
    key instanceof PdfString ? [[Buffer.from(key.bytes).toString('latin1'), value] as [string, Value]] : [],
  );
}

/** All keys of a number tree with their values. */
export function numberEntries(document: PdfDocument, root: Value | undefined): [number, Value][] {
  return entries(document, root, 'Nums').flatMap(([key, value]) => (typeof key === 'number' ? [[key, value] as [number, Value]] : []));
}

function entries(document: PdfDocument, root: Value | undefined, list: 'Names' | 'Nums'): [Value, Value][] {
  const found: [Value, Value][] = [];
  const walk = (value: Value | undefined, depth: number): void => {
    const node = document.dict(value);
    if (node === undefined || depth > 32) return;
    const own = document.array(node.get(list)) ?? [];
    for (let at = 0; at + 1 < own.length; at += 2) found.push([document.resolve(own[at]), own[at + 1] as Value]);
    for (const kid of document.array(node.get('Kids')) ?? []) walk(kid, depth + 1);
  };
  walk(root, 0);
  return found;
}

/** Adds a name tree. Keys have one character per byte; they are sorted here. */
export function addNameTree(document: PdfDocument, all: Iterable<readonly [string, Value]>): Ref {
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const key = (text: string) => new PdfString(Buffer.from(text, 'latin1'));
  return addTree(
    document,
    'Names',
    sorted.map(([name, value]) => [key(name), value]),
  );
}

/** Adds a number tree; keys are sorted here. */
export function addNumberTree(document: PdfDocument, all: Iterable<readonly [number, Value]>): Ref {
  return addTree(
    document,
    'Nums',
    [...all].sort(([a], [b]) => a - b),
  );
}

function addTree(document: PdfDocument, list: 'Names' | 'Nums', sorted: readonly (readonly [Value, Value])[]): Ref {
  if (sorted.length <= entriesPerLeaf) return document.add(Dict.of({ [list]: sorted.flat() }));
  const kids: Ref[] = [];
  for (let from = 0; from < sorted.length; from += entriesPerLeaf) {
    const leaf = sorted.slice(from, from + entriesPerLeaf);
    const limits = [leaf[0]?.[0] as Value, leaf.at(-1)?.[0] as Value];
    kids.push(document.add(Dict.of({ Limits: limits, [list]: leaf.flat() })));
  }
  return document.add(Dict.of({ Kids: kids }));
}
