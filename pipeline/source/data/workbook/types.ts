/** A workbook as both formats give it. */
import type { Format } from '../format.ts';
import type { CellRange } from './address.ts';

export interface SheetCell {
  readonly value: string | number | boolean | null;
  /** How the workbook writes the number. */
  readonly format?: Format | undefined;
  /** A formula whose result the file does not hold, or one that failed. */
  readonly problem?: 'formula' | 'failed';
}

/** Cells that are one, from the first to the last. */
export type Merge = Required<{ readonly [Side in keyof CellRange]: number }>;

export interface WorkSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Cells that hold something, by row and column from 0. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, SheetCell>>;
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly merges: readonly Merge[];
  /** Words beside cells, which no document prints. */
  readonly comments: readonly { readonly row: number; readonly column: number; readonly text: string }[];
}

export interface Workbook {
  readonly sheets: readonly WorkSheet[];
  /** Ranges by the names that the workbook gives them: `Budget!A1:D20`. */
  readonly names: ReadonlyMap<string, string>;
}

/** Why a workbook cannot be read. */
export class WorkbookError extends Error {}
