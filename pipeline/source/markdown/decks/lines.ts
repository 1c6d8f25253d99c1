/**
 * Decks of other programs are read line by line, as those programs do, and written anew as a deck of Dossier before Markdown is
 * parsed. Every line remembers where it comes from, so that all messages name the author's own lines.
 */

export interface Line {
  readonly text: string;
  /** The line of the file, from 1. */
  readonly at: number;
}

/** A line that may mean something to a deck: it is in no code, comment or style sheet. */
export interface Scanned extends Line {
  readonly isPlain: boolean;
}

export const linesOf = (text: string): Line[] => text.split(/\r\n|\n|\r/).map((line, index) => ({ text: line, at: index + 1 }));

/** A line that Dossier writes in the place of one of the author's. */
export const at = (line: number, ...texts: string[]): Line[] => texts.map((text) => ({ text, at: line }));

/** A block that Markdown must not read as a part of what is around it. */
export const apart = (line: number, ...texts: string[]): Line[] => at(line, '', ...texts, '');

const fence = /^\s*(?:(?:[-*+>]|\d+[.)])\s+)*(`{3,}(?=[^`]*$)|~{3,})/;
const element = /^\s*<(script|style|pre|textarea)\b/i;

/** Says of every line whether it is plain. What is never closed is nothing special. */
export function scanned(lines: readonly Line[]): Scanned[] {
  const result: Scanned[] = [];
  let end: RegExp | undefined;
  // From where nothing else is opened: looking again and again to the end of a long text would take a time of its own.
  const last = new Map<string, number>();
  const isClosed = (sign: string, index: number) => {
    if (!last.has(sign))
      last.set(
        sign,
        lines.findLastIndex(({ text }) => text.toLowerCase().includes(sign)),
      );
    return (last.get(sign) ?? -1) > index;
  };
  for (const [index, line] of lines.entries()) {
    if (end !== undefined) {
      result.push({ ...line, isPlain: false });
      if (end.test(line.text)) end = undefined;
      continue;
    }
    const [, ticks] = fence.exec(line.text) ?? [];
    const words = ticks === undefined ? withoutCode(line.text) : '';
    const name = element.exec(words)?.[1]?.toLowerCase();
    const comment = words.lastIndexOf('<!--');
    result.push({ ...line, isPlain: ticks === undefined && name === undefined });
    if (ticks !== undefined) end = new RegExp(`^\\s*(?:>\\s*)*${ticks[0]}{${ticks.length},}\\s*$`);
    else if (comment >= 0 && !words.includes('-->', comment) && isClosed('-->', index)) end = /-->/;
    else if (name !== undefined && !words.toLowerCase().includes(`</${name}`) && isClosed(`</${name}`, index))
      end = new RegExp(`</${name}`, 'i');
  }
  return result;
}

/** The same line with spaces for the code in it. */
export const withoutCode = (text: string): string =>
  text.includes('`') && text.length < 5000 ? text.replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, (all) => ' '.repeat(all.length)) : text;

/** Runs of lines between those that divide. */
export function split<L extends Line>(lines: readonly L[], divides: (line: L) => boolean): { divider: L | undefined; lines: L[] }[] {
  const parts: { divider: L | undefined; lines: L[] }[] = [{ divider: undefined, lines: [] }];
  for (const line of lines)
    if (divides(line)) parts.push({ divider: line, lines: [] });
    else parts.at(-1)?.lines.push(line);
  return parts;
}

export const isBlank = ({ text }: Line): boolean => text.trim() === '';

/** Front matter at the top, with its signs, and everything behind it. */
export function matterOf(lines: readonly Line[]): { matter: readonly Line[]; rest: readonly Line[] } {
  if (lines[0]?.text.trimEnd() !== '---') return { matter: [], rest: lines };
  const end = lines.findIndex(({ text }, index) => index > 0 && text.trimEnd() === '---');
  return end < 0 ? { matter: [], rest: lines } : { matter: lines.slice(0, end + 1), rest: lines.slice(end + 1) };
}

/** Lines as notes for the speaker, whatever directives they hold. */
export const asNotes = (lines: readonly Line[]): Line[] => {
  const line = lines[0]?.at ?? 1;
  return lines.every(isBlank) ? [] : [...apart(line, ':::::::::::notes'), ...lines, ...apart(lines.at(-1)?.at ?? line, ':::::::::::')];
};

/** Blocks side by side. */
export const asColumns = (columns: readonly (readonly Line[])[]): Line[] => {
  const first = columns[0]?.[0]?.at ?? 1;
  const last = columns.at(-1)?.at(-1)?.at ?? first;
  return [
    ...apart(first, '::::::::::columns'),
    ...columns.flatMap((lines) => [
      ...apart(lines[0]?.at ?? first, ':::::::::column'),
      ...lines,
      ...apart(lines.at(-1)?.at ?? last, ':::::::::'),
    ]),
    ...apart(last, '::::::::::'),
  ];
};

/** What a presenter waits at. */
export const pauseAt = (line: number): Line[] => apart(line, '::pause');

/** What separates slides. */
export const slideBreak = (line: number): Line[] => apart(line, '---');
