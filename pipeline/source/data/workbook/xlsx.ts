/** Workbooks of Excel, read with hucre. */
import { zipSync } from 'fflate';
import { type Cell, readXlsx, type Sheet } from 'hucre/xlsx';
import { rangeOf } from './address.ts';
import { dateText, numberFormat } from './number-format.ts';
import { type SheetCell, type Workbook, WorkbookError, type WorkSheet } from './types.ts';
import { unpackedParts } from './unpack.ts';

/** Pictures, charts, pivot tables and links to other workbooks hold cells that nobody chose. */
const isPart = (name: string) =>
  /\.(?:xml|rels)$/i.test(name) &&
  !/(?:^|\/)(?:drawings|charts|media|embeddings|externalLinks|pivot\w*|slicer\w*|timeline\w*|customXml|docProps)(?:\/|Cache)/i.test(name);

export async function readXlsxBook(bytes: Uint8Array): Promise<Workbook> {
  const parts = unpackedParts(bytes, isPart);
  try {
    // What was unpacked under a limit goes on unpacked, so that nothing unpacks it once more without one.
    const { sheets, namedRanges = [] } = await readXlsx(zipSync(parts, { level: 0 }), { readStyles: true });
    return {
      sheets: sheets.map(sheetOf),
      names: new Map(namedRanges.map(({ name, range }) => [name.toLowerCase(), range.replace(/^=/, '')] as const)),
    };
  } catch (cause) {
    throw new WorkbookError(`the workbook cannot be read: ${(cause as Error).message}`);
  }
}

function sheetOf({ name, rows, cells, columns = [], rowDefs, merges = [], hidden, veryHidden, threadedComments = [] }: Sheet): WorkSheet {
  const found = new Map<number, Map<number, SheetCell>>();
  const comments: { row: number; column: number; text: string }[] = [];
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries()) {
      const cell = cellOf(value, cells?.get(`${row},${column}`));
      if (cell === undefined) continue;
      const own = found.get(row) ?? new Map<number, SheetCell>();
      found.set(row, own.set(column, cell));
    }
  for (const [at, { comment }] of cells ?? []) {
    const [row = 0, column = 0] = at.split(',').map(Number);
    if (comment !== undefined) comments.push({ row, column, text: comment.text });
  }
  for (const { ref, text } of threadedComments) {
    const at = ref === undefined ? undefined : rangeOf(ref);
    comments.push({ row: at?.top ?? 0, column: at?.left ?? 0, text });
  }
  return {
    name,
    isHidden: hidden === true || veryHidden === true,
    rows: found,
    hiddenRows: new Set([...(rowDefs ?? [])].flatMap(([row, one]) => (one.hidden === true || one.height === 0 ? [row] : []))),
    hiddenColumns: new Set(columns.flatMap((one, column) => (one?.hidden === true || one?.width === 0 ? [column] : []))),
    merges: merges.map(({ startRow, startCol, endRow, endCol }) => ({ top: startRow, left: startCol, bottom: endRow, right: endCol })),
    comments,
  };
}

function cellOf(plain: unknown, cell: Cell | undefined): SheetCell | undefined {
  const value = cell?.value ?? plain;
  if (cell?.type === 'error') return { value: String(value), problem: 'failed' };
  if (cell?.formula !== undefined && (value === null || value === undefined)) return { value: null, problem: 'formula' };
  if (value === null || value === undefined) return undefined;
  const code = cell?.style?.numFmt;
  const { format, width, isHidden } = numberFormat(code);
  if (isHidden) return undefined;
  if (value instanceof Date) return { value: dateText(value, code) };
  if (typeof value === 'number') {
    if (width !== undefined && Number.isInteger(value) && value >= 0) return { value: String(value).padStart(width, '0') };
    return { value, format };
  }
  return typeof value === 'string' || typeof value === 'boolean' ? { value } : { value: String(value) };
}
