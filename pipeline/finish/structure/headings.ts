/** Headings: the first has level 1, and no level is skipped (ISO 14289-1, 7.4.2). */
import type { Tag } from './tag.ts';

/** @param tags in reading order */
export function fixHeadings(tags: readonly Tag[]): void {
  /** Old and new levels of the headings that enclose the current position. */
  const open: { was: number; is: number }[] = [];
  for (const tag of tags) {
    const was = Number(/^H([1-6])$/.exec(tag.role)?.[1] ?? 0);
    if (was === 0) continue;
    while (open.length > 0 && (open.at(-1)?.was as number) >= was) open.pop();
    const is = (open.at(-1)?.is ?? 0) + 1;
    open.push({ was, is });
    tag.role = `H${is}`;
  }
}
