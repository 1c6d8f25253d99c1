/** Tables: header and body rows, the scope of header cells, and no redundant attributes (ISO 32000-1, 14.8.5.7). */
import { isName, Name, PdfString, type Value } from '../../pdf/objects/index.ts';
import { type Kid, Tag } from './tag.ts';

/** @param nameOf maps Chrome's identifiers of header cells to new ones */
export function fixTable(table: Tag, nameOf: (id: string) => string): void {
  const rows = table.kids.filter((kid): kid is Tag => kid instanceof Tag && kid.role === 'TR');
  const captions = table.kids.filter((kid) => kid instanceof Tag && kid.role === 'Caption');
  const filled = rows.filter((row) => row.kids.length > 0);
  const isHead = (row: Tag) => cellsOf(row).every((cell) => cell.role === 'TH' && isName(cell.attribute('Table', 'Scope'), 'Column'));
  const body = filled.findIndex((row) => !isHead(row));
  const heads = body < 0 ? [] : filled.slice(0, body);
  // With a single header row and no spans, the scope is enough.
  const isPlain =
    heads.length <= 1 && !filled.some((row) => cellsOf(row).some((cell) => spanOf(cell, 'ColSpan') > 1 || spanOf(cell, 'RowSpan') > 1));
  const used = new Set<string>();
  for (const cell of filled.flatMap(cellsOf)) fixCell(cell, isPlain, nameOf, used);
  for (const cell of filled.flatMap(cellsOf)) if (cell.id !== undefined && !used.has(cell.id)) cell.id = undefined;
  table.kids = [...captions, ...part('THead', heads), ...part('TBody', filled.slice(heads.length))];
}

const cellsOf = (row: Tag) => row.kids.filter((kid): kid is Tag => kid instanceof Tag && (kid.role === 'TD' || kid.role === 'TH'));

function part(role: string, rows: Tag[]): Kid[] {
  if (rows.length === 0) return [];
  const tag = new Tag(role);
  tag.kids = rows;
  return [tag];
}

function spanOf(cell: Tag, name: string): number {
  const value = cell.attribute('Table', name);
  return typeof value === 'number' ? value : 1;
}

function fixCell(cell: Tag, isPlain: boolean, nameOf: (id: string) => string, used: Set<string>): void {
  const own = cell.attributes?.get('Table') ?? new Map<string, Value>();
  for (const name of ['RowSpan', 'ColSpan']) if (own.get(name) === 1) own.delete(name);
  const headers = own.get('Headers');
  const ids = Array.isArray(headers) ? headers : [];
  if (isPlain || ids.length === 0) own.delete('Headers');
  else {
    const names = ids.flatMap((id) => (id instanceof PdfString ? [nameOf(id.text)] : []));
    for (const name of names) used.add(name);
    own.set(
      'Headers',
      names.map((name) => PdfString.of(name)),
    );
  }
  if (cell.role === 'TH' && !own.has('Scope')) own.set('Scope', new Name('Column'));
  if (cell.id !== undefined) cell.id = nameOf(cell.id);
  if (own.size === 0) cell.attributes?.delete('Table');
  else cell.attributes = (cell.attributes ?? new Map()).set('Table', own);
}
