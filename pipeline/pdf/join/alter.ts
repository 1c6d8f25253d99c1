/** Changes many objects, parsing only those whose bytes contain given words. */
import { Dict, type PdfDocument, Stream, type Value } from '../objects/index.ts';

type Visit = (dict: Dict, isStream: boolean) => boolean;

/**
 * Visits every dictionary, including nested ones, of the objects from `from` to `to` (exclusive) whose bytes contain one of the
 * words. Changes made by the visitor are kept.
 * @param words undefined for all objects
 * @param visit returns whether it changed something; of a stream it gets the dictionary
 */
export function alter(document: PdfDocument, from: number, to: number, words: readonly string[] | undefined, visit: Visit): void {
  if (words?.length === 0) return;
  const wanted = words?.map((word) => Buffer.from(word, 'latin1'));
  for (let num = from; num < to; num += 1) {
    const span = document.span(num);
    if (span && wanted) {
      const own = span.bytes.subarray(span.from, span.to);
      if (!wanted.some((word) => own.includes(word))) continue;
    }
    const value = document.peek(num);
    if (walk(value, visit)) document.set(num, value);
  }
}

function walk(value: Value, visit: Visit, isStream = false): boolean {
  if (value instanceof Stream) return walk(value.dict, visit, true);
  let isChanged = false;
  if (value instanceof Dict) {
    isChanged = visit(value, isStream);
    for (const one of value.values()) if (typeof one === 'object' && one !== null) isChanged = walk(one, visit) || isChanged;
  } else if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object' && one !== null) isChanged = walk(one, visit) || isChanged;
  }
  return isChanged;
}
