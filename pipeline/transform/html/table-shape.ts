/** Tables of raw HTML: a head that is repeated on further pages, and headings that say for which cells they are. */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

const isElement = (node: ElementContent): node is Element => node.type === 'element';
const rowsOf = (part: Element) => part.children.filter(isElement).filter(({ tagName }) => tagName === 'tr');
const cellsOf = (row: Element) => row.children.filter(isElement);

/** Changes a table. */
export function tableShape(table: Element): void {
  const parts = table.children.filter(isElement);
  const bodies = parts.filter(({ tagName }) => tagName === 'tbody');
  const body = bodies[0];
  if (body && !parts.some(({ tagName }) => tagName === 'thead')) {
    const head = headOf(rowsOf(body));
    if (head.length > 0) {
      body.children = body.children.filter((child) => !head.includes(child as Element));
      table.children.splice(table.children.indexOf(body), 0, h('thead', head) as Element);
    }
  }
  for (const part of table.children.filter(isElement))
    for (const row of rowsOf(part))
      for (const cell of cellsOf(row).filter(isHeading)) {
        const isWide = Number(cell.properties['colSpan'] ?? 1) > 1;
        const isTall = Number(cell.properties['rowSpan'] ?? 1) > 1;
        if (part.tagName === 'thead') cell.properties['scope'] ??= isWide ? 'colgroup' : 'col';
        else if (cell === cellsOf(row)[0]) cell.properties['scope'] ??= isTall ? 'rowgroup' : 'row';
        else cell.properties['scope'] ??= 'col';
      }
}

/** The first rows that hold nothing but headings, if none of them reaches into the rows below. */
function headOf(rows: readonly Element[]): Element[] {
  const end = rows.findIndex((row) => !cellsOf(row).every(isHeading));
  const head = end < 0 ? [] : rows.slice(0, end);
  const reaches = head.some((row, index) =>
    cellsOf(row).some(({ properties }) => index + Number(properties['rowSpan'] ?? 1) > head.length),
  );
  return reaches ? [] : head;
}

const isHeading = ({ tagName }: Element) => tagName === 'th';
