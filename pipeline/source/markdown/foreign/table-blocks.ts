/**
 * Grid tables and simple tables of Pandoc. Their lines are put between fences of a name that nobody else has, so that Markdown finds
 * out what they are in; `tables/` makes tables of them when the text is a tree.
 */
import { type Line, opaqueLines, rewritten } from './lines.ts';
import { type ForeignReading, type Rewriting, withoutCode } from './reading.ts';

/** Languages of the fences. */
export const tableFences = { grid: '\uE0F0grid', simple: '\uE0F0simple' } as const;

const edge = /^[ \t]*\+(?:[-=:]+\+)+[ \t]*$/;
const gridLine = /^[ \t]*[|+].*[|+][ \t]*$/;
const dashes = /^[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$/;
const rule = /^[ \t]*-{5,}[ \t]*$/;
const isBlank = (line: Line | undefined) => line === undefined || line.text.trim() === '';

export const tableBlocks: Rewriting = {
  sign: /^[ \t]*(?:\+[-=:]+\+|-{2,}[ \t]+-{2,})/m,
  rewrite(lines, reading) {
    const opaque = opaqueLines(lines);
    const made: Line[] = [];
    for (let index = 0; index < lines.length; index += 1) {
      const found = opaque[index] ? undefined : (gridFrom(lines, index) ?? simpleFrom(lines, index));
      const block = found && lines.slice(index, found.end);
      if (!found || !block || isRuled(block, reading)) {
        made.push(lines[index] as Line);
        continue;
      }
      const indent = /^[ \t]*/.exec((lines[found.indentOf] as Line).text)?.[0] ?? '';
      const base = found.kind === 'grid' ? indent : indent.slice(0, Math.max(0, indent.length - 3));
      const [first, last] = [block[0] as Line, block.at(-1) as Line];
      if (!isBlank(made.at(-1))) made.push(rewritten(first, ''));
      made.push(rewritten(first, `${base}\`\`\`\`${tableFences[found.kind]}`), ...block, rewritten(last, `${base}\`\`\`\``));
      index = found.end - 1;
    }
    return made;
  },
};

interface Found {
  readonly kind: keyof typeof tableFences;
  readonly end: number;
  /** The line by which the table is moved in. */
  readonly indentOf: number;
}

function gridFrom(lines: readonly Line[], start: number): Found | undefined {
  if (!edge.test((lines[start] as Line).text)) return undefined;
  let end = start;
  while (end < lines.length && gridLine.test((lines[end] as Line).text)) end += 1;
  while (end > start + 2 && !edge.test((lines[end - 1] as Line).text)) end -= 1;
  return end > start + 2 ? { kind: 'grid', end, indentOf: start } : undefined;
}

function simpleFrom(lines: readonly Line[], start: number): Found | undefined {
  if (!isBlank(lines[start - 1]) && start > 0) return undefined;
  const { text } = lines[start] as Line;
  // Several lines a row: between two rules, or from one of dashes to another.
  if (rule.test(text) || (dashes.test(text) && !isBlank(lines[start + 1]))) {
    const head = rule.test(text) ? lines.findIndex((line, at) => at > start && dashes.test(line.text)) : start;
    const isNear = head >= 0 && lines.slice(start, head).every((line) => !isBlank(line)) && (head > start + 1 || head === start);
    const last = isNear
      ? lines.findIndex((line, at) => at > head && (rule.test(line.text) || dashes.test(line.text)) && isBlank(lines[at + 1]))
      : -1;
    return last > head + 1 ? { kind: 'simple', end: last + 1, indentOf: head } : undefined;
  }
  const next = lines[start + 1];
  if (isBlank(lines[start]) || next === undefined || !dashes.test(next.text) || isBlank(lines[start + 2])) return undefined;
  let end = start + 2;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  return { kind: 'simple', end, indentOf: start + 1 };
}

/** A rule in a cell has no row or column that it could be read for, so it is refused. */
function isRuled(block: readonly Line[], reading: ForeignReading): boolean {
  const isRule = (text: string) => reading.hasRule(withoutCode(text));
  const found = block.find(({ text }) => isRule(text)) ?? (isRule(block.map(({ text }) => text).join('\n')) ? block[0] : undefined);
  if (found) reading.report('TABLE_RULE', { text: found.text.trim().slice(0, 60) }, found.number);
  return found !== undefined;
}
