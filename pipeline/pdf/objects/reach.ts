/** Which objects of a document anything refers to. */
import type { PdfDocument, Span } from './document.ts';
import { classes } from './parser.ts';
import { endOfLiteral } from './serialize.ts';
import { Dict, Ref, Stream, type Value } from './values.ts';

/**
 * All objects that can be reached from these values, by way of references.
 * @returns by number, with its bytes where it can be copied (`PdfDocument.span`)
 */
export function reachable(document: PdfDocument, roots: readonly (Value | undefined)[]): Map<number, Span | undefined> {
  const found = new Map<number, Span | undefined>();
  const waiting: number[] = [];
  const meet = (num: number) => {
    if (found.has(num) || !document.has(num)) return;
    found.set(num, undefined);
    waiting.push(num);
  };
  const walk = (value: Value | undefined): void => {
    if (value instanceof Ref) meet(value.num);
    else if (Array.isArray(value)) for (const one of value) walk(one);
    else if (value instanceof Dict) value.each((_, one) => walk(one));
    else if (value instanceof Stream) walk(value.dict);
  };
  for (const root of roots) walk(root);
  for (let num = waiting.pop(); num !== undefined; num = waiting.pop()) {
    const span = document.span(num);
    if (span) {
      found.set(num, span);
      const { references, shift = 0 } = span;
      if (references) for (let at = references.from; at < references.to; at += 1) meet((references.target[at] as number) + shift);
      else eachReference(span, meet);
    } else walk(document.peek(num));
  }
  return found;
}

/** Calls with each object number that an object's bytes refer to; they are not made into values for that. */
function eachReference({ bytes, from, to, shift = 0 }: Span, meet: (num: number) => void): void {
  let before = -1;
  let last = -1;
  for (let at = from; at < to; ) {
    const byte = bytes[at] as number;
    if (byte === 0x28) at = endOfLiteral(bytes, at, to);
    else if (byte === 0x52 && classes[bytes[at - 1] as number] !== 0 && (at + 1 >= to || classes[bytes[at + 1] as number] !== 0)) {
      if (before >= 0 && last >= 0) meet(before + shift);
      at += 1;
    } else if (byte >= 0x30 && byte <= 0x39) {
      let value = 0;
      for (let digit = byte; digit >= 0x30 && digit <= 0x39; digit = bytes[at] as number) {
        value = value * 10 + digit - 0x30;
        at += 1;
      }
      before = last;
      last = value;
      continue;
    } else if (classes[byte] === 1) {
      at += 1;
      continue;
    } else if (byte === 0x73 && bytes.toString('latin1', at, at + 6) === 'stream') return;
    else at += 1;
    before = -1;
    last = -1;
  }
}
