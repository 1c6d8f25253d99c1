/** What a reference may point to: everything that has a number or a title, by its id. */
import type { Element } from 'hast';
import type { Place } from '../../model/place.ts';
import { bareId, prefixes, referenceOf, type Sort } from '../../source/markdown/reference.ts';

export interface Label {
  readonly sort: Sort;
  readonly id: string;
  /** As it is printed: `3`, `2.1`; null for what has none. */
  readonly number: string | null;
  /** Where it needs no word before it: `Article 5(1)`. */
  readonly reference?: string | undefined;
  /** The caption or heading. */
  readonly element: Element | undefined;
  readonly place: Place;
}

/** The label that a reference names, or undefined. */
export function labelFor({ prefix, name }: { prefix: string; name: string }, labels: readonly Label[]): Label | undefined {
  const inner = prefix === 'page' ? referenceOf(name) : undefined;
  if (inner) return labelFor(inner, labels);
  const fitting = labels.filter(({ sort }) => prefixes[prefix]?.includes(sort));
  return (
    fitting.find(({ id }) => id === `${prefix}:${name}` || id === `${prefix}-${name}`) ?? fitting.find(({ id }) => bareId(id) === name)
  );
}

/** How a label is written in a reference, for "did you mean". */
export function keyOf({ sort, id }: Label): string {
  const prefix = Object.keys(prefixes).find((name) => prefixes[name]?.includes(sort));
  return `${prefix}:${bareId(id)}`;
}
