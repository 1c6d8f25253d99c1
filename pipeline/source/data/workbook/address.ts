/** What a document asks of a workbook: `figures.xlsx#Budget!A1:D20`, `figures.ods#Budget`, `figures.xlsx#B7`. */

/** Cells from one corner to the other, counted from 0; what is undefined is as far as the sheet goes. */
export interface CellRange {
  readonly top: number | undefined;
  readonly left: number | undefined;
  readonly bottom: number | undefined;
  readonly right: number | undefined;
}

export interface WorkbookAddress {
  /** Undefined for the first sheet that is shown. */
  readonly sheet: string | undefined;
  readonly range: CellRange | undefined;
}

export const isWorkbook = (file: string): boolean => /\.(?:xlsx|xlsm|ods)$/i.test(file);

/** A name of a data file, and what behind `#` asks for a part of it. Only workbooks have parts. */
export function splitName(name: string): { readonly file: string; readonly part: string | undefined } {
  const [, file, part] = /^(.*?\.(?:xlsx|xlsm|ods))(?:#(.*))?$/is.exec(name) ?? [];
  return file === undefined ? { file: name, part: undefined } : { file, part: part?.trim() || undefined };
}

/** `A` is 0. */
export const columnIndex = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (index % 26));
}

/** `Budget!B7`. */
export const cellName = (sheet: string, row: number, column: number): string => `${sheet}!${columnLetters(column)}${row + 1}`;

const corner = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?$/i;

/** A range such as `A1:D20`, `B7`, `A:D` or `2:9`; undefined if the text is none. */
export function rangeOf(text: string): CellRange | undefined {
  const [first = '', second, ...rest] = text.split(':').map((part) => part.trim());
  const [from, to] = [corner.exec(first), corner.exec(second ?? first)];
  if (rest.length > 0 || from === null || to === null || first === '' || second === '') return undefined;
  const isCell = from[1] !== undefined && from[2] !== undefined;
  // One corner alone is a cell, and no column or row.
  if (second === undefined && !isCell) return undefined;
  if ((from[1] === undefined) !== (to[1] === undefined) || (from[2] === undefined) !== (to[2] === undefined)) return undefined;
  const rows = [from[2], to[2]].flatMap((one) => (one === undefined ? [] : [Number(one) - 1]));
  const columns = [from[1], to[1]].flatMap((one) => (one === undefined ? [] : [columnIndex(one)]));
  if (rows.some((row) => row < 0)) return undefined;
  const [least, most] = [
    (all: number[]) => (all.length > 0 ? Math.min(...all) : undefined),
    (all: number[]) => (all.length > 0 ? Math.max(...all) : undefined),
  ];
  return { top: least(rows), bottom: most(rows), left: least(columns), right: most(columns) };
}

/** The sheet and the range behind `#`. */
export function addressOf(part: string | undefined): WorkbookAddress {
  if (part === undefined) return { sheet: undefined, range: undefined };
  const mark = part.lastIndexOf('!');
  const plain = (text: string) =>
    text
      .replace(/^'(.*)'$/s, '$1')
      .replaceAll("''", "'")
      .replace(/^\$/, '');
  if (mark >= 0) {
    const range = rangeOf(part.slice(mark + 1));
    return range ? { sheet: plain(part.slice(0, mark).trim()), range } : { sheet: plain(part.trim()), range: undefined };
  }
  const range = rangeOf(part);
  return range ? { sheet: undefined, range } : { sheet: plain(part.trim()), range: undefined };
}
