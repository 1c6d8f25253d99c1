/** Heads that a browser repeats on every page of a table: it tags them again, and they would be read as often. */
import { isName } from '../../pdf/objects/index.ts';
import type { MarkPlace, Structure } from './read.ts';
import { Mark, Tag } from './tag.ts';

/** Makes decoration of the repeated ones, in place. */
export function withoutRepeatedHeads({ root, marks, roles }: Structure): void {
  if (!roles.has('Table')) return;
  for (const table of tablesIn(root)) {
    for (const row of table.kids) {
      if (!(row instanceof Tag) || row.role !== 'TR') continue;
      const cells = row.kids.filter((kid): kid is Tag => kid instanceof Tag && (kid.role === 'TH' || kid.role === 'TD'));
      // The first row that is no head ends it; one that holds only decoration has no cells.
      if (!cells.every((cell) => cell.role === 'TH' && isName(cell.attribute('Table', 'Scope'), 'Column'))) break;
      const first = Math.min(...cells.flatMap(pagesIn));
      for (const cell of cells) drop(cell, first, marks);
    }
  }
}

function tablesIn(tag: Tag): Tag[] {
  const inner = tag.kids.flatMap((kid) => (kid instanceof Tag ? tablesIn(kid) : []));
  return tag.role === 'Table' ? [tag, ...inner] : inner;
}

const pagesIn = (tag: Tag): number[] =>
  tag.kids.flatMap((kid) => (kid instanceof Tag ? pagesIn(kid) : kid instanceof Mark ? [kid.page] : []));

function drop(tag: Tag, first: number, marks: readonly (MarkPlace | undefined)[][]): void {
  tag.kids = tag.kids.filter((kid) => {
    if (kid instanceof Tag) drop(kid, first, marks);
    if (!(kid instanceof Mark) || kid.page <= first) return true;
    const own = marks[kid.page] as (MarkPlace | undefined)[];
    const place = own[kid.mcid];
    if (place) own[kid.mcid] = { ...place, isArtifact: true };
    return false;
  });
}
