/** Joins layers (optional content): what a part hides stays hidden (ISO 32000-1, 8.11.4). */
import { Dict, isName, type PdfDocument, PdfString, Ref, type Value } from '../objects/index.ts';
import type { Joined } from './part.ts';

/** Adds one list of all layers to the catalog, each with its original visibility. */
export function joinLayers(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): void {
  const all: Value[] = [];
  const hidden: Value[] = [];
  const order: Value[] = [];
  const locked: Value[] = [];
  for (const { catalog: own, title } of parts) {
    const properties = document.dict(own.get('OCProperties'));
    const groups = document.array(properties?.get('OCGs'));
    const shown = document.dict(properties?.get('D'));
    if (!groups || !shown) continue;
    all.push(...groups);
    const on = new Set((document.array(shown.get('ON')) ?? []).map(numberOf));
    // All layers are on by default, unless the base state of the file is OFF.
    if (isName(document.resolve(shown.get('BaseState')), 'OFF')) hidden.push(...groups.filter((group) => !on.has(numberOf(group))));
    else hidden.push(...(document.array(shown.get('OFF')) ?? []));
    locked.push(...(document.array(shown.get('Locked')) ?? []));
    const list = document.array(shown.get('Order')) ?? [];
    if (list.length > 0) order.push(title === undefined ? list : [PdfString.of(title), ...list]);
  }
  if (all.length === 0) return;
  const entries = { Name: PdfString.of('Layers'), OFF: hidden, Order: order, Locked: locked.length > 0 ? locked : undefined };
  catalog.set('OCProperties', Dict.of({ OCGs: all, D: Dict.of(entries) }));
}

const numberOf = (value: Value) => (value instanceof Ref ? value.num : -1);
