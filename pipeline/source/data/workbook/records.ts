/**
 * The records of a part of a workbook: its first row is the head. What is hidden is in no record. Rules are looked for in all columns of
 * the sheet, because a range may leave out the one that states them.
 */
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import type { Place } from '../../../model/place.ts';
import { ruleWords } from '../../rules/rules.ts';
import type { DataRecords } from '../../types.ts';
import { type Readings, readingsOf } from '../columns.ts';
import type { Format } from '../format.ts';
import { addressOf, type CellRange, cellName, columnLetters } from './address.ts';
import type { SheetCell, Workbook, WorkSheet } from './types.ts';

type Row = Record<string, unknown>;

/** A part that cannot be read, with what is wrong with it. */
const problem = (name: string, shown: string, why: string): Pick<DataRecords, 'problems'> => ({
  problems: [diagnostic('WORKBOOK_PART', { name, why }, { file: shown, line: 1, column: 1 })],
});

export interface WholeRecords extends Omit<DataRecords, 'name' | 'shown' | 'problems'> {
  readonly problems: readonly Diagnostic[];
  /** The same rows with every column of the sheet, hidden ones too: what rules are looked for in. */
  readonly whole: readonly Row[];
  /** Heads of all columns of the sheet. */
  readonly titles: readonly string[];
  readonly sheet: WorkSheet;
  /** Row of the head, from 0. */
  readonly top: number;
}

/** @param name as documents name the part */
export function recordsOf(
  book: Workbook,
  part: string | undefined,
  name: string,
  shown: string,
  lang: string,
): WholeRecords | Pick<DataRecords, 'problems'> {
  const found = sheetFor(book, part);
  if (typeof found === 'string') return problem(name, shown, found);
  const { sheet, range } = found;
  const area = areaOf(sheet, range);
  if (area === undefined) return problem(name, shown, `no cell of ${sheet.name} in this range holds anything`);
  const { top, bottom, left, right } = area;
  if (sheet.hiddenRows.has(top)) return problem(name, shown, `its first row, ${top + 1}, is hidden`);
  const cell = (row: number, column: number) => visibleCell(sheet, row, column);
  const textAt = (row: number, column: number) => String(cell(row, column)?.value ?? '').trim();
  const isShown = (column: number) => column >= left && column <= right && !sheet.hiddenColumns.has(column);
  const isNamed = (column: number) => textAt(top, column) !== '';
  const widest = [...sheet.rows.values()].reduce((most, row) => Math.max(most, ...row.keys()), right);
  const all = Array.from({ length: widest + 1 }, (_, column) => column);
  // A column without a head goes by its letter, if it holds anything.
  const rows = [...sheet.rows.keys()].filter((row) => row > top && row <= bottom).sort((a, b) => a - b);
  const used = all.filter((column) => isNamed(column) || rows.some((row) => textAt(row, column) !== ''));
  const nameOf = (column: number) => textAt(top, column) || columnLetters(column);
  const inPart = used.filter(isShown);
  const counted = used.filter((column) => isShown(column) || ruleWords.includes(nameOf(column)));
  const twice = counted.find((column, index) => counted.findIndex((other) => nameOf(other) === nameOf(column)) < index);
  if (twice !== undefined) return problem(name, shown, `two columns are called "${nameOf(twice)}", and only one would count`);
  const records: Row[] = [];
  const whole: Row[] = [];
  const places: Place[] = [];
  const failed: { readonly cell: string; readonly place: Place; readonly isFormula: boolean }[] = [];
  const formats = new Map<string, Set<string>>();
  for (const row of rows) {
    if (sheet.hiddenRows.has(row)) continue;
    if (inPart.every((column) => textAt(row, column) === '' && cell(row, column)?.problem === undefined)) continue;
    const place = { file: shown, line: row + 1, column: left + 1 };
    const record: Row = {};
    for (const column of inPart) {
      const own = cell(row, column);
      record[nameOf(column)] = typeof own?.value === 'string' ? own.value.trim() : (own?.value ?? '');
      if (own?.problem !== undefined)
        failed.push({
          cell: cellName(sheet.name, row, column),
          place: { ...place, column: column + 1 },
          isFormula: own.problem === 'formula',
        });
      if (typeof own?.value === 'number') {
        const known = formats.get(nameOf(column)) ?? new Set<string>();
        formats.set(nameOf(column), known.add(JSON.stringify(own.format ?? null)));
      }
    }
    const outside = used.filter((column) => !isShown(column)).map((column) => [nameOf(column), textAt(row, column)] as const);
    // Rules hold wherever the sheet states them; the range need not take them in.
    for (const [title, value] of outside) if (ruleWords.includes(title)) record[title] = value;
    // Columns of one name are looked at together.
    const all: Row = { ...record };
    for (const [title, value] of outside) if (!ruleWords.includes(title)) all[title] = title in all ? [all[title], value].flat() : value;
    whole.push(all);
    records.push(record);
    places.push(place);
  }
  const head = inPart.map(nameOf);
  const problems = cellProblems(failed);
  return {
    head,
    rows: problems.length > 0 ? [] : records,
    places: problems.length > 0 ? [] : places,
    problems,
    notes: hiddenNotes(sheet, { ...range, top }, name, { file: shown, line: top + 1, column: left + 1 }),
    whole,
    titles: used.map(nameOf),
    sheet,
    top,
    readings: withFormats(readingsOf(records, lang), formats),
    at: (row, column) => {
      const index = inPart.find((one) => nameOf(one) === column);
      return index === undefined ? row : { ...row, column: index + 1 };
    },
    elsewhere: elsewhereIn(book, sheet, new Set(inPart)),
    merges: sheet.merges.flatMap((merge) => {
      const columns = inPart.filter((column) => column >= merge.left && column <= merge.right).map(nameOf);
      // Of a merge that begins outside of the part, or is hidden where it begins, nothing is known here.
      const isWhole = isShown(merge.left) && merge.top > top && !sheet.hiddenRows.has(merge.top);
      return isWhole && columns.length > 0 ? [{ first: merge.top + 1, last: merge.bottom + 1, columns }] : [];
    }),
  };
}

function cellProblems(failed: readonly { cell: string; place: Place; isFormula: boolean }[]): Diagnostic[] {
  return [true, false].flatMap((isFormula) => {
    const cells = failed.filter((one) => one.isFormula === isFormula);
    const [first] = cells;
    return first === undefined ? [] : [diagnostic('WORKBOOK_CELL', { cells: cells.map(({ cell }) => cell), isFormula }, first.place)];
  });
}

/** A cell, unless another covers it: what a file keeps there is shown nowhere. */
export function visibleCell({ rows, merges }: WorkSheet, row: number, column: number): SheetCell | undefined {
  const isCovered = merges.some(
    ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right && !(row === top && column === left),
  );
  return isCovered ? undefined : rows.get(row)?.get(column);
}

/** Says how much of a range is hidden, if any of it is: what is at its edges, too. */
export function hiddenNotes(
  sheet: WorkSheet,
  { top = 0, left = 0, bottom = Infinity, right = Infinity }: Partial<CellRange>,
  name: string,
  place: Place,
): Diagnostic[] {
  const isFilled = (row: number, column: number) => String(visibleCell(sheet, row, column)?.value ?? '').trim() !== '';
  const inside = [...sheet.rows.keys()].filter((row) => row >= top && row <= bottom);
  const rows = inside.filter((row) => sheet.hiddenRows.has(row)).length;
  const columns = [...sheet.hiddenColumns].filter(
    (column) => column >= left && column <= right && inside.some((row) => isFilled(row, column)),
  ).length;
  return rows + columns > 0 ? [diagnostic('WORKBOOK_HIDDEN', { name, rows, columns }, place)] : [];
}

/** The sheet and the range that a part names; a text says why there is none. */
export function sheetFor(
  { sheets, names }: Workbook,
  part: string | undefined,
): { sheet: WorkSheet; range: CellRange | undefined } | string {
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const known = shown.map(({ name }) => name).join(', ');
  let address = addressOf(part);
  const byName = (name: string) =>
    sheets.find((one) => one.name === name) ?? sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const named =
    address.sheet !== undefined && address.range === undefined && byName(address.sheet) === undefined
      ? names.get(address.sheet.toLowerCase())
      : undefined;
  if (named !== undefined) address = addressOf(named);
  if (address.sheet === undefined) {
    const [first] = shown;
    return first === undefined ? 'all of its sheets are hidden' : { sheet: first, range: address.range };
  }
  const sheet = byName(address.sheet);
  // Of a hidden sheet not even the name is said.
  if (sheet === undefined || sheet.isHidden) return `no sheet "${address.sheet}" is shown; sheets: ${known}`;
  return { sheet, range: address.range };
}

/** The range as far as cells hold anything; undefined if none does. */
function areaOf({ rows, hiddenColumns, hiddenRows }: WorkSheet, range: CellRange | undefined): Record<keyof CellRange, number> | undefined {
  const isIn = (row: number, column: number) =>
    row >= (range?.top ?? 0) && row <= (range?.bottom ?? Infinity) && column >= (range?.left ?? 0) && column <= (range?.right ?? Infinity);
  const filled = [...rows].flatMap(([row, cells]) =>
    [...cells.keys()].filter((column) => isIn(row, column)).map((column) => ({ row, column })),
  );
  const visible = filled.filter(({ row, column }) => !hiddenRows.has(row) && !hiddenColumns.has(column));
  if (visible.length === 0) return undefined;
  const of = (key: 'row' | 'column', side: typeof Math.min) => visible.reduce((sum, one) => side(sum, one[key]), visible[0]?.[key] ?? 0);
  // Without a range, a hidden row above what is shown may be the head, and state rules.
  const top = range?.top ?? filled.reduce((least, { row }) => Math.min(least, row), of('row', Math.min));
  return { top, bottom: of('row', Math.max), left: range?.left ?? of('column', Math.min), right: of('column', Math.max) };
}

/** Words of cells outside of the columns of a part: what may be heads of other columns and sheets. */
function elsewhereIn({ sheets }: Workbook, own: WorkSheet, columns: ReadonlySet<number>): ReadonlySet<string> {
  const [outside, inside] = [new Set<string>(), new Set<string>()];
  for (const sheet of sheets)
    for (const cells of sheet.rows.values())
      for (const [column, { value }] of cells)
        if (typeof value === 'string') (sheet === own && columns.has(column) ? inside : outside).add(value.trim());
  return new Set([...outside].filter((text) => !inside.has(text)));
}

function withFormats(readings: Readings, formats: ReadonlyMap<string, ReadonlySet<string>>): Readings {
  return Object.fromEntries(
    Object.entries(readings).map(([name, reading]) => {
      const [only, ...others] = formats.get(name) ?? [];
      const format = only === undefined || others.length > 0 ? undefined : (JSON.parse(only) as Format | null);
      return [name, format ? { ...reading, format: { ...format, currency: format.currency } } : reading];
    }),
  );
}
