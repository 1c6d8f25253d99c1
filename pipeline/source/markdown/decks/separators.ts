/** What separates the slides of reveal-md, where its front matter says so: regular expressions, of which those for whole lines are read. */
import { type Line, scanned, slideBreak } from './lines.ts';

export interface Separators {
  readonly lines: readonly RegExp[];
  /** So many blank lines and more. */
  readonly blanks: number;
  /** Settings whose expression is not read. */
  readonly unread: readonly string[];
}

/** Undefined where front matter names none. */
export function separatorsIn(matter: readonly Line[]): Separators | undefined {
  const named = matter.flatMap(({ text }) => {
    const [, name = '', value = ''] = /^(separator|verticalSeparator)\s*:\s*(.+?)\s*$/.exec(text) ?? [];
    return name === '' ? [] : [{ name, value: plain(value) }];
  });
  if (named.length === 0) return undefined;
  const blanks: number[] = [];
  const lines: RegExp[] = [];
  const unread: string[] = [];
  for (const { name, value } of named)
    for (const way of alternatives(value)) {
      const line = way.replace(/^\^|\$$/g, '');
      if (/^(?:(?:\\r\??)?\\n)+$/.test(line)) blanks.push((line.match(/\\n/g)?.length ?? 0) - 1);
      else {
        const test = lineTest(line.replace(/(?:\\r\??)?\\n[?+*]?/g, ''));
        if (test) lines.push(test);
        else unread.push(name);
      }
    }
  return { lines, blanks: blanks.length > 0 ? Math.max(1, Math.min(...blanks)) : 0, unread };
}

/** Without quotes; in double ones, YAML has written each backslash twice. */
const plain = (value: string): string =>
  value
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\\\\/g, '\\')
    .replace(/^\^?\(\?:([^()]*)\)\$?$/, '$1');

/** Split at `|`, which is in no group and no class here. */
const alternatives = (value: string): string[] => value.split(/(?<!\\)\|/);

const atom = String.raw`(?:\\[sStdDwWnr.*+?^$(){}|/\\[\]-]|[^\\()[\]{}*+?|^$]|\[[^\]\\[]*\])`;
const simple = new RegExp(`^(?:${atom}(?:[*+?]|\\{\\d{1,2}(?:,\\d{0,2})?\\})?)+$`);

/** The test of one line. Groups and what looks around are not read: a deck must not make the build run without end. */
function lineTest(pattern: string): RegExp | undefined {
  const inner = pattern.trim().replace(/^(?:\\s\*)+|(?:\\s\*)+$/g, '');
  const repeats = inner.match(/(?<!\\)[*+?{]/g)?.length ?? 0;
  if (inner === '' || inner.length > 100 || repeats > 3 || !simple.test(inner)) return undefined;
  try {
    return new RegExp(`^(?:${inner})$`);
  } catch {
    return undefined;
  }
}

/** Longer lines separate nothing. */
const longest = 200;

/** Rules divide nothing then, and what is named does. */
export function withSeparators(lines: readonly Line[], { lines: named, blanks }: Separators): Line[] {
  if (named.length === 0 && blanks === 0) return [...lines];
  let count = 0;
  return scanned(lines).flatMap(({ text, at, isPlain }): Line[] => {
    const written = text.trim();
    const isBlank = isPlain && written === '';
    count = isBlank ? count + 1 : 0;
    if (isPlain && written.length < longest && written !== '' && named.some((test) => test.test(written))) return slideBreak(at);
    if (isBlank && blanks > 0 && count === blanks) return slideBreak(at);
    return isPlain && /^-{3,}$/.test(written) ? [{ text: '', at }] : [{ text, at }];
  });
}
