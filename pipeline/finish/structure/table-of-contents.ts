/** Tables of contents and lists of figures (ISO 32000-1, 14.8.4.2), whose entries refer to their targets. */
import { type Kid, Tag } from './tag.ts';

/** Turns a `nav` with a heading and a list into a section with the heading and a table of contents. */
export function fixTableOfContents(nav: Tag): void {
  nav.role = 'Sect';
  nav.kids = nav.kids.map((kid) => {
    if (kid instanceof Tag && kid.role === 'L') toTableOfContents(kid);
    return kid;
  });
}

function toTableOfContents(list: Tag): void {
  list.role = 'TOC';
  list.attributes = undefined;
  for (const item of list.kids) {
    if (!(item instanceof Tag)) continue;
    item.role = 'TOCI';
    item.kids = item.kids.flatMap((kid): Kid[] => (kid instanceof Tag && kid.role === 'LBody' ? kid.kids : [kid])).map(entryPart);
  }
}

function entryPart(kid: Kid): Kid {
  if (kid instanceof Tag && kid.role === 'L') toTableOfContents(kid);
  else if (kid instanceof Tag && kid.role === 'Link') return referring(kid);
  else if (kid instanceof Tag && kid.role === 'P') kid.kids = kid.kids.map(entryPart);
  return kid;
}

/** Wraps a link in a reference: its target is elsewhere in the document. */
export function referring(link: Tag): Tag {
  const reference = new Tag('Reference');
  reference.kids = [link];
  return reference;
}
