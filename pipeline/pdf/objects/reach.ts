/** Finds the reachable objects of a document. */
import { type Copy, copier } from './copy.ts';
import type { PdfDocument } from './document.ts';
import { Dict, Ref, Stream, type Value } from './values.ts';

/** A reachable object: its text if it can be copied, otherwise its value. */
export interface Reached {
  readonly copy?: Copy;
  readonly value: Value;
}

/**
 * All objects that are reachable from these values through references.
 * @returns objects by number, in ascending order
 */
export function reach(document: PdfDocument, roots: readonly (Value | undefined)[]): Map<number, Reached> {
  const found = new Map<number, Reached>();
  const copyOf = copier();
  const seen = new Uint8Array(document.size + 1);
  const waiting: number[] = [];
  const enqueue = (num: number) => {
    if (num <= 0 || num > document.size || seen[num] === 1) return;
    seen[num] = 1;
    waiting.push(num);
  };
  const walk = (value: Value | undefined): void => {
    if (value instanceof Ref) enqueue(value.num);
    else if (Array.isArray(value)) for (const one of value) walk(one);
    else if (value instanceof Dict) value.each((_, one) => walk(one));
    else if (value instanceof Stream) walk(value.dict);
  };
  for (const root of roots) walk(root);
  for (let num = waiting.pop(); num !== undefined; num = waiting.pop()) {
    const span = document.span(num);
    if (span) {
      const copy = copyOf(span);
      found.set(num, { copy, value: null });
      for (const one of copy.nums) enqueue(one);
    } else if (document.has(num)) {
      const value = document.peek(num);
      found.set(num, { value });
      walk(value);
    }
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}
