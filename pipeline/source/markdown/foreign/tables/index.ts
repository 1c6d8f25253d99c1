/** Tables of `table-blocks.ts` become tables of the tree: their cells hold blocks, and may go over several columns and rows. */
import type { Code, Nodes, Parent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { tableFences } from '../table-blocks.ts';
import { gridTable } from './grid.ts';
import type { RawCell, RawTable } from './raw-table.ts';
import { simpleTable } from './simple.ts';

/** A part of such a table. It is no table of GFM, whose cells are words, and whose rules are those of rows and columns. */
export interface GridNode extends Parent {
  type: 'gridTable' | 'gridPart' | 'gridRow' | 'gridCell';
}

declare module 'mdast' {
  interface RootContentMap {
    gridNode: GridNode;
  }
}

/** Reads Markdown, for the text of a cell. */
export type ReadMarkdown = (text: string) => Root;

/** Puts tables in the place of fences, in place. @param onCell looks at the text of each cell */
export function placeTables(tree: Root, read: ReadMarkdown, onCell: (text: string, line: number) => void): void {
  visit(tree, 'code', (node: Code, index, parent) => {
    const kind = node.lang === tableFences.grid ? gridTable : node.lang === tableFences.simple ? simpleTable : undefined;
    if (kind === undefined || !parent || index === undefined) return;
    const table = kind(node.value.split('\n'));
    (parent.children as unknown[])[index] = table ? tableOf(table, node, read, onCell) : { ...node, lang: null };
  });
}

const element = (
  type: GridNode['type'],
  hName: string,
  children: readonly unknown[],
  position: Nodes['position'],
  hProperties = {},
): GridNode => ({ type, data: { hName, hProperties }, children, position }) as never;

function tableOf({ head, body }: RawTable, { position }: Code, read: ReadMarkdown, onCell: (text: string, line: number) => void): GridNode {
  const start = position?.start ?? { line: 1, column: 1 };
  const partOf = (name: string, cell: string, rows: RawTable['head']) =>
    element(
      'gridPart',
      name,
      rows.map((row) =>
        element(
          'gridRow',
          'tr',
          row.map((one) => cellOf(one, cell)),
          position,
        ),
      ),
      position,
    );
  const cellOf = (raw: RawCell, name: string) => {
    const at = { line: start.line + 1 + raw.line, column: start.column + raw.column - 1 };
    onCell(raw.text, at.line);
    const blocks = raw.text === '' ? [] : placed(read(raw.text), at).children;
    const [only] = blocks;
    const children = blocks.length === 1 && only?.type === 'paragraph' ? only.children : blocks;
    const { across = 1, down = 1, align } = raw;
    const properties = { ...(across > 1 ? { colSpan: across } : {}), ...(down > 1 ? { rowSpan: down } : {}), ...(align ? { align } : {}) };
    return element('gridCell', name, children, { start: at, end: at }, properties);
  };
  const parts = [...(head.length > 0 ? [partOf('thead', 'th', head)] : []), partOf('tbody', 'td', body)];
  return element('gridTable', 'table', parts, position);
}

/** A cell's tree where the cell is in the file. It has no offsets: the file's text around it belongs to other cells. */
function placed(tree: Root, { line, column }: { readonly line: number; readonly column: number }): Root {
  const moved = (point: { line: number; column: number }) => ({ line: point.line + line - 1, column: point.column + column - 1 });
  visit(tree as Nodes, (node) => {
    if (node.position) node.position = { start: moved(node.position.start), end: moved(node.position.end) };
  });
  return tree;
}
