/** CSV, read and written. */
import { type CsvError, parse as parseCsv } from 'csv-parse/sync';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { DataRecords } from '../types.ts';
import { cellPlace, recordPlaces, separatorOf } from './csv-cells.ts';

type Read = Pick<DataRecords, 'rows' | 'places' | 'head' | 'at' | 'separator'> | Pick<DataRecords, 'problems'>;

/**
 * The records of a CSV file, separated as the file says or its first records show: with the wrong separator it would be one column,
 * and a rule in it none.
 */
export function csvRecords(text: string, file: string, separator?: string): Read {
  const problem = (why: string, line = 1) => ({ problems: [diagnostic('DATA_SYNTAX', { why }, { file, line, column: 1 })] });
  if (text.includes('\0')) return problem('the file is no text: save it as CSV in UTF-8');
  // Excel’s own first line, which is no record. Lines keep their numbers.
  const stated = /^\s*sep=([^\r\n])(?=\r?\n)/i.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const before = stated ? stated[0].split('\n').length - 1 : 0;
  const delimiter = separator ?? stated?.[1] ?? separatorOf(body);
  let head: string[] = [];
  try {
    const parsed = parseCsv(body, {
      columns: (names: string[]) => {
        head = names;
        return names;
      },
      delimiter,
      skip_empty_lines: true,
      // Spreadsheets save empty rows below what was ever used.
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const twice = head.find((name, index) => name !== '' && head.indexOf(name) < index);
    if (twice !== undefined) return problem(`two columns are called "${twice}", and only one would count`, before + 1);
    const records = recordPlaces(body, delimiter);
    const recordAt = (line: number) => records.get(line) ?? { offset: 0, line, last: line };
    const lines = new Map(parsed.map(({ info }) => [before + recordAt(info.lines).line, info.lines] as const));
    // A head without a name, of which no record has anything, is no column.
    const nameless = head.includes('') && parsed.every(({ record }) => record[''] === '');
    return {
      head: nameless ? head.filter((name) => name !== '') : head,
      separator: delimiter,
      rows: parsed.map(({ record }) => (nameless ? withoutNameless(record) : record)),
      places: parsed.map(({ info }) => ({ file, line: before + recordAt(info.lines).line, column: 1 })),
      at: (row: Place, column: string) => {
        const record = recordAt(lines.get(row.line ?? 0) ?? 0);
        const place = cellPlace(body, record, Math.max(0, head.indexOf(column)), delimiter);
        return { file, line: before + place.line, column: place.column };
      },
    };
  } catch (cause) {
    const { message, lines } = cause as CsvError & { lines?: number };
    return problem(message, before + (lines ?? 1));
  }
}

const withoutNameless = (record: Record<string, string>) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== ''));

/** Records as CSV (RFC 4180). */
export function csvText(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[], separator = ','): string {
  const cell = (value: unknown) => {
    const text = value === undefined || value === null ? '' : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line) => `${line.map(cell).join(separator)}\r\n`).join('');
}
