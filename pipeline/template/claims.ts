/** A document claims a standard only where nothing is known that breaks it. */
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import type { Templated } from './types.ts';

/** What `breaksUa` leaves on an element of the final HTML; text cannot look like it, because its `<` is written as a reference. */
const broken = /<[a-z][^\s<>"]*(?:\s+[^\s<>"=]+(?:="[^"]*")?)*?\s+data-breaks-ua="([^"]*)"/g;

/** The document without the claims that its content breaks. Where `pack.yaml` asks for one by name, that is reported. */
export function withClaims(document: Templated, { report }: Pick<Context, 'report'>): Templated {
  const { edition, kind } = document;
  const places = placesIn(document);
  const [first] = places;
  if (first === undefined || !edition.options.conformance.includes('ua-1')) return document;
  if (edition.conformancePlace !== undefined)
    report(diagnostic('CONFORMANCE_LOST', { kind, standard: 'PDF/UA-1', count: places.length, first }, edition.conformancePlace));
  const conformance = edition.options.conformance.filter((name) => name !== 'ua-1');
  return { ...document, edition: { ...edition, options: { ...edition.options, conformance } } };
}

/** Where elements break PDF/UA-1, in the document and in those that it consists of. */
function placesIn({ html, parts }: Templated): string[] {
  const own = html.includes('data-breaks-ua=') ? [...html.matchAll(broken)].map(([, place = '']) => place) : [];
  return [...new Set([...own, ...parts.flatMap((part) => ('document' in part ? placesIn(part.document) : []))])];
}
