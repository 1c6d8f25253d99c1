/** The deck's last slides: what its slides cite, as many entries on each as can be read there. */
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { BibliographyEntry } from '../citations/resolve.ts';

/** Letters that a slide of references holds. */
const room = 1500;
/** What an entry takes beside its letters, because its last line is not full. */
const rest = 60;

/** The body of each slide. */
export function listed(entries: readonly BibliographyEntry[]): Root[] {
  const groups: Root[] = [];
  let left = 0;
  for (const { id, html } of entries) {
    const entry = fromHtml(html, { fragment: true });
    const length = textOf(entry).length + rest;
    if (length > left) {
      groups.push({ type: 'root', children: [] });
      left = room;
    }
    left -= length;
    groups.at(-1)?.children.push(h('div', { id, className: ['bibliography__entry'] }, entry.children as never));
  }
  return groups;
}
