/** Changes many objects, parsing only those whose bytes contain given words. */
import { Dict, type PdfDocument, Stream, type Value } from '../objects/index.ts';

/**
 * Visits every dictionary, including nested ones, of the objects from `from` to `to` (exclusive) whose bytes contain one of the
 * words. Changes made by the visitor are kept.
 * @param visit returns whether it changed something
 */
export function alter(document: PdfDocument, from: number, to: number, words: readonly string[], visit: (dict: Dict) => boolean): void {
  if (words.length === 0) return;
  const wanted = words.map((word) => Buffer.from(word, 'latin1'));
  for (let num = from; num < to; num += 1) {
    const span = document.span(num);
    if (span) {
      const own = span.bytes.subarray(span.from, span.to);
      if (!wanted.some((word) => own.includes(word))) continue;
    }
    const value = document.peek(num);
    if (walk(value, visit)) document.set(num, value);
  }
}

function walk(value: Value, visit: (dict: Dict) => boolean): boolean {
  if (value instanceof Stream) return walk(value.dict, visit);
  let isChanged = false;
  if (value instanceof Dict) {
    isChanged = visit(value);
    for (const one of value.values()) if (typeof one === 'object' && one !== null) isChanged = walk(one, visit) || isChanged;
  } else if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object' && one !== null) isChanged = walk(one, visit) || isChanged;
  }
  return isChanged;
}
