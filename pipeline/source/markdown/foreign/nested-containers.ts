/**
 * Pandoc, Quarto and MyST close the innermost container with any number of colons; here an outer one needs more than those inside
 * it. Colons are counted anew where that makes a difference and nothing in the text is under a rule.
 */
import { type Line, rewritten, withoutCodeSpans } from './lines.ts';
import { ruledDirectives } from './names.ts';
import type { ForeignReading } from './reading.ts';

const mark = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(:{3,})[ \t]*(.*?)[ \t]*$/;

interface Mark {
  readonly index: number;
  readonly size: number;
  readonly isOpening: boolean;
  readonly quotes: number;
}

/** Pairs of lines that open and close; undefined where some have no partner. */
type Pairs = readonly (readonly [open: number, close: number])[] | undefined;

export function nested(lines: readonly Line[], opaque: readonly boolean[], reading: ForeignReading): readonly Line[] {
  let isRuled = false;
  const marks = lines.flatMap(({ text }, index): Mark[] => {
    const [, prefix = '', colons = '', rest = ''] = (!opaque[index] && mark.exec(text)) || [];
    if (colons === '') return [];
    const [name = ''] = /^[\p{L}\p{N}_-]+/u.exec(rest) ?? [];
    isRuled ||= ruledDirectives.has(name) || reading.hasRule(withoutCodeSpans(rest));
    return [{ index, size: colons.length, isOpening: rest !== '', quotes: prefix.replace(/[^>]/g, '').length }];
  });
  if (isRuled || marks.length < 3) return lines;
  const meant = pairs(marks, (open) => open.length - 1);
  if (
    meant === undefined ||
    same(
      meant,
      pairs(marks, (open, { size }) => open.findIndex((one) => one.size <= size)),
    )
  )
    return lines;
  const sizes = new Map<number, number>();
  for (const [open, close] of [...meant].sort((a, b) => b[0] - a[0])) {
    const inner = meant.filter(([from, to]) => from > open && to < close).map(([from]) => sizes.get(from) as number);
    const size = Math.max(3, ...inner.map((one) => one + 1));
    sizes.set(open, size).set(close, size);
  }
  return lines.map((line, index) => {
    const size = sizes.get(index);
    return size === undefined ? line : rewritten(line, line.text.replace(/:{3,}/, ':'.repeat(size)));
  });
}

/** The lines that open something that is closed: others are text that begins with colons. */
export function closedMarks(lines: readonly Line[], opaque: readonly boolean[]): ReadonlySet<number> {
  const open: number[] = [];
  const closed = new Set<number>();
  for (const [index, { text }] of lines.entries()) {
    const found = opaque[index] ? null : mark.exec(text);
    if (!found) continue;
    const partner = found[3] === '' ? open.pop() : void open.push(index);
    if (partner !== undefined) closed.add(partner);
  }
  return closed;
}

function pairs(marks: readonly Mark[], closes: (open: readonly Mark[], mark: Mark) => number): Pairs {
  const stacks = new Map<number, Mark[]>();
  const found: [number, number][] = [];
  for (const one of marks) {
    const open = stacks.get(one.quotes) ?? [];
    stacks.set(one.quotes, open);
    if (one.isOpening) open.push(one);
    else {
      const at = closes(open, one);
      const partner = open[at];
      if (partner === undefined) return undefined;
      open.length = at;
      found.push([partner.index, one.index]);
    }
  }
  return [...stacks.values()].some((open) => open.length > 0) ? undefined : found;
}

const same = (some: Pairs, others: Pairs): boolean =>
  others !== undefined && JSON.stringify([...(some ?? [])].sort()) === JSON.stringify([...others].sort());
