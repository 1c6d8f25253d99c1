/** Single cells of a workbook, for numbers in the text: each with the rules of its row, and with what may be the heads of its column. */
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import { ruleWords } from '../../rules/rules.ts';
import type { DataRecords } from '../../types.ts';
import { cellName, columnLetters } from './address.ts';
import { hiddenNotes, sheetFor, visibleCell } from './records.ts';
import type { Workbook, WorkSheet } from './types.ts';

/** The most cells that a number is made of. */
const most = 100_000;

/**
 * A record for each row of the range, with the cells by the letters of their columns.
 * @param name as the variable names the part
 */
export function cellsOf(
  book: Workbook,
  part: string | undefined,
  name: string,
  shown: string,
): { readonly sheet: WorkSheet; readonly data: Cells } | Pick<DataRecords, 'problems'> {
  const problem = (why: string, row = 0, column = 0) => ({
    problems: [diagnostic('WORKBOOK_PART', { name, why }, { file: shown, line: row + 1, column: column + 1 })],
  });
  const found = sheetFor(book, part);
  if (typeof found === 'string') return problem(found);
  const { sheet, range } = found;
  const { top, bottom, left, right } = range ?? {};
  if (top === undefined || bottom === undefined || left === undefined || right === undefined)
    return problem('a cell, a range or a column is needed, as figures.xlsx#Budget!B7');
  if ((bottom - top + 1) * (right - left + 1) > most) return problem(`the range has more than ${most} cells`);
  const firstRows = firstRowsOf(sheet);
  const heads = new Map<string, Set<string>>();
  const notes = hiddenNotes(sheet, range ?? {}, name, { file: shown, line: top + 1, column: left + 1 });
  const data: Cells = { rows: [], places: [], formats: new Map(), heads, elsewhere: wordsOf(book), notes };
  const lowest = new Map<number, number>();
  for (let row = top; row <= bottom; row += 1) {
    const record: Record<string, unknown> = ruleAt(sheet, row, firstRows);
    for (let column = left; column <= right; column += 1) {
      const letters = columnLetters(column);
      const own = visibleCell(sheet, row, column);
      const isHidden = sheet.hiddenRows.has(row) || sheet.hiddenColumns.has(column);
      // One cell that is asked for by its name must be there; of a range, what is hidden is left out.
      if (isHidden && top === bottom && left === right) return problem(`${cellName(sheet.name, row, column)} is hidden`, row, column);
      if (isHidden) continue;
      if (own?.problem !== undefined)
        return {
          problems: [
            diagnostic(
              'WORKBOOK_CELL',
              { cells: [cellName(sheet.name, row, column)], isFormula: own.problem === 'formula' },
              { file: shown, line: row + 1, column: column + 1 },
            ),
          ],
        };
      record[letters] = own?.value ?? '';
      lowest.set(column, row);
      if (own?.format) data.formats.set(`${row + 1} ${letters}`, own.format);
    }
    data.rows.push(record);
    data.places.push({ file: shown, line: row + 1, column: left + 1 });
  }
  for (const [column, row] of lowest) heads.set(columnLetters(column), new Set(wordsAbove(firstRows, row, column)));
  return { sheet, data };
}

export interface Cells {
  readonly rows: Record<string, unknown>[];
  readonly places: { file: string; line: number; column: number }[];
  /** How the workbook writes a cell, by line and column. */
  readonly formats: Map<string, NonNullable<ReturnType<typeof visibleCell>>['format'] & object>;
  /** Words above the cells of each column: rules of columns go by them. */
  readonly heads: Map<string, ReadonlySet<string>>;
  readonly elsewhere: ReadonlySet<string>;
  readonly notes: readonly Diagnostic[];
}

/** What columns of rules say of a row: their heads are anywhere above it. */
function ruleAt(sheet: WorkSheet, row: number, firstRows: FirstRows): Record<string, unknown> {
  const found: Record<string, string[]> = {};
  for (const [column, { value }] of sheet.rows.get(row) ?? []) {
    if (value === null || String(value).trim() === '') continue;
    const words = firstRows.get(column);
    const [title] = ruleWords
      .filter((word) => (words?.get(word) ?? row) < row)
      .sort((a, b) => (words?.get(a) as number) - (words?.get(b) as number));
    if (title !== undefined) found[title] = [...(found[title] ?? []), String(value).trim()];
  }
  // What two columns state is read as one rule that is none, and withholds.
  return Object.fromEntries(
    Object.entries(found).map(([title, values]) => [title, values.length > 1 ? `${values.join(' ')} *` : (values[0] as string)]),
  );
}

/** By column, the first row of each of its words. */
type FirstRows = ReadonlyMap<number, ReadonlyMap<string, number>>;

function firstRowsOf(sheet: WorkSheet): FirstRows {
  const found = new Map<number, Map<string, number>>();
  for (const [row, cells] of sheet.rows)
    for (const [column, { value }] of cells) {
      if (typeof value !== 'string') continue;
      const words = found.get(column) ?? new Map<string, number>();
      found.set(column, words.set(value.trim(), Math.min(row, words.get(value.trim()) ?? row)));
    }
  return found;
}

const wordsAbove = (firstRows: FirstRows, row: number, column: number): string[] =>
  [...(firstRows.get(column) ?? [])].flatMap(([word, first]) => (first < row ? [word] : []));

const wordsOf = ({ sheets }: Workbook): ReadonlySet<string> =>
  new Set(
    sheets.flatMap(({ rows }) =>
      [...rows.values()].flatMap((cells) => [...cells.values()].flatMap(({ value }) => (typeof value === 'string' ? [value.trim()] : []))),
    ),
  );
