/** Counts the sections of one chapter: 2.1, 2.1.1. */
import type { EditionOptions } from '../source/types.ts';

/** Gives the number of the next heading of a level, or undefined for levels that have none. */
export function sectionNumbers(chapter: number, { numbering }: Pick<EditionOptions, 'numbering'>): (level: number) => string | undefined {
  const counts: number[] = [];
  const deepest = numbering.sections + 1;
  return (level) => {
    if (level > deepest) return undefined;
    counts.length = level - 1;
    for (let index = 0; index < level - 1; index += 1) counts[index] ??= 0;
    counts[level - 2] = (counts[level - 2] ?? 0) + 1;
    return [...(numbering.chapters ? [chapter] : []), ...counts].join('.');
  };
}
