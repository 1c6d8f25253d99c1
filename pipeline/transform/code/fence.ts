/** What follows a fence: ```` ```ts title="x.ts" showLineNumbers {2,4-6} ````. */
export interface Fence {
  readonly title: string | undefined;
  readonly isNumbered: boolean;
  /** The number of the first line, where lines are numbered. */
  readonly first: number;
  /** Highlighted lines, counted from 1 whatever their printed number. */
  readonly marked: ReadonlySet<number>;
  /** Words that mean nothing here. */
  readonly unknown: readonly string[];
}

/** Longest span of lines that is expanded, against `{1-999999999}`. */
const longest = 10_000;
/** Steps, as Slidev (`{1|3-4|all}`) and reveal-md (`[1|3-4]`) have them, are one picture in print: all their lines are marked. */
const item =
  /(?:\{((?:[\d\s,|*-]|all|none|hide)*)\}|\[((?:[\d\s,|*-])+)\])|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|\{([^}]*)\}|(\S+)))?|(\S+)/g;

export function parseFence(meta: string | null | undefined): Fence {
  let title: string | undefined;
  let isNumbered = false;
  let first = 1;
  const marked = new Set<number>();
  const unknown: string[] = [];
  for (const [whole, inBraces, inBrackets, key, double, single, braced, bare] of (meta ?? '').matchAll(item)) {
    const value = double ?? single ?? braced ?? bare;
    const lines = inBraces ?? inBrackets;
    if (lines !== undefined) {
      for (const line of lineNumbers(lines)) marked.add(line);
    } else if ((key === 'title' || key === 'filename') && value) title = value;
    else if (/^(showLineNumbers|lineNumbers|numbered|startLine)$/.test(key ?? '') && value !== 'false') {
      isNumbered = true;
      if (value && /^\d+$/.test(value)) first = Number(value);
    } else unknown.push(key ?? whole);
  }
  return { title, isNumbered, first, marked, unknown };
}

function* lineNumbers(text: string): Iterable<number> {
  for (const part of text.split(/[,|]/)) {
    const [from = '', to = from] = part.split('-').map((number) => number.trim());
    if (!/^\d+$/.test(from) || !/^\d+$/.test(to)) continue;
    const last = Math.min(Number(to), Number(from) + longest);
    for (let line = Number(from); line <= last; line += 1) yield line;
  }
}
