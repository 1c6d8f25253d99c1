/** Captions and headings for use in a second place, when the references in them have their words. */
import { toHtml } from 'hast-util-to-html';
import { plain } from '../steps/headings.ts';
import type { Caption, Heading } from '../types.ts';
import type { Label } from './label.ts';

/** Every numbered figure and table that has an id, in order. */
export function captionsOf(labels: readonly Label[]): Caption[] {
  return labels.flatMap(({ sort, id, number, element }) =>
    (sort === 'figure' || sort === 'table') && number !== null && element ? [{ sort, id, number, html: htmlOf(element) }] : [],
  );
}

/** The same headings, worded as they are now. */
export function refreshed(headings: readonly Heading[], labels: readonly Label[]): Heading[] {
  return headings.map((heading) => {
    const element = labels.find(({ sort, id }) => sort === 'section' && id === heading.id)?.element;
    return element ? { ...heading, html: htmlOf(element) } : heading;
  });
}

const htmlOf = (element: NonNullable<Label['element']>) => toHtml(plain(element.children)).trim();
