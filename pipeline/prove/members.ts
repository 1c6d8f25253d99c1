/** Object streams (ISO 32000-1, 7.5.7): an index of numbers and offsets, followed by the objects. */
import { endOfLiteral, endOfRegular, endOfSpace, isDigit, isRegular, wholeAt } from '../pdf/content/bytes.ts';
import type { Stretch } from './strings.ts';

/** What an index says, regardless of how many objects it claims to have. */
export interface Members {
  /** The objects, in the order of their offsets. */
  readonly stretches: readonly Stretch[];
  /** The end of the index, or of its valid part. */
  readonly indexEnd: number;
}

/** @param first offset of the first object */
export function readIndex(bytes: Buffer, first: number): Members {
  const members: { num: number; from: number }[] = [];
  let at = 0;
  /** The offset of the next word, if it begins with a digit; else -1. */
  const nextNumber = (): number => {
    const next = endOfSpace(bytes, at, first);
    return next < first && isDigit(bytes[next]) ? next : -1;
  };
  for (let num = nextNumber(); num >= 0; num = nextNumber()) {
    at = endOfRegular(bytes, num, first);
    const place = nextNumber();
    if (place < 0) break;
    at = endOfRegular(bytes, place, first);
    // Clamped beyond the end, where there is no object.
    members.push({ num: wholeAt(bytes, num), from: Math.min(first + wholeAt(bytes, place), bytes.length + 1) });
  }
  members.sort((one, other) => one.from - other.from);
  return { stretches: members.map(({ num, from }, index) => ({ num, from, to: members[index + 1]?.from ?? bytes.length })), indexEnd: at };
}

/** Whether an object begins inside of a string, a name or a number, or beyond the end. @param first offset of the first object */
export function isMisaligned(bytes: Buffer, first: number, stretches: readonly Stretch[]): boolean {
  let at = first;
  for (const { from } of stretches) {
    if (from > bytes.length || (from > first && isRegular(bytes[from - 1]))) return true;
    while (at < from) {
      const byte = bytes[at];
      if (byte === 0x28) at = endOfLiteral(bytes, at, bytes.length);
      else if (byte !== 0x3c) at += 1;
      else if (bytes[at + 1] === 0x3c) at += 2;
      else {
        const close = bytes.indexOf(0x3e, at);
        at = close < 0 ? bytes.length : close + 1;
      }
    }
    if (at !== from) return true;
  }
  return false;
}
