/** Lists: items of a label and a body (ISO 32000-1, 14.8.4.3.3). */
import { Name } from '../objects/index.ts';
import { type Kid, Tag } from './tag.ts';

export function mendList(list: Tag): void {
  list.kids = list.kids.flatMap((kid): Kid[] => {
    if (kid instanceof Tag && (kid.role === 'L' || kid.role === 'Caption')) return [kid];
    if (kid instanceof Tag && kid.role === 'LI') {
      mendItem(kid);
      return [kid];
    }
    // Only items may stand in a list.
    const item = new Tag('LI');
    item.kids = [bodyOf([kid])];
    return [item];
  });
  const hasLabels = list.kids.some((kid) => kid instanceof Tag && kid.kids.some((one) => one instanceof Tag && one.role === 'Lbl'));
  if (!hasLabels) list.setAttribute('List', 'ListNumbering', new Name('None'));
  else if (list.attribute('List', 'ListNumbering') === undefined) list.setAttribute('List', 'ListNumbering', new Name('Disc'));
}

function mendItem(item: Tag): void {
  const [first, ...rest] = item.kids;
  if (item.kids.every((kid) => kid instanceof Tag && (kid.role === 'LBody' || kid.role === 'Lbl'))) return;
  const label = first instanceof Tag && first.role === 'Lbl' ? first : undefined;
  const others = label ? rest : item.kids;
  item.kids = [...(label ? [label] : []), ...(others.length > 0 ? [bodyOf(others)] : [])];
}

function bodyOf(kids: Kid[]): Tag {
  const body = new Tag('LBody');
  body.kids = kids;
  return body;
}
