/** What rules in YAML, JSON, BibTeX and CSV cover: the fields beside the one that states the rule. */
import type { RawText } from '../../source/raw.ts';
import { folded, type Shape, shapesIn } from './shapes.ts';
import type { Ruled, Stretch } from './types.ts';
import { type RuleWords, spelt } from './vocabulary.ts';

/** Fields that state a rule in any record. */
const names = 'for|audience|except';

export function fieldsCovered({ form, text }: Pick<RawText, 'form' | 'text'>, words: RuleWords): Ruled[] {
  const inline = shapesIn(folded(text), words).filter(({ stated }) => stated.length > 0);
  if (form === 'csv') return [...rowsCovered(text), ...inline.flatMap((shape) => labelCovered(shape, text))];
  if (form === 'bibtex') return entriesCovered(text);
  if (form === 'json') return objectsCovered(text);
  return [...itemsCovered(text), ...inline.flatMap((shape) => flowCovered(shape, text))];
}

const ruledBy = (name: string, value: string, covered: readonly Stretch[]): Ruled => {
  const plain = value
    .replace(/[[\]{}"']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { stated: [{ name: spelt(name), value: plain }], isInverse: false, rule: `${name}: ${plain}`, covered };
};

/** Text in braces or brackets inside a field: `:for[…]{audience="x"}`. */
function labelCovered({ stated, from, to }: Shape, text: string): Ruled[] {
  const open = text[from - 1] === ']' ? text.lastIndexOf('[', from) : -1;
  if (open < 0) return [];
  const isInverse = /:(?:redact|except)$/i.test(text.slice(0, open));
  return [{ stated, isInverse, rule: text.slice(from, to), covered: [{ from: open + 1, to: from - 1 }] }];
}

/** `{ for: press, text: Words }` */
function flowCovered(shape: Shape, text: string): Ruled[] {
  const { stated, from, to, form } = shape;
  if (form !== 'braces') return [];
  const label = labelCovered(shape, text);
  if (label.length > 0) return label;
  // Other fields may be properties of an audience.
  if (!stated.some(({ name }) => new RegExp(`^(?:${names})$`).test(name))) return [];
  const values = [...text.slice(from, to).matchAll(/([\p{L}_][\w-]*)\s*:\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^,{}]*)/gu)];
  const covered = values.flatMap((match) => {
    if (stated.some(({ name }) => name === spelt(match[1] as string))) return [];
    const end = from + match.index + match[0].length;
    return [{ from: end - (match[2] as string).length, to: end }];
  });
  return [{ stated, isInverse: false, rule: text.slice(from, to).replace(/^\{\s*|\s*\}$/g, ''), covered }];
}

/** List items in YAML of which one field states the rule. */
function itemsCovered(text: string): Ruled[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const indentOf = (line: string) => /^[ \t]*(?:- +)*/.exec(line)?.[0].length ?? 0;
  return lines.flatMap((line, index): Ruled[] => {
    const match = new RegExp(`^([ \\t]*(?:- +)*)(${names})[ \\t]*:[ \\t]*(.*)$`, 'i').exec(line);
    if (!match) return [];
    const indent = (match[1] as string).length;
    let first = index;
    while (first > 0 && !(/-\s/.test(lines[first]?.slice(0, indent) ?? '') && indentOf(lines[first] as string) === indent)) {
      first -= 1;
      if ((lines[first] as string).trim() !== '' && indentOf(lines[first] as string) < indent) return [];
    }
    if (!/-\s/.test((lines[first] as string).slice(0, indent))) return [];
    let last = first;
    while (last + 1 < lines.length) {
      const next = lines[last + 1] as string;
      if (next.trim() !== '' && (next.length - next.trimStart().length < indent || next.trim() === '-')) break;
      last += 1;
    }
    const values = [match[3] as string];
    for (let next = index + 1; values[0]?.trim() === '' && next <= last && /^\s*-\s/.test(lines[next] as string); next += 1)
      values.push((lines[next] as string).replace(/^\s*-\s/, ''));
    const covered = Array.from({ length: last - first + 1 }, (_, offset) => first + offset).flatMap((number): Stretch[] => {
      if (number === index) return [];
      const own = lines[number] as string;
      const key = /^[ \t]*(?:- +)*(?:[\p{L}_][\w-]*[ \t]*:(?:[ \t]|$))?/u.exec(own)?.[0].length ?? 0;
      const from = starts[number] as number;
      return own.length > key ? [{ from: from + key, to: from + own.length }] : [];
    });
    return [ruledBy(match[2] as string, values.join(' ').replace(/\s#.*$/, ''), covered)];
  });
}

/** Objects in JSON, with everything in them. */
function objectsCovered(text: string): Ruled[] {
  const rule = new RegExp(`"(${names})"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`, 'gi');
  return [...text.matchAll(rule)].map((match) => {
    const [from, to] = enclosing(text, match.index);
    const values = [...text.slice(from, to).matchAll(/:\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\])/g)].filter(
      ({ index }) => from + index < match.index || from + index > match.index + match[0].length,
    );
    const covered = values.map((value) => {
      const end = from + value.index + value[0].length;
      return { from: end - (value[1] as string).length, to: end };
    });
    const own = covered.filter((one) => one.to <= match.index || one.from >= match.index + match[0].length);
    return ruledBy(match[1] as string, match[2] as string, own);
  });
}

function enclosing(text: string, place: number): [number, number] {
  const walk = (step: 1 | -1, open: string, close: string) => {
    let depth = 0;
    let at = place;
    for (; at >= 0 && at < text.length; at += step) {
      if (text[at] === open) depth += 1;
      else if (text[at] === close) depth -= 1;
      if (depth < 0) break;
    }
    return at;
  };
  return [walk(-1, '}', '{') + 1, walk(1, '{', '}')];
}

/** BibTeX entries: from one `@` to the next. */
function entriesCovered(text: string): Ruled[] {
  const rule = new RegExp(`(?<![\\w-])(${names})\\s*=\\s*(?:\\{([^{}]*)\\}|"([^"]*)")`, 'gi');
  const starts = [...text.matchAll(/^[ \t]*@/gm)].map(({ index }) => index);
  return [...text.matchAll(rule)].map((match) => {
    const start = starts.findLast((one) => one <= match.index) ?? 0;
    const end = starts.find((one) => one > match.index) ?? text.length;
    const fields = [...text.slice(start, end).matchAll(/[\w-]+\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|"[^"]*")/g)];
    const covered = fields.flatMap((field) => {
      const to = start + field.index + field[0].length;
      const from = to - (field[1] as string).length;
      return start + field.index <= match.index && match.index < to ? [] : [{ from, to }];
    });
    return ruledBy(match[1] as string, match[2] ?? match[3] ?? '', covered);
  });
}

/** Rows of a data table, by the column that states their rule. */
function rowsCovered(text: string): Ruled[] {
  const [head, ...rows] = cellsIn(text);
  const wordsOf = ({ from, to }: Stretch) => text.slice(from, to).replace(/^"|"$/g, '').trim();
  const ruled = (head ?? []).flatMap((cell, index) =>
    new RegExp(`^\\ufeff?(?:${names})$`, 'i').test(wordsOf(cell)) ? [{ index, name: wordsOf(cell) }] : [],
  );
  return ruled.flatMap(({ index, name }) =>
    rows.flatMap((row) => {
      const value = row[index] === undefined ? '' : wordsOf(row[index]);
      return value === ''
        ? []
        : [
            ruledBy(
              name,
              value,
              row.filter((_, column) => !ruled.some((one) => one.index === column)),
            ),
          ];
    }),
  );
}

/** RFC 4180, with the separator that is most frequent in the first line. */
function cellsIn(text: string): Stretch[][] {
  const first = text.split('\n', 1)[0] as string;
  const separator = [',', ';', '\t'].reduce((one, other) => (first.split(other).length > first.split(one).length ? other : one));
  const rows: Stretch[][] = [[]];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === undefined || (!isQuoted && (character === separator || character === '\n'))) {
      (rows.at(-1) as Stretch[]).push({ from, to: at });
      if (character === '\n') rows.push([]);
      from = at + 1;
    }
  }
  return rows;
}
