/** Notes (ISO 32000-1, 14.8.4.4.1; ISO 14289-1, 7.9): each with an identifier, after the paragraph that calls it, and call and note know each other. */
import { referring } from './table-of-contents.ts';
import { type Kid, ObjectReference, Tag, tagsIn } from './tag.ts';

/** Id of the element that an annotation's link leads to. */
export type TargetOf = (held: ObjectReference) => string | undefined;

/** Elements after which a note may stand; in others it stands at their end. */
const blocks = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'Table', 'Figure', 'BlockQuote', 'Div']);
const groups = new Set(['Document', 'Sect', 'Part', 'Art', 'Div', 'BlockQuote', 'Aside', 'LBody', 'TD', 'TH', 'Group', 'Note']);

/**
 * Gathers the notes, whose `alt` holds the element's id, with the parts that stand on later pages.
 * @param prefix of identifiers
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
    // A note whose call is not printed stays in sight of a reader, at the end.
    if (!calls.has(id) && !isList.has(note)) root.kids.push(note);
    label(note);
  }
}

/** Takes notes out of the boxes at the feet of pages; those of a list stay in it. */
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
    // A box that held nothing but notes goes with them.
    return had > 0 && kid.kids.length === 0 ? [] : [kid];
  });
}

/** Replaces links by what `change` makes of them, with the way to each: the document first. */
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

/** Puts a note behind the block that calls it. */
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

/** The number that a note begins with is its label. */
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
