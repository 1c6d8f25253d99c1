/** What the columns of data hold, found in one place for tables, charts and numbers in the text. */
import { own } from '../../model/own.ts';
import { isRealDate } from '../locale/real-dates.ts';
import { localesOf, writingOf } from '../locale/writing.ts';
import type { Format } from './format.ts';
import { type Decimal, decimalShownBy, type WrittenNumber, writtenNumber } from './number-signs.ts';

type Row = Readonly<Record<string, unknown>>;

/** How the numbers of a column are written. */
export interface Reading {
  readonly decimal: Decimal;
  /** The index of a row with a number such as `1.210`, where nothing in the file says which sign it has and the language is against its form. */
  readonly doubtful?: number;
  /** How a workbook writes the numbers of the column, if all alike. */
  readonly format?: Format;
}

/** By column. Found from all records of a file, so that a number is the same for every audience. */
export type Readings = Readonly<Record<string, Reading>>;

export type ColumnType = 'number' | 'date' | 'text' | 'empty';

/** The decimal sign of a language. */
export function decimalOf(lang: string): Decimal {
  const known = writingOf(lang)?.numbers ?? (lang.includes('-') ? undefined : writingOf(localesOf(lang)[0] ?? lang)?.numbers);
  const sign = known?.decimal ?? new Intl.NumberFormat(lang).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return sign === ',' ? ',' : '.';
}

/**
 * How each column writes its numbers: as a number in it shows beyond doubt, or one elsewhere in the file, or as the language does.
 * @param separator of a CSV file: commas between columns are no custom where they are decimal signs
 */
export function readingsOf(rows: readonly Row[], lang: string, separator?: string): Readings {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = new Map(columns.map((name) => [name, shownIn(rows, name)] as const));
  const all = [...shown.values()].flatMap(({ signs }) => [...signs]);
  const ofFile = new Set(all).size === 1 ? all[0] : undefined;
  let language: Decimal | undefined;
  const readings = columns.map((name) => {
    const { signs, either } = shown.get(name) as Shown;
    const own = signs.size === 1 ? [...signs][0] : ofFile;
    if (own !== undefined) return [name, { decimal: own }] as const;
    language ??= decimalOf(lang);
    const isUnusual = (separator === ',' && language === ',') || (separator === ';' && language === '.');
    return [name, { decimal: language, ...(either !== undefined && isUnusual ? { doubtful: either } : {}) }] as const;
  });
  return Object.fromEntries(readings);
}

interface Shown {
  readonly signs: ReadonlySet<Decimal>;
  readonly either: number | undefined;
}

function shownIn(rows: readonly Row[], name: string): Shown {
  const signs = new Set<Decimal>();
  let either: number | undefined;
  for (const [index, row] of rows.entries()) {
    const value = own(row, name);
    const sign = typeof value === 'string' && /\d[.,]|[.,]\d/.test(value) ? decimalShownBy(value) : undefined;
    if (sign === 'either') either ??= index;
    else if (sign !== undefined) signs.add(sign);
  }
  return { signs, either };
}

/** A cell that holds nothing, or a dash for nothing. */
export const isGap = (value: unknown): boolean => value === null || value === undefined || /^\s*[-–—−]?\s*$/.test(String(value));

/** A value as a number with what is written beside it; undefined if it is none. */
export function numberWritten(value: unknown, decimal: Decimal = '.'): WrittenNumber | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { value, isPercent: false, digits: 0, currency: undefined } : undefined;
  return typeof value === 'string' ? writtenNumber(value, decimal) : undefined;
}

/** A value as a number; undefined if it is none. */
export const numberOf = (value: unknown, decimal: Decimal = '.'): number | undefined => numberWritten(value, decimal)?.value;

/** Digits behind a zero are a code, such as a postcode, and no number. */
const isCode = (value: unknown) => typeof value === 'string' && /^\s*0\d/.test(value);
const isDate = (value: unknown) => /^\d{4}-\d{2}(-\d{2})?$/.test(String(value)) && isRealDate(String(value));

export interface Column {
  readonly type: ColumnType;
  /** All of its numbers have a sign for per cent. */
  readonly isPercent: boolean;
  /** Indexes of rows whose value is neither a number nor empty. */
  readonly odd: readonly number[];
}

/** What a column holds in some records. */
export function columnOf(rows: readonly Row[], name: string, decimal: Decimal = '.'): Column {
  const filled = [...rows.entries()].map(([index, row]) => [index, own(row, name)] as const).filter(([, value]) => !isGap(value));
  const numbers = filled.map(([, value]) => (isCode(value) ? undefined : numberWritten(value, decimal)));
  const odd = filled.flatMap(([index], at) => (numbers[at] === undefined ? [index] : []));
  const isPercent = filled.length > 0 && numbers.every((number) => number?.isPercent === true);
  if (filled.length === 0) return { type: 'empty', isPercent: false, odd: [] };
  if (odd.length === 0) return { type: 'number', isPercent, odd };
  return { type: filled.every(([, value]) => isDate(value)) ? 'date' : 'text', isPercent: false, odd };
}

/** Records with the numbers of number columns as numbers; what is empty is null. */
export function typedRows(rows: readonly Row[], decimalFor: (column: string) => Decimal): Record<string, unknown>[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const numeric = columns.filter((name) => /^(?:number|empty)$/.test(columnOf(rows, name, decimalFor(name)).type));
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(numeric.map((name) => [name, numberOf(own(row, name), decimalFor(name)) ?? null])),
  }));
}
