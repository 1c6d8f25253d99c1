/** Classes of elements. */
import type { Element } from 'hast';

/** Whether an element has one. */
export const hasClass = ({ properties }: Element, name: string): boolean => [properties['className']].flat().includes(name);

/** Adds some. */
export function addClass({ properties }: Element, ...names: string[]): void {
  const known = properties['className'];
  properties['className'] = [...(Array.isArray(known) ? known : []), ...names];
}
