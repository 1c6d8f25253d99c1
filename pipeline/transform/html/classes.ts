/** Classes of elements. */
import type { Element } from 'hast';

/** Adds some. */
export function addClass({ properties }: Element, ...names: string[]): void {
  const known = properties['className'];
  properties['className'] = [...(Array.isArray(known) ? known : []), ...names];
}
