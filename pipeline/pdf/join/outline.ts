/** Joins outlines (ISO 32000-1, 12.3.3). */
import { Dict, Name, type PdfDocument, PdfString, type Ref, Ref as Reference } from '../objects/index.ts';
import type { Joined } from './part.ts';

/** Adds an outline to the catalog: an item for each named part with the part's outline below it; other items on the same level. */
export function joinOutlines(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): void {
  const root = document.reserve();
  const top: Ref[] = [];
  for (const { catalog: own, title, pages } of parts) {
    const items = itemsUnder(document, own.get('Outlines'));
    if (title === undefined || pages[0] === undefined) {
      top.push(...items);
      continue;
    }
    const entry = Dict.of({ Title: PdfString.of(title), Dest: [pages[0], new Name('XYZ'), null, null, null] });
    const ref = document.add(entry);
    // Closed, so that the panel shows the parts first; a negative count is the number of items when opened (12.3.3).
    if (items.length > 0) entry.set('Count', -chain(document, ref, items));
    top.push(ref);
  }
  if (top.length === 0) return;
  const outlines = Dict.of({ Type: new Name('Outlines') });
  document.set(root, outlines);
  outlines.set('Count', chain(document, root, top));
  catalog.set('Outlines', root);
  catalog.set('PageMode', new Name('UseOutlines'));
}

function itemsUnder(document: PdfDocument, outlines: Parameters<PdfDocument['dict']>[0]): Ref[] {
  const items: Ref[] = [];
  const seen = new Set<number>();
  let next = document.dict(outlines)?.get('First');
  while (next instanceof Reference && !seen.has(next.num)) {
    seen.add(next.num);
    items.push(next);
    next = document.dict(next)?.get('Next');
  }
  return items;
}

/** Links items under their parent. Returns how many are visible when it is open. */
function chain(document: PdfDocument, parent: Ref, items: readonly Ref[]): number {
  const above = document.dict(parent) as Dict;
  above.set('First', items[0] as Ref);
  above.set('Last', items.at(-1) as Ref);
  let shown = 0;
  for (const [index, ref] of items.entries()) {
    const item = document.dict(ref) as Dict;
    item.set('Parent', parent);
    for (const [key, neighbour] of [
      ['Prev', items[index - 1]],
      ['Next', items[index + 1]],
    ] as const) {
      if (neighbour === undefined) item.delete(key);
      else item.set(key, neighbour);
    }
    document.set(ref, item);
    shown += 1 + Math.max(0, document.number(item.get('Count')) ?? 0);
  }
  return shown;
}
