/** What a reference may point to: everything that has a number or a title, by its id. */
import type { Element } from 'hast';
import type { Place } from '../../types.ts';

export type Sort = 'figure' | 'table' | 'equation' | 'section' | 'chapter';

export interface Label {
  readonly sort: Sort;
  readonly id: string;
  /** As it is printed: `3`, `2.1`; null for what has none. */
  readonly number: string | null;
  /** The caption or heading. */
  readonly element: Element | undefined;
  readonly place: Place;
}

/** What the prefix of a reference may mean. An id is written with or without it: `{#fig:plan}` and `{#plan}` are both `[@fig:plan]`. */
export const prefixes: Readonly<Record<string, readonly Sort[]>> = {
  fig: ['figure'],
  tbl: ['table'],
  eq: ['equation'],
  sec: ['section', 'chapter'],
  page: ['figure', 'table', 'equation', 'section', 'chapter'],
};

const reference = new RegExp(`^(${Object.keys(prefixes).join('|')}):(.+)$`, 's');

/** The parts of a key that is a reference; undefined for one that is a citation. */
export function referenceOf(key: string): { prefix: string; name: string } | undefined {
  const [, prefix, name] = reference.exec(key) ?? [];
  return prefix === undefined || name === undefined ? undefined : { prefix, name };
}

/** An id without the prefix that its author may have given it. */
export const bareId = (id: string): string => referenceOf(id)?.name ?? id;

/** The label that a reference names, or undefined. */
export function labelFor({ prefix, name }: { prefix: string; name: string }, labels: readonly Label[]): Label | undefined {
  const inner = prefix === 'page' ? referenceOf(name) : undefined;
  if (inner) return labelFor(inner, labels);
  const fitting = labels.filter(({ sort }) => prefixes[prefix]?.includes(sort));
  return fitting.find(({ id }) => id === `${prefix}:${name}`) ?? fitting.find(({ id }) => bareId(id) === name);
}

/** How a label is written in a reference, for "did you mean". */
export function keyOf({ sort, id }: Label): string {
  const prefix = Object.keys(prefixes).find((name) => prefixes[name]?.includes(sort));
  return `${prefix}:${bareId(id)}`;
}
