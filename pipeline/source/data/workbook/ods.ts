/** Workbooks of LibreOffice (OpenDocument): content.xml, with what is hidden in it. */
import { DOMParser } from '@xmldom/xmldom';
import type { Format } from '../format.ts';
import { type Merge, type SheetCell, type Workbook, WorkbookError, type WorkSheet } from './types.ts';
import { unpackedParts } from './unpack.ts';

const mostBytes = 40_000_000;
const mostCells = 2_000_000;

export function readOdsBook(bytes: Uint8Array): Workbook {
  const parts = unpackedParts(bytes, (name) => name === 'content.xml' || name === 'META-INF/manifest.xml');
  const content = parts['content.xml'];
  const manifest = new TextDecoder().decode(parts['META-INF/manifest.xml'] ?? new Uint8Array());
  if (content === undefined) throw new WorkbookError('the workbook has no content.xml');
  if (manifest.includes('encryption-data')) throw new WorkbookError('the workbook has a password: save it without one');
  if (content.length > mostBytes) throw new WorkbookError(`the workbook unpacks to more than ${mostBytes / 1_000_000} MB`);
  const problems: string[] = [];
  const note = (why: string) => void problems.push(why);
  const parser = new DOMParser({ errorHandler: { warning: () => {}, error: note, fatalError: note } });
  const document = parser.parseFromString(new TextDecoder().decode(content), 'text/xml') as Document | undefined;
  if (document === undefined || problems.length > 0) throw new WorkbookError('the workbook cannot be read: its content.xml is no XML');
  const all = (name: string) => Array.from(document.getElementsByTagName(name)) as Element[];
  const hiddenStyles = new Set(
    all('style:style')
      .filter((style) => childrenOf(style).some((one) => one.getAttribute('table:display') === 'false'))
      .map((style) => style.getAttribute('style:name')),
  );
  const named = all('table:named-range').map((one) => {
    const range = (one.getAttribute('table:cell-range-address') ?? '').replace(/\$/g, '');
    const [from = '', to] = range.split(':');
    const at = from.lastIndexOf('.');
    return [
      (one.getAttribute('table:name') ?? '').toLowerCase(),
      `${from.slice(0, at)}!${from.slice(at + 1)}${to ? `:${to.replace(/^.*\./, '')}` : ''}`,
    ] as const;
  });
  const sheets = all('office:spreadsheet').flatMap((one) => childrenOf(one, 'table:table'));
  return { sheets: sheets.map((table) => sheetOf(table, hiddenStyles.has(table.getAttribute('table:style-name')))), names: new Map(named) };
}

const childrenOf = (node: Element, name?: string): Element[] =>
  (Array.from(node.childNodes) as Element[]).filter((child) => child.nodeType === 1 && (name === undefined || child.nodeName === name));

const count = (node: Element, name: string): number => Math.max(1, Number(node.getAttribute(name) || 1) || 1);

/** Rows or columns, those of groups too; what is folded away is hidden. */
function* linesOf(node: Element, name: 'row' | 'column', isFolded = false): Generator<{ line: Element; isHidden: boolean }> {
  for (const child of childrenOf(node)) {
    if (child.nodeName === `table:table-${name}`)
      yield { line: child, isHidden: isFolded || /^(?:collapse|filter)$/.test(child.getAttribute('table:visibility') ?? '') };
    else if (new RegExp(`^table:table-(?:${name}s|header-${name}s|${name}-group)$`).test(child.nodeName))
      yield* linesOf(child, name, isFolded || child.getAttribute('table:display') === 'false');
  }
}

function sheetOf(table: Element, isHidden: boolean): WorkSheet {
  const rows = new Map<number, Map<number, SheetCell>>();
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const merges: Merge[] = [];
  const comments: { row: number; column: number; text: string }[] = [];
  let at = 0;
  for (const { line, isHidden: isGone } of linesOf(table, 'column')) {
    const repeated = Math.min(count(line, 'table:number-columns-repeated'), 16_384);
    if (isGone) for (let index = at; index < at + repeated; index += 1) hiddenColumns.add(index);
    at += repeated;
  }
  let row = 0;
  let cells = 0;
  for (const { line, isHidden: isGone } of linesOf(table, 'row')) {
    const repeated = count(line, 'table:number-rows-repeated');
    const own = cellsIn(line);
    for (let index = row; isGone && index < Math.min(row + repeated, 1_048_576); index += 1) hiddenRows.add(index);
    const isEmpty = own.every(({ cell, comment, merge }) => cell === undefined && comment === '' && merge === undefined);
    for (let index = row; !isEmpty && index < row + repeated; index += 1) {
      for (const { column, columns, cell, comment, merge } of own) {
        // Comments and merged cells may be repeated without an end, too.
        cells += cell === undefined ? Number(comment !== '' || merge !== undefined) : columns;
        if (cells > mostCells) throw new WorkbookError(`the workbook has more than ${mostCells} cells`);
        if (comment !== '') comments.push({ row: index, column, text: comment });
        if (merge) merges.push({ top: index, left: column, bottom: index + merge.rows - 1, right: column + merge.columns - 1 });
        if (cell === undefined) continue;
        const known = rows.get(index) ?? new Map<number, SheetCell>();
        for (let next = column; next < column + columns; next += 1) known.set(next, cell);
        rows.set(index, known);
      }
    }
    row += repeated;
  }
  return { name: table.getAttribute('table:name') ?? '', isHidden, rows, hiddenRows, hiddenColumns, merges, comments };
}

interface OdsCell {
  readonly column: number;
  readonly columns: number;
  readonly cell: SheetCell | undefined;
  readonly comment: string;
  readonly merge: { readonly rows: number; readonly columns: number } | undefined;
}

function cellsIn(line: Element): OdsCell[] {
  let column = 0;
  return childrenOf(line).flatMap((node): OdsCell[] => {
    const isCovered = node.nodeName === 'table:covered-table-cell';
    if (!isCovered && node.nodeName !== 'table:table-cell') return [];
    const columns = count(node, 'table:number-columns-repeated');
    const merge = { rows: count(node, 'table:number-rows-spanned'), columns: count(node, 'table:number-columns-spanned') };
    const comment = childrenOf(node, 'office:annotation').map(textOf).join('\n');
    const found = {
      column,
      columns,
      cell: isCovered ? undefined : cellOf(node),
      comment,
      merge: merge.rows * merge.columns > 1 ? merge : undefined,
    };
    column += columns;
    return [found];
  });
}

/** The paragraphs of a cell as lines. */
const paragraphs = (node: Element): string => childrenOf(node, 'text:p').map(textOf).join('\n');

function textOf(node: Element): string {
  return (Array.from(node.childNodes) as Element[])
    .map((child) => {
      if (child.nodeType === 3) return child.nodeValue ?? '';
      if (child.nodeType !== 1 || child.nodeName === 'office:annotation') return '';
      if (child.nodeName === 'text:s') return ' '.repeat(Math.min(count(child, 'text:c'), 1000));
      if (child.nodeName === 'text:tab') return '\t';
      if (child.nodeName === 'text:line-break') return '\n';
      return textOf(child);
    })
    .join('');
}

function cellOf(node: Element): SheetCell | undefined {
  const type = node.getAttribute('office:value-type') ?? '';
  const isFormula = (node.getAttribute('table:formula') ?? '') !== '';
  const shown = paragraphs(node);
  const isError =
    node.getAttribute('calcext:value-type') === 'error' ||
    (isFormula && /^(?:#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+)$/.test(shown));
  if (isError) return { value: shown, problem: 'failed' };
  if (type === '' && shown === '') return isFormula ? { value: null, problem: 'formula' } : undefined;
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    const written = node.getAttribute('office:value') ?? '';
    if (written === '' || Number.isNaN(Number(written))) return { value: null, problem: 'formula' };
    const value = Number(written);
    // A code keeps its zeros, and a number that is shown as nothing is hidden.
    if (type === 'float' && /^0\d+$/.test(shown) && Number(shown) === value) return { value: shown };
    if (shown === '' && childrenOf(node, 'text:p').length > 0) return undefined;
    return { value, format: formatOf(type, shown, node.getAttribute('office:currency')) };
  }
  if (type === 'date')
    return {
      value: (node.getAttribute('office:date-value') ?? shown).replace(/T00:00:00(?:\.0+)?$/, '').replace(/T(\d\d:\d\d).*$/, ' $1'),
    };
  if (type === 'boolean') return { value: node.getAttribute('office:boolean-value') === 'true' };
  return { value: shown };
}

function formatOf(type: string, shown: string, currency: string | null): Format | undefined {
  const digits = /\d[.,](\d+)(?=[^\d]*$)/.exec(shown)?.[1]?.length;
  if (type === 'percentage') return { name: 'percent', digits: digits ?? 0, currency: undefined };
  const isGroup = digits === 3 && !/[.,].*[.,]/.test(shown);
  if (type === 'currency' && currency) return { name: 'currency', digits: isGroup ? 0 : (digits ?? 0), currency };
  return digits === undefined || isGroup ? undefined : { name: 'number', digits, currency: undefined };
}
