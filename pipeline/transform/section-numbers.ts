/** Counts the sections of one chapter: 2.1, 2.1.1. */
import type { EditionOptions } from '../source/types.ts';

/**
 * Gives the number of the next heading of a level, or undefined for levels that have none. A number says how deep a section stands in the
 * outline: where a level was skipped there is no 0, and no two sections have the same number.
 */
export function sectionNumbers(chapter: number, { numbering }: Pick<EditionOptions, 'numbering'>): (level: number) => string | undefined {
  const open: number[] = [];
  const counts: number[] = [];
  const deepest = numbering.sections + 1;
  return (level) => {
    if (level > deepest) return undefined;
    while ((open.at(-1) ?? 0) > level) open.pop();
    if (open.at(-1) !== level) open.push(level);
    const depth = open.length - 1;
    counts.length = Math.min(counts.length, open.length);
    counts[depth] = (counts[depth] ?? 0) + 1;
    return [...(numbering.chapters ? [chapter] : []), ...counts].join('.');
  };
}
