/**
 * Footnotes (ISO 32000-1, 14.8.4.4.1; ISO 14289-1, 7.9): each gets an identifier and follows the paragraph that refers to it, and the
 * footnote and its reference point to each other.
 */
import { referring } from './table-of-contents.ts';
import { type Kid, ObjectReference, Tag, tagsIn } from './tag.ts';

/** The id of the element that a link annotation points to. */
export type TargetOf = (annotation: ObjectReference) => string | undefined;

/** Elements that a footnote may follow; in any other element it is placed at the end. */
const blocks = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'Table', 'Figure', 'BlockQuote', 'Div']);
const groups = new Set(['Document', 'Sect', 'Part', 'Art', 'Div', 'BlockQuote', 'Aside', 'LBody', 'TD', 'TH', 'Group', 'Note']);

/**
 * Collects the footnotes (their `alt` holds the element's id), merging the parts that continue on later pages.
 * @param prefix prefix of the identifiers
 */
export function fixFootnotes(root: Tag, targetOf: TargetOf, prefix: string): void {
  const notes = new Map<string, Tag>();
  const isList = new Set<Tag>();
  gather(root, notes, isList);
  if (notes.size === 0) return;
  const calls = new Map<string, Tag>();
  refer(root, [], (link, path) => {
    const target = link.kids.flatMap((kid) => (kid instanceof ObjectReference ? (targetOf(kid) ?? []) : []))[0];
    const note = target === undefined ? undefined : notes.get(target);
    if (note === undefined || target === undefined) return link;
    const call = referring(link);
    call.refersTo = [note];
    if (!calls.has(target)) {
      calls.set(target, call);
      note.refersTo = [call];
      if (!isList.has(note)) place(note, path);
    }
    return call;
  });
  let number = 0;
  for (const [id, note] of notes) {
    number += 1;
    note.id = `${prefix}note-${number}`;
    note.alt = undefined;
    // A footnote whose reference is not printed stays readable at the end of the document.
    if (!calls.has(id) && !isList.has(note)) root.kids.push(note);
    label(note);
  }
}

/** Removes footnotes from the boxes at the bottom of pages; those in a list stay there. */
function gather(tag: Tag, notes: Map<string, Tag>, isList: Set<Tag>): void {
  tag.kids = tag.kids.flatMap((kid): Kid[] => {
    if (!(kid instanceof Tag)) return [kid];
    if (kid.role === 'Note') {
      const id = kid.alt ?? '';
      const first = notes.get(id);
      if (first) first.kids.push(...kid.kids);
      else notes.set(id, kid);
      if (tag.role !== 'LBody' && tag.role !== 'LI') return [];
      isList.add(kid);
      return [kid];
    }
    const had = kid.kids.length;
    gather(kid, notes, isList);
    // A box that held only footnotes is removed too.
    return had > 0 && kid.kids.length === 0 ? [] : [kid];
  });
}

/** Replaces each link with the result of `change`, which also gets the path to the link, starting at the document. */
function refer(tag: Tag, path: readonly Tag[], change: (link: Tag, path: readonly Tag[]) => Tag): void {
  const own = [...path, tag];
  for (const kid of [...tag.kids]) {
    if (!(kid instanceof Tag)) continue;
    if (kid.role === 'Link') {
      const changed = change(kid, own);
      if (changed !== kid) tag.kids[tag.kids.indexOf(kid)] = changed;
    } else refer(kid, own, change);
  }
}

/** Moves a footnote after the block that refers to it. */
function place(note: Tag, path: readonly Tag[]): void {
  for (let at = path.length - 1; at > 0; at -= 1) {
    const [parent, here] = [path[at - 1] as Tag, path[at] as Tag];
    if (blocks.has(here.role) && groups.has(parent.role)) {
      let index = parent.kids.indexOf(here) + 1;
      while ((parent.kids[index] as Tag | undefined)?.role === 'Note') index += 1;
      parent.kids.splice(index, 0, note);
      return;
    }
    if (here.role === 'LBody' || here.role === 'TD' || here.role === 'TH' || here.role === 'Caption') {
      here.kids.push(note);
      return;
    }
  }
  path[0]?.kids.push(note);
}

/** Marks the number at the start of a footnote as its label. */
function label(note: Tag): void {
  for (const tag of tagsIn(note)) {
    const first = tag.kids[0];
    if (first instanceof Tag && first.role === 'Link') {
      const labelled = new Tag('Lbl');
      labelled.kids = [first];
      tag.kids[0] = labelled;
      return;
    }
    if (!(first instanceof Tag)) return;
  }
}
