/** Indirect objects (ISO 32000-1, 7.3.10): read at a known offset, or found by searching. */
import type { Parser } from './parser.ts';
import { Dict, Stream, type Value } from './values.ts';

/** An object with its number and generation. */
export interface Indirect {
  readonly num: number;
  readonly gen: number;
  readonly value: Value;
}

/** Reads an indirect object at its `12 0 obj`; returns undefined if there is none. */
export function readIndirect(
  parser: Parser,
  lengthOf: (value: Value | undefined) => number | undefined = plainLength,
): Indirect | undefined {
  const num = parser.value();
  const gen = parser.value();
  if (typeof num !== 'number' || typeof gen !== 'number' || parser.word() !== 'obj') return undefined;
  const value = parser.value() ?? null;
  if (!(value instanceof Dict)) return { num, gen, value };
  const { bytes } = parser;
  parser.skip();
  if (bytes.toString('latin1', parser.at, parser.at + 6) !== 'stream') return { num, gen, value };
  let from = parser.at + 6;
  if (bytes[from] === 13) from += 1;
  if (bytes[from] === 10) from += 1;
  const length = lengthOf(value.get('Length'));
  const end = length === undefined ? -1 : from + length;
  parser.at = end >= 0 && isEndOfStream(bytes, end) ? end : endOfStream(bytes, from);
  return { num, gen, value: new Stream(value, bytes.subarray(from, parser.at)) };
}

const plainLength = (value: Value | undefined) => (typeof value === 'number' ? value : undefined);

function isEndOfStream(bytes: Buffer, end: number): boolean {
  let at = end;
  while (at < end + 3 && (bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 32)) at += 1;
  return bytes.toString('latin1', at, at + 9) === 'endstream';
}

/** The end of a stream whose length is wrong. */
function endOfStream(bytes: Buffer, from: number): number {
  const found = bytes.indexOf('endstream', from);
  let end = found < 0 ? bytes.length : found;
  if (bytes[end - 1] === 10) end -= 1;
  if (bytes[end - 1] === 13) end -= 1;
  return Math.max(end, from);
}

/**
 * Every `12 0 obj` in the bytes, including older revisions and objects missing from the cross-reference table; may include false
 * matches inside streams. For files without a table, and for callers that must not miss anything.
 */
export function* searchObjects(bytes: Uint8Array): Generator<{ num: number; gen: number; at: number }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('obj'); at >= 0; at = buffer.indexOf('obj', at + 3)) {
    const match = /(?:^|[^0-9])(\d{1,8})\s+(\d{1,5})\s*$/.exec(buffer.toString('latin1', Math.max(0, at - 24), at));
    if (match === null) continue;
    const shift = match[0].length - match[0].indexOf(match[1] as string);
    yield { num: Number(match[1]), gen: Number(match[2]), at: at - shift };
  }
}
