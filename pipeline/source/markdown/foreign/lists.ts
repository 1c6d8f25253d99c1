/**
 * Lists that Pandoc counts in other ways: `a)`, `(i)`, `A.`, `#.`, and examples `(@name)`, which are counted through the text. They
 * become numbered lists, whose style is remembered by their first line.
 */
import { type CountStyle, worthOf } from '../../locale/counting.ts';
import { indentOf, type Line, opaqueLines, rewritten } from './lines.ts';
import type { ListStyle, Rewriting } from './reading.ts';

type Alphabet = 'alpha' | 'roman' | 'decimal';
const styles: Readonly<Record<Alphabet, CountStyle>> = { alpha: 'a', roman: 'i', decimal: '1' };

interface Marker {
  readonly indent: string;
  /** As it is written, with the white space behind it. */
  readonly width: number;
  readonly label: string;
  readonly form: 'paren' | 'parens' | 'period';
  readonly rest: string;
}

const marker = /^([ \t]*)(\(?)([a-z]{1,2}|[A-Z]{1,2}|[ivxlcIVXLC]{1,6}|\d{1,3}|#|@[\w-]*)([.)])([ \t]+)(?=\S)/;

function markerIn(text: string): Marker | undefined {
  const [all, indent = '', open = '', label = '', close, space = ''] = marker.exec(text) ?? [];
  if (all === undefined || (open === '(' && close === '.')) return undefined;
  const form = open === '(' ? 'parens' : close === ')' ? 'paren' : 'period';
  // Markdown's own.
  if (/^\d/.test(label) && form !== 'parens') return undefined;
  if (label.startsWith('@') && form !== 'parens') return undefined;
  if (label === '#' && form === 'parens') return undefined;
  return { indent, width: all.length - indent.length - Math.max(0, space.length - 4), label, form, rest: text.slice(all.length) };
}

/** Items one below the other, of one indent, with what belongs to them. */
interface Run {
  readonly items: readonly { readonly index: number; readonly marker: Marker }[];
  readonly end: number;
}

function runFrom(lines: readonly Line[], opaque: readonly boolean[], start: number, first: Marker): Run {
  const items = [{ index: start, marker: first }];
  let at = start + 1;
  let isBlank = false;
  for (; at < lines.length; at += 1) {
    const { text } = lines[at] as Line;
    if (text.trim() === '') {
      isBlank = true;
      continue;
    }
    const next = opaque[at] ? undefined : markerIn(text);
    const isNext = next !== undefined && next.indent === first.indent && next.form === first.form && kindOf(next) === kindOf(first);
    if (isNext) items.push({ index: at, marker: next });
    else if (indentOf(text) <= indentOf(first.indent) && (isBlank || /^[ \t]*(?:[-*+#>|]|```|:::)/.test(text))) break;
    isBlank = false;
  }
  return { items, end: at };
}

const kindOf = ({ label }: Marker) =>
  label === '#' ? '#' : label.startsWith('@') ? '@' : /^\d/.test(label) ? '1' : /^[a-z]/.test(label) ? 'a' : 'A';

/** A list of Markdown's own. */
const native = /^[ \t]*\d{1,9}([.)])[ \t]/;
const other = { '.': ')', ')': '.' } as const;

/** The sign of the list that ends above a line, of the same indent. */
function signAbove(lines: readonly Line[], index: number, indent: string): string | undefined {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { text } = lines[at] as Line;
    if (text.trim() !== '' && indentOf(text) <= indentOf(indent)) return native.exec(text)?.[1];
  }
  return undefined;
}

export const fancyLists: Rewriting = {
  sign: /^[ \t]*\(?(?:[A-Za-z]{1,6}|#|@[\w-]*|\(\d{1,3})[.)][ \t]+\S/m,
  rewrite(lines, reading) {
    const opaque = opaqueLines(lines);
    const examples = new Map<string, number>();
    let count = 0;
    let runs = 0;
    const made = [...lines];
    const styled = new Set<number>();
    for (const [index, { text }] of lines.entries()) {
      const found = opaque[index] || styled.has(index) ? undefined : markerIn(text);
      const before = lines[index - 1]?.text ?? '';
      if (!found || (before.trim() !== '' && !/^[ \t]*(?:[-*+]|\d{1,9}[.)]|\(?[\w@#]{1,6}[.)])[ \t]/.test(before))) continue;
      const run = runFrom(lines, opaque, index, found);
      const values = valuesOf(run, () => ++count);
      // Close behind other words, only what begins with 1 is a list.
      if (values === undefined || (values.values[0] !== 1 && before.trim() !== '')) continue;
      // Lists one behind the other stay apart, because their signs differ.
      const wanted = ++runs % 2 === 0 ? '.' : ')';
      const beside = [signAbove(made, index, found.indent), native.exec(lines[run.end]?.text ?? '')?.[1]];
      const sign = beside.includes(wanted) && !beside.includes(other[wanted]) ? other[wanted] : wanted;
      for (const [at, { index: line, marker: one }] of run.items.entries()) {
        const value = values.values[at] as number;
        if (one.label.length > 1 && one.label.startsWith('@')) examples.set(one.label, value);
        const width = Math.max(one.width, String(value).length + 2);
        // The first has its number alone, so that it is read close behind other words too.
        const digits = at === 0 ? String(value) : String(value).padStart(Math.max(1, Math.min(9, width - 2)), '0');
        const space = Math.max(1, Math.min(4, width - digits.length - 1));
        made[line] = rewritten(lines[line] as Line, `${one.indent}${digits}${sign}${' '.repeat(space)}${one.rest}`);
        styled.add(line);
      }
      reading.lists.set((lines[index] as Line).number, values);
    }
    return examples.size === 0 ? made : made.map((line, index) => (opaque[index] ? line : named(line, examples)));
  },
};

interface Values extends ListStyle {
  readonly values: readonly number[];
}

function valuesOf({ items }: Run, next: () => number): Values | undefined {
  const [{ marker: first }] = items as [Run['items'][number]];
  const form = first.form === 'period' ? '' : `-${first.form}`;
  if (first.label === '#') return { style: form && `decimal${form}`, values: items.map((_, index) => index + 1) };
  if (first.label.startsWith('@')) return { style: 'decimal-parens', values: items.map(next) };
  for (const alphabet of ['alpha', 'roman', 'decimal'] as const) {
    const values = items.map(({ marker: { label } }) => worthOf(label, styles[alphabet]));
    // One letter with a dot may be an initial; a list begins with its first.
    const [start = 0] = values;
    const isAll = values.every((value, index) => value === start + index);
    const isRow =
      isAll &&
      (start === 1
        ? items.length > 1 || (first.form !== 'period' && alphabet !== 'decimal')
        : start > 1 && items.length > 1 && first.form !== 'period');
    const size = first.label === first.label.toLowerCase() ? 'lower' : 'upper';
    if (isRow) return { style: `${alphabet === 'decimal' ? alphabet : `${size}-${alphabet}`}${form}`, values: values as number[] };
  }
  return writtenValues(items);
}

/** Letters that are not one after the other are kept as they are written: `c)`, `ca)`, `e)`. */
function writtenValues(items: Run['items']): Values | undefined {
  const [{ marker: first }] = items as [Run['items'][number]];
  if (items.length < 2 || first.form === 'period') return undefined;
  const labels = items.map(({ marker: { label } }) => label.toLowerCase());
  const isRising = labels.every((label, index) => {
    const before = labels[index - 1];
    if (before === undefined || label === `${before[0]}a` || (label.length === 2 && before.length === 2 && label > before)) return true;
    return label.length === 1 && label > (before[0] as string);
  });
  if (!isRising || !labels.every((label) => /^[a-z]{1,2}$/.test(label))) return undefined;
  const marks = items.map(({ marker: { label, form } }) => (form === 'parens' ? `(${label})` : `${label})`));
  return { style: 'written', values: items.map((_, index) => index + 1), marks };
}

/** `(@name)` in the text is the number of the example. */
const named = (line: Line, examples: ReadonlyMap<string, number>): Line =>
  /@/.test(line.text)
    ? rewritten(
        line,
        line.text.replace(/@[\w-]+/g, (label) => String(examples.get(label) ?? label)),
      )
    : line;
