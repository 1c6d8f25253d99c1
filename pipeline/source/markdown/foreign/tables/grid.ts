/**
 * Grid tables, as Pandoc and reStructuredText draw them. Each cell is followed around its edges, so that it may go over several
 * columns and rows.
 */
import { type RawCell, type RawTable, trimmed } from './raw-table.ts';

/** Characters that take two columns of a terminal; a sign is put behind each while columns are counted. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/gu;
const filler = '\uE0F1';

interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function gridTable(lines: readonly string[]): RawTable | undefined {
  const stretched = lines.map((line) => line.trimEnd().replace(wide, (sign) => sign + (sign.length > 1 ? '' : filler)));
  const plain = lines.map((line) => line.trimEnd());
  const aligned = realigned(plain);
  return tableOf(stretched) ?? tableOf(plain) ?? (aligned && tableOf(aligned));
}

const isEdge = (line: string) => /^\+(?:[-=:]+\+)+$/.test(line);

/**
 * A table whose edges do not meet, because changes in its cells were accepted or are shown: drawn anew, if every line has a cell for
 * every column.
 */
function realigned(lines: readonly string[]): string[] | undefined {
  const rows = lines.map((line) => (isEdge(line) ? line.slice(1, -1).split('+') : cellsIn(line)));
  const count = rows[0]?.length;
  if (rows.some((cells) => cells?.length !== count)) return undefined;
  const all = rows as string[][];
  const widths = (all[0] as string[]).map((_, column) =>
    Math.max(...all.map((cells, row) => (cells[column] as string).trimEnd().length + (isEdge(lines[row] as string) ? 0 : 1))),
  );
  return all.map((cells, row) => {
    if (!isEdge(lines[row] as string)) return `|${cells.map((cell, column) => cell.trimEnd().padEnd(widths[column] as number)).join('|')}|`;
    const drawn = cells.map((part, column) => {
      const sign = part.includes('=') ? '=' : '-';
      const inner = part.replace(/:/g, '').padEnd((widths[column] as number) - (part.match(/:/g)?.length ?? 0), sign);
      return `${part.startsWith(':') ? ':' : ''}${inner}${part.endsWith(':') && part.length > 1 ? ':' : ''}`;
    });
    return `+${drawn.join('+')}+`;
  });
}

/** The cells of a line; undefined for one that is no line of cells. */
const cellsIn = (line: string): string[] | undefined => (/^\|.*\|$/.test(line) ? line.slice(1, -1).split('|') : undefined);

const isHead = (line: string) => /^\+(?:[=:]+\+)+$/.test(line);

function tableOf(lines: readonly string[]): RawTable | undefined {
  const width = lines[0]?.length ?? 0;
  if (lines.some((line) => line.length !== width)) return undefined;
  // Edges are drawn with dashes only, while cells are looked for.
  const plain = lines.map((line) => (/^\+[-=:+]+\+$/.test(line) ? line.replace(/[=:]/g, '-') : line));
  const boxes = boxesIn(plain);
  if (boxes.length === 0) return undefined;
  const rows = sorted(boxes.flatMap(({ top, bottom }) => [top, bottom]));
  const columns = sorted(boxes.flatMap(({ left, right }) => [left, right]));
  const area = boxes.reduce((sum, { top, left, bottom, right }) => sum + (bottom - top) * (right - left), 0);
  // Otherwise edges are missing, and so would cells be.
  if (area !== (lines.length - 1) * (width - 1)) return undefined;
  const headEnd = lines.findIndex((line, index) => index > 0 && isHead(line));
  const aligned = lines[headEnd > 0 ? headEnd : 0] as string;
  const table = rows.slice(0, -1).map((top) =>
    boxes
      .filter((box) => box.top === top)
      .sort((a, b) => a.left - b.left)
      .map((box) => cellOf(box, lines, rows, columns, aligned)),
  );
  const count = headEnd > 0 && headEnd < lines.length - 1 ? rows.filter((row) => row < headEnd).length : 0;
  return { head: table.slice(0, count), body: table.slice(count) };
}

function cellOf(
  { top, left, bottom, right }: Box,
  lines: readonly string[],
  rows: readonly number[],
  columns: readonly number[],
  aligned: string,
): RawCell {
  const written = lines.slice(top + 1, bottom).map((line) => line.slice(left + 1, right).replaceAll(filler, ''));
  const { text, skipped } = trimmed(written);
  const [starts, ends] = [aligned[left + 1] === ':', aligned[right - 1] === ':'];
  return {
    text,
    line: top + 1 + skipped,
    column: left + 2,
    down: rows.indexOf(bottom) - rows.indexOf(top),
    across: columns.indexOf(right) - columns.indexOf(left),
    // What goes over several columns has the alignment of none.
    align:
      columns.indexOf(right) - columns.indexOf(left) > 1
        ? undefined
        : starts && ends
          ? 'center'
          : ends
            ? 'right'
            : starts
              ? 'left'
              : undefined,
  };
}

const sorted = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

function boxesIn(lines: readonly string[]): Box[] {
  const [last, edge] = [lines.length - 1, (lines[0]?.length ?? 1) - 1];
  const done: number[] = Array.from({ length: edge + 1 }, () => -1);
  const corners: [number, number][] = [[0, 0]];
  const found: Box[] = [];
  for (let corner = corners.shift(); corner !== undefined; corner = corners.shift()) {
    const [top, left] = corner;
    if (top === last || left === edge || top <= (done[left] as number)) continue;
    const box = boxFrom(lines, top, left);
    if (box === undefined) continue;
    found.push(box);
    done.fill(box.bottom - 1, left, box.right);
    corners.push([top, box.right], [box.bottom, left]);
    corners.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }
  return found;
}

/** The smallest cell with this corner: to the right, down, back and up again along its edges. */
function boxFrom(lines: readonly string[], top: number, left: number): Box | undefined {
  const at = (row: number, column: number) => lines[row]?.[column];
  for (let right = left + 1; at(top, right) === '-' || at(top, right) === '+'; right += 1) {
    if (at(top, right) !== '+') continue;
    for (let bottom = top + 1; at(bottom, right) === '|' || at(bottom, right) === '+'; bottom += 1) {
      if (at(bottom, right) !== '+' || at(bottom, left) !== '+') continue;
      const isBottom = [...(lines[bottom] as string).slice(left + 1, right)].every((sign) => sign === '-' || sign === '+');
      const isSide = lines.slice(top + 1, bottom).every((line) => line[left] === '|' || line[left] === '+');
      if (isBottom && isSide) return { top, left, bottom, right };
    }
  }
  return undefined;
}
