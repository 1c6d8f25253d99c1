/** remark's `.name[…]`: columns stand side by side, of all others the content stays. */
import { apart, asColumns, isBlank, type Line, scanned, withoutCode } from './lines.ts';

const opening = /(^|[\s([>*_])((?:\.[A-Za-z_][\w-]*)+)\[/;
const column = /(?:^|\.)(?:(?:left|right|pull|col|column)-?(?:column|left|right|col)?(?:-?\d+)?|column(?:-?\d+)?|cols?-\d+)$/i;
/** Alone they only say where words are. */
const alignments = new Set(['.left', '.right', '.center']);

const isColumn = (classes: string) => column.test(classes) && !alignments.has(classes);

interface Block {
  readonly lines: Line[];
  readonly isColumn: boolean;
}

export function withoutClasses(content: readonly Line[]): Line[] {
  const blocks = blocksOf(content);
  const result: Line[] = [];
  for (let index = 0; index < blocks.length; ) {
    const columns: Line[][] = [];
    while (index < blocks.length && (blocks[index]?.isColumn || (columns.length > 0 && isGap(blocks, index)))) {
      if (blocks[index]?.isColumn) columns.push(blocks[index]?.lines ?? []);
      index += 1;
    }
    if (columns.length > 1) result.push(...asColumns(columns));
    else if (columns[0]) result.push(...spaced(columns[0]));
    else {
      result.push(...(blocks[index]?.lines ?? []));
      index += 1;
    }
  }
  return result;
}

/** Blank lines between two columns. */
const isGap = (blocks: readonly Block[], index: number) => blocks[index]?.lines.every(isBlank) && blocks[index + 1]?.isColumn;
const spaced = (lines: Line[]) => [...apart(lines[0]?.at ?? 1), ...lines, ...apart(lines.at(-1)?.at ?? 1)];

/** Blocks whose class opens at the start of a line, and the lines between them. */
function blocksOf(content: readonly Line[]): Block[] {
  const blocks: Block[] = [{ lines: [], isColumn: false }];
  const lines = scanned(content);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line & { isPlain: boolean };
    const [, before, classes = ''] = (line.isPlain && opening.exec(line.text)) || [];
    const end = before === '' && line.text.startsWith('.') ? endOf(lines, index, classes.length) : undefined;
    if (end === undefined) {
      blocks.at(-1)?.lines.push(line.isPlain ? { ...line, text: withoutInline(line.text) } : line);
      continue;
    }
    const last = lines[end.line] as Line;
    const isOne = end.line === index;
    const inside: Line[] = isOne
      ? [{ text: line.text.slice(classes.length + 1, end.column), at: line.at }]
      : [
          { text: line.text.slice(classes.length + 1), at: line.at },
          ...lines.slice(index + 1, end.line),
          { text: last.text.slice(0, end.column), at: last.at },
        ];
    const after = last.text.slice(end.column + 1);
    // What follows in the same line goes on in it: a rule behind the bracket is one of the words in it.
    if (after.trim() !== '' && !isColumn(classes)) {
      const [head, tail] = [inside.slice(0, -1), inside.at(-1) as Line];
      blocks.at(-1)?.lines.push(...withoutClasses(head), { ...tail, text: withoutInline(`${tail.text}${after}`) });
      continue;
    }
    // In a line of its own it is a block of its own.
    const inner = withoutClasses(inside);
    blocks.push({ lines: isColumn(classes) ? inner : spaced(inner), isColumn: isColumn(classes) });
    blocks.push({ lines: after.trim() === '' ? [] : [{ text: after, at: last.at }], isColumn: false });
    index = end.line;
  }
  return blocks;
}

/** Where a bracket closes again, over lines too. */
function endOf(
  lines: readonly (Line & { isPlain: boolean })[],
  first: number,
  column: number,
): { line: number; column: number } | undefined {
  let depth = 0;
  for (let line = first; line < Math.min(lines.length, first + 300); line += 1) {
    const { text = '', isPlain = true } = lines[line] ?? {};
    if (!isPlain) continue;
    const plain = withoutCode(text).replace(/\\./g, '  ');
    for (let at = line === first ? column : 0; at < plain.length; at += 1) {
      if (plain[at] === '[') depth += 1;
      if (plain[at] === ']') depth -= 1;
      if (plain[at] === ']' && depth === 0) return { line, column: at };
    }
  }
  return undefined;
}

/** `.red[words]` among others, inside out. */
function withoutInline(text: string): string {
  let result = text;
  for (let count = 0; count < 20; count += 1) {
    const plain = withoutCode(result);
    const found = opening.exec(plain);
    if (!found) break;
    const [, before = '', classes = ''] = found;
    const start = found.index + before.length;
    const end = endOf([{ text: result, at: 1, isPlain: true }], 0, start + classes.length);
    if (end === undefined) break;
    result = result.slice(0, start) + result.slice(start + classes.length + 1, end.column) + result.slice(end.column + 1);
  }
  return result;
}
