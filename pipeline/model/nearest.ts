/** "Did you mean": names that are near to a mistyped one. */
import leven from 'leven';
import type { Known } from './catalogue/entry.ts';

/** The known name nearest to a mistyped one, if it is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = leven(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Parameters for the messages that name what is known. */
export function unknownName(name: string, known: readonly string[]): Known {
  return { name, known, near: nearest(name, known) };
}
