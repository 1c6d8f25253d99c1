/**
 * What further pages of a long table are headed with: “Table 3 (continued)”, in a row of its head, which browsers repeat. On the first
 * page, where the caption is, finishing takes the row's words out (`finish/print/pages.ts`); it is tagged nowhere.
 */
import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Env } from '../env.ts';
import { hasClass } from '../html/classes.ts';

const isElement = (node: ElementContent): node is Element => node.type === 'element';
const childOf = (node: Element, tagName: string) => node.children.filter(isElement).find((child) => child.tagName === tagName);

/**
 * Puts the row into the head of a table with a caption.
 * @param key different for each table of a document
 */
export function headContinued(figure: Element, table: Element, key: string, env: Env): void {
  const caption = childOf(figure, 'figcaption');
  const head = childOf(table, 'thead');
  const first = head && childOf(head, 'tr');
  if (caption === undefined || head === undefined || first === undefined || !hasClass(figure, 'table')) return;
  const number = caption.children.filter(isElement).find((child) => hasClass(child, 'caption__number'));
  const name = textOf(number ?? caption).trim();
  if (name === '') return;
  const columns = first.children.filter(isElement).reduce((sum, cell) => sum + Number(cell.properties['colSpan'] ?? 1), 0);
  const words = env.word('continued').replace('{}', name);
  const cell = h('th', { colSpan: columns, className: ['table__again-cell'], dataTag: `Again ${key}` }, words);
  head.children.unshift(h('tr', { className: ['table__again'] }, [cell]) as Element);
}
