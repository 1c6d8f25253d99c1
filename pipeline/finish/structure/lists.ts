/** Lists: each item has a label and a body (ISO 32000-1, 14.8.4.3.3). */
import { Name } from '../../pdf/objects/index.ts';
import { inParagraphs, isInline } from './simplify.ts';
import { type Kid, Tag } from './tag.ts';

export function fixList(list: Tag): void {
  const items = inItems(list.kids);
  // The labels of a definition list are words, not numbers or bullets (14.8.5.5).
  if (items.length < list.kids.length) list.setAttribute('List', 'ListNumbering', new Name('None'));
  list.kids = items;
  list.kids = list.kids.flatMap((kid): Kid[] => {
    if (kid instanceof Tag && (kid.role === 'L' || kid.role === 'Caption')) return [kid];
    if (kid instanceof Tag && kid.role === 'LI') {
      fixItem(kid);
      return [kid];
    }
    // A list may contain only items.
    const item = new Tag('LI');
    item.kids = [bodyOf([kid])];
    return [item];
  });
  const hasLabels = list.kids.some((kid) => kid instanceof Tag && kid.kids.some((one) => one instanceof Tag && one.role === 'Lbl'));
  if (!hasLabels) list.setAttribute('List', 'ListNumbering', new Name('None'));
  else if (list.attribute('List', 'ListNumbering') === undefined) list.setAttribute('List', 'ListNumbering', new Name('Disc'));
}

/** Wraps labels and bodies that are direct children of the list (terms and definitions) in items. */
function inItems(kids: readonly Kid[]): Kid[] {
  const found: Kid[] = [];
  let open: Tag | undefined;
  for (const kid of kids) {
    const role = kid instanceof Tag ? kid.role : '';
    if (role !== 'Lbl' && role !== 'LBody') {
      open = undefined;
      found.push(kid);
      continue;
    }
    // A term starts a new item, unless it is a synonym of the term before it.
    if (open === undefined || (role === 'Lbl' && open.kids.some((one) => one instanceof Tag && one.role === 'LBody'))) {
      open = new Tag('LI');
      found.push(open);
    }
    open.kids.push(kid);
  }
  return found;
}

function fixItem(item: Tag): void {
  const [first, ...rest] = item.kids;
  if (item.kids.every((kid) => kid instanceof Tag && (kid.role === 'LBody' || kid.role === 'Lbl'))) return;
  const label = first instanceof Tag && first.role === 'Lbl' ? first : undefined;
  const others = label ? rest : item.kids;
  item.kids = [...(label ? [label] : []), ...(others.length > 0 ? [bodyOf(others)] : [])];
}

function bodyOf(kids: Kid[]): Tag {
  const body = new Tag('LBody');
  body.kids = kids.every(isInline) ? kids : inParagraphs(kids);
  return body;
}
