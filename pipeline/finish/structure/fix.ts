/** Fixes Chrome's structure tree step by step, so that it meets PDF/UA-1 (ISO 14289-1). */
import type { FinishPlan } from '../plan.ts';
import { fixGroup } from './figures.ts';
import { fixFootnotes, type TargetOf } from './footnotes.ts';
import { fixHeadings } from './headings.ts';
import { fixList } from './lists.ts';
import type { Structure } from './read.ts';
import { simplify } from './simplify.ts';
import { fixTableOfContents } from './table-of-contents.ts';
import { fixTable } from './tables.ts';
import { type Kid, Tag, tagsIn } from './tag.ts';

/**
 * Changes the tree in place.
 * @param targetOf targets of links inside the document
 * @returns all its tags in reading order
 */
export function fixStructure(
  { root, roles }: Pick<Structure, 'root' | 'roles'>,
  { lang, among }: Pick<FinishPlan, 'lang' | 'among'>,
  targetOf: TargetOf,
): readonly Tag[] {
  // The identifiers of one piece must not collide with those of another.
  const prefix = among === undefined ? '' : `${among.ordinal}.`;
  root.role = 'Document';
  root.lang = lang;
  simplify(root);
  if (roles.has('Lead')) lead(root);
  if (roles.has('Note')) fixFootnotes(root, targetOf, prefix);
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const known = names.get(id) ?? `${prefix}cell-${names.size + 1}`;
    names.set(id, known);
    return known;
  };
  for (const tag of tagsIn(root)) {
    if (tag.role === 'L') fixList(tag);
    else if (tag.role === 'Table') fixTable(tag, nameOf);
    else if (tag.role === 'Group') fixGroup(tag);
    else if (tag.role === 'Contents') fixTableOfContents(tag);
  }
  withoutEmpty(root);
  const tags = tagsIn(root);
  fixHeadings(tags);
  return tags;
}

/** Moves content that is printed below but read first (the slide number in a handout) to the start of its section. */
function lead(tag: Tag): void {
  const leads: Tag[] = [];
  const take = (inside: Tag): void => {
    inside.kids = inside.kids.filter((kid) => {
      if (!(kid instanceof Tag) || kid.role === 'Sect') return true;
      if (kid.role === 'Lead') {
        kid.role = 'P';
        leads.push(kid);
        return false;
      }
      take(kid);
      return true;
    });
  };
  take(tag);
  tag.kids.unshift(...leads);
  const below = (inside: Tag): void => {
    for (const kid of inside.kids) {
      if (kid instanceof Tag && kid.role === 'Sect') lead(kid);
      else if (kid instanceof Tag) below(kid);
    }
  };
  below(tag);
}

const mayBeEmpty = new Set(['TD', 'TH', 'Figure']);

function withoutEmpty(tag: Tag): void {
  let isSame = true;
  for (const kid of tag.kids) {
    if (!(kid instanceof Tag)) continue;
    withoutEmpty(kid);
    if (kid.role === 'Group' || (kid.kids.length === 0 && !mayBeEmpty.has(kid.role))) isSame = false;
  }
  if (isSame) return;
  tag.kids = tag.kids.flatMap((kid): Kid[] => {
    if (!(kid instanceof Tag)) return [kid];
    // The caption is inside the figure now, so the group around both is redundant.
    if (kid.role === 'Group') return kid.kids;
    return kid.kids.length > 0 || mayBeEmpty.has(kid.role) ? [kid] : [];
  });
}
