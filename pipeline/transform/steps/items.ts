/** Items of lists: those that are kept as they are written get their marks, and those with an id can be referred to: `[@item:b]`. */
import type { Element, Root } from 'hast';
import { visitParents } from 'unist-util-visit-parents';
import { placeOf } from '../../model/place.ts';
import { type CountStyle, counted } from '../../source/locale/counting.ts';
import type { Env } from '../env.ts';
import { sayDeleted, takeNumber } from '../numbering/fixed.ts';

export function items(env: Env) {
  return (tree: Root): void => {
    const marks = new Map<Element, string>();
    visitParents(tree, 'element', (node, ancestors) => {
      if (node.tagName === 'ol') markItems(node, marks);
      if (node.tagName !== 'li') return;
      const { id } = node.properties;
      sayDeleted(node, env);
      if (typeof id !== 'string' || env.slug === undefined) return;
      env.slug(id);
      const path = [...ancestors, node].flatMap((one) => (one.type === 'element' ? (marks.get(one) ?? []) : []));
      const number = path.length === 0 ? null : path.reduce((all, one) => all + (one.startsWith('(') ? one : `\u00A0${one}`));
      const label = {
        sort: 'item' as const,
        id,
        number,
        reference: number ?? undefined,
        element: undefined,
        place: placeOf(node, env.source),
      };
      env.labels.push(label);
    });
  };
}

/** Remembers how the items of a list are marked. */
function markItems(list: Element, marks: Map<Element, string>): void {
  const style = [list.properties['className']].flat().find((name) => String(name).startsWith('list--'));
  const [, size = '', alphabet = 'decimal', form] =
    /^list--(?:(lower|upper)-)?(decimal|alpha|roman)(?:-(parens?))?$/.exec(String(style)) ?? [];
  let value = Number(list.properties['start'] ?? 1) - 1;
  for (const item of list.children) {
    if (item.type !== 'element' || item.tagName !== 'li') continue;
    value = Number(item.properties['value'] ?? value + 1);
    const written = item.properties['dataMarker'];
    delete item.properties['dataMarker'];
    const fixed = takeNumber(item) ?? (typeof written === 'string' ? written : undefined);
    if (fixed !== undefined) item.properties['style'] = `list-style-type: ${JSON.stringify(`${fixed}\u2002`)}`;
    const text = counted(value, ({ alpha: 'a', roman: 'i' } as Record<string, CountStyle>)[alphabet] ?? '1');
    const sized = size === 'upper' ? text.toUpperCase() : text;
    marks.set(item, fixed ?? (form === 'parens' ? `(${sized})` : form === 'paren' ? `${sized})` : sized));
  }
}
