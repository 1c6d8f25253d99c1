/** Tables carry their place, so that one too wide for its page is reported; digits in their cells are aligned. */
import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { atOf, placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';
import { addClass } from '../html/classes.ts';
import { headContinued } from '../tables/continued.ts';
import { notesBelow } from '../tables/notes.ts';

/** Rows, header included. */
const shortTable = 9;
const number = /^[-+−±]?[\d.,\u00A0\u202F' ]*\d[\d.,\u00A0\u202F' ]*\s?%?$/;

export function tables(env: Env) {
  return (tree: Root): void => {
    notesBelow(tree, env);
    let long = 0;
    visit(tree, 'element', (node, _, parent) => {
      if (node.tagName === 'pre') node.properties['dataAt'] ??= atOf(placeOf(node, env.source));
      if (node.tagName !== 'table') return;
      node.properties['dataAt'] ??= atOf(placeOf(node, env.source));
      const rows = elements(node, 'tr').map((row) => row.children.filter((cell) => cell.type === 'element'));
      // A reader takes in a short table at one look: it is not torn.
      if (rows.length <= shortTable) addClass(node, 'short');
      const [head = [], ...body] = rows;
      for (const [column, header] of head.entries()) {
        if (header.tagName === 'th') header.properties['scope'] ??= 'col';
        const cells = body.map((row) => row[column]).filter((cell) => cell !== undefined);
        const texts = cells.map((cell) => textOf(cell).trim()).filter((text) => text !== '');
        const numeric = texts.length > 0 && texts.every((text) => number.test(text));
        for (const cell of [header, ...cells]) alignCell(cell, numeric);
      }
      if (rows.length > shortTable && env.slug !== undefined && parent?.type === 'element')
        headContinued(parent, node, `${env.prefix}-${++long}`, env);
    });
  };
}

function alignCell(cell: Element, numeric: boolean): void {
  const align = cell.properties['align'] ?? (numeric ? 'right' : undefined);
  delete cell.properties['align'];
  if (align === 'right') addClass(cell, 'num');
  if (align === 'center') addClass(cell, 'centre');
  // Chrome drops an empty cell from the tags, and with it the row's count of cells.
  if (cell.children.length === 0) cell.children.push({ type: 'text', value: '\u00A0' });
}

function elements(node: Element, tagName: string): Element[] {
  return node.children.flatMap((child: ElementContent) => {
    if (child.type !== 'element') return [];
    return child.tagName === tagName ? [child] : elements(child, tagName);
  });
}
