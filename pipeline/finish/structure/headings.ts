/** Headings: the first is of level 1, and none is more than one level below the one before it (ISO 14289-1, 7.4.2). */
import type { Tag } from './tag.ts';

/** @param tags in reading order */
export function fixHeadings(tags: readonly Tag[]): void {
  /** Levels as they were and as they are, of the headings that are open. */
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
