/** What Chrome's structure lacks for PDF/UA-1 (ISO 14289-1), put right step by step. */
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
 * Changes a tree in place.
 * @returns all its tags in reading order
 * @param targetOf where links inside the document lead
 */
export function shape(
  { root, roles }: Pick<Structure, 'root' | 'roles'>,
  { lang, among }: Pick<FinishPlan, 'lang' | 'among'>,
  targetOf: TargetOf,
): readonly Tag[] {
  // Identifiers of one piece must not meet those of another.
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

/** What is set below but read first (the number of a slide in a handout) comes to the head of its section. */
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
    // A figure has its caption inside, so the box around both means nothing more.
    if (kid.role === 'Group') return kid.kids;
    return kid.kids.length > 0 || mayBeEmpty.has(kid.role) ? [kid] : [];
  });
}
