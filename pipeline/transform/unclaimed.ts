/** Elements that break a standard: the document that has one does not claim it. */
import type { Element, Properties } from 'hast';
import { atOf, placeOf } from '../model/place.ts';
import type { Env } from './env.ts';

/**
 * Properties for an element that is known to break PDF/UA-1, such as an image without alternative text. They stay in the final
 * HTML, so that exactly the documents that show the element lose the claim.
 */
export const breaksUa = (node: Parameters<typeof placeOf>[0], env: Pick<Env, 'source'>): Properties => ({
  dataBreaksUa: atOf(placeOf(node, env.source)),
});

/** Marks an element, after the sanitiser has run. */
export function markUnclaimed(element: Element, env: Pick<Env, 'source'>): void {
  Object.assign(element.properties, breaksUa(element, env));
}
