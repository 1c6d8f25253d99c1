/** Where the records and cells of a CSV file are: the parser knows only the line on which a record ends. */

/** One record: where it begins, and the lines on which it begins and ends, from 1. */
export interface RecordPlace {
  readonly offset: number;
  readonly line: number;
  readonly last: number;
}

/** Calls back with each cell of a text from an offset on, until it says stop. */
function eachCell(text: string, from: number, separator: string, cell: (start: number, end: number, isLast: boolean) => boolean): void {
  let start = from;
  let isQuoted = false;
  let isBlank = true;
  for (let at = from; at <= text.length; at += 1) {
    const sign = text[at];
    if (sign === '"' && (isQuoted || isBlank)) {
      if (isQuoted && text[at + 1] === '"') at += 1;
      else isQuoted = !isQuoted;
      isBlank = false;
      continue;
    }
    if (isQuoted && sign !== undefined) continue;
    const isEnd = sign === undefined || sign === '\n' || sign === '\r';
    if (isEnd || sign === separator) {
      if (cell(start, at, isEnd)) return;
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      start = at + 1;
      isBlank = true;
    } else if (sign !== ' ' && (sign !== '\t' || separator === '\t')) isBlank = false;
  }
}

/** Every record by the line on which it ends. */
export function recordPlaces(text: string, separator: string): ReadonlyMap<number, RecordPlace> {
  const found = new Map<number, RecordPlace>();
  let line = 1;
  let first: { offset: number; line: number } | undefined;
  eachCell(text, 0, separator, (start, end, isLast) => {
    first ??= { offset: start, line };
    line += breaksIn(text, start, end);
    if (!isLast) return false;
    found.set(line, { ...first, last: line });
    first = undefined;
    line += 1;
    return false;
  });
  return found;
}

/** Where the cell of a record is that has so many cells before it: line and column, from 1. */
export function cellPlace(text: string, record: RecordPlace, index: number, separator: string): { line: number; column: number } {
  let cell = 0;
  let line = record.line;
  let lineStart = record.offset;
  let found = { line: record.line, column: 1 };
  eachCell(text, record.offset, separator, (start, end, isLast) => {
    // White space before a cell is not of it.
    const blank = /^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
    found = { line, column: start + (separator === '\t' ? 0 : blank) - lineStart + 1 };
    if (cell === index || isLast) return true;
    cell += 1;
    const breaks = breaksIn(text, start, end);
    line += breaks;
    if (breaks > 0) lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
    return false;
  });
  return found;
}

function breaksIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1;
  return count;
}

/** The separator of a CSV file: the one that gives its first records the same number of cells, and the most of them. */
export function separatorOf(text: string): string {
  const counts = [',', ';', '\t'].map((separator) => {
    const records: number[] = [];
    let cells = 0;
    eachCell(text, 0, separator, (start, end, isLast) => {
      cells += 1;
      const isEmpty = cells === 1 && isLast && text.slice(start, end).trim() === '';
      if (isLast && !isEmpty) records.push(cells);
      if (isLast) cells = 0;
      return records.length >= 25;
    });
    const [head = 1, ...rest] = records;
    return { separator, head, isEven: head > 1 && rest.every((one) => one === head) };
  });
  const most = (list: typeof counts) => [...list].sort((a, b) => b.head - a.head)[0];
  const even = most(counts.filter(({ isEven }) => isEven));
  if (even !== undefined) return even.separator;
  // None is even: the head decides, commas first, so that an uneven record is reported and not hidden.
  const [comma] = counts;
  return comma !== undefined && comma.head > 1 ? ',' : (most(counts.filter(({ head }) => head > 1))?.separator ?? ',');
}
