/** Notes under a table stay with it: a paragraph that begins like one, and a callout. */
import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Env } from '../env.ts';
import { addClass, hasClass } from '../html/classes.ts';

const isTable = (node: Element) => node.tagName === 'table' || (node.tagName === 'figure' && hasClass(node, 'table'));

/** Marks them, in place. */
export function notesBelow(parent: Root | Element, env: Env): void {
  const children = (parent.children as ElementContent[]).filter((child) => child.type === 'element');
  for (const [index, child] of children.entries()) {
    if (!isTable(child)) {
      notesBelow(child, env);
      continue;
    }
    for (const next of children.slice(index + 1)) {
      const isNote = next.tagName === 'p' && beginsAsNote(textOf(next), env);
      if (!isNote && !hasClass(next, 'callout')) break;
      addClass(next, isNote ? 'table-note' : 'table-callout');
      if (!isNote) break;
    }
  }
}

/** `Note: …`, `Source: …`, in the document's language too; `* …`, `† …`, `a) …`, `(1) …`. */
function beginsAsNote(text: string, { word }: Env): boolean {
  const start = text.trimStart().slice(0, 60);
  if (/^(?:\*{1,3}|[†‡§])\s?\S|^(?:notes?|sources?|nb|n\.b\.)\s?[:.–—]|^\(?[a-z1-9]\)\s/i.test(start)) return true;
  const own = [word('note'), word('source').replace(/[:：]\s*$/, '')].map((one) => one.toLowerCase());
  return own.some((one) => start.toLowerCase().startsWith(one) && /^\s?[:：.]/.test(start.slice(one.length)));
}
