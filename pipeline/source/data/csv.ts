/** CSV, read and written. */
import { type CsvError, parse as parseCsv } from 'csv-parse/sync';
import { diagnostic } from '../../model/diagnostic.ts';
import type { DataRecords } from '../types.ts';

/**
 * The records of a CSV file. A head without commas that has semicolons or tabs is separated by these, as spreadsheets write it in
 * many countries; otherwise it would be one column, and a rule in it none.
 */
export function csvRecords(
  text: string,
  file: string,
  separator?: string,
): Pick<DataRecords, 'rows' | 'places' | 'head'> | Pick<DataRecords, 'problems'> {
  const problem = (why: string, line = 1) => ({ problems: [diagnostic('DATA_SYNTAX', { why }, { file, line, column: 1 })] });
  if (text.includes('\0')) return problem('the file is not UTF-8: save it as UTF-8');
  // Excel’s own first line, which is no record. Lines keep their numbers.
  const stated = /^\s*sep=([^\r\n])(?=\r?\n)/i.exec(text);
  const body = stated ? text.slice(stated[0].length) : text;
  const before = stated ? stated[0].split('\n').length - 1 : 0;
  let head: string[] = [];
  try {
    const parsed = parseCsv(body, {
      columns: (names: string[]) => {
        head = names;
        return names;
      },
      delimiter: separator ?? stated?.[1] ?? separatorOf(body),
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const twice = head.find((name, index) => name !== '' && head.indexOf(name) < index);
    if (twice !== undefined) return problem(`two columns are called "${twice}", and only one would count`, before + 1);
    return {
      head,
      rows: parsed.map(({ record }) => record),
      places: parsed.map(({ info }) => ({ file, line: before + info.lines, column: 1 })),
    };
  } catch (cause) {
    const { message, lines } = cause as CsvError & { lines?: number };
    return problem(message, before + (lines ?? 1));
  }
}

/** What separates the columns of a head. */
function separatorOf(text: string): string {
  const head = /^\s*(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const count = (sign: string) => head.split(sign).length;
  if (count(',') > 1) return ',';
  const [best = ','] = [';', '\t'].filter((sign) => count(sign) > 1).sort((a, b) => count(b) - count(a));
  return best;
}

/** Records as CSV (RFC 4180). */
export function csvText(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[], separator = ','): string {
  const cell = (value: unknown) => {
    const text = value === undefined || value === null ? '' : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line) => `${line.map(cell).join(separator)}\r\n`).join('');
}
