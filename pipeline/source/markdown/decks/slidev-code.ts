/** Slidev's blocks of code: options of its editor, steps that an animation shows, and code from files. */
import { own } from '../../../model/own.ts';
import { apart, at, type Line, type Scanned } from './lines.ts';
import type { Imports } from './types.ts';

const fence = /^(\s*(?:`{3,}|~{3,})[ \t]*[\w+#.-]*)([ \t]+.+)$/;
const value = String.raw`(?:'[^'{}]*'|"[^"{}]*"|[\w.%-]+)`;
/** What Slidev's editor and drawings are set up with. Other braces stay: they may be a rule. */
const option = new RegExp(
  String.raw`\{\s*(?:monaco[\w-]*|(?:(?:scale|theme|lines|startLine|maxHeight|at|wrap|finally|class|duration|autorun|height|runnable|hide|alt)\s*:\s*${value}\s*,?\s*)+)\s*\}`,
  'g',
);

/** The line that opens a block of code, without what only an editor needs. */
export function plainFence(text: string): string {
  const [, start = '', options = ''] = fence.exec(text) ?? [];
  if (start === '' || text.length > 1000) return text;
  const [whole, title] = /\[([^\]\d|,-][^\]"]*)\]/.exec(options) ?? [];
  const alt = /\balt\s*:\s*(?:'([^'"]*)'|"([^"]*)")/.exec(options.match(option)?.join(' ') ?? '');
  const rest = options
    .replace(option, '')
    .replace(whole ?? '\0', title ? ` title="${title}"` : '')
    .replace(/(?<![\w="])(?:twoslash|monaco(?:-diff|-run)?)(?![\w="])/g, '');
  const words = alt ? ` alt="${alt[1] ?? alt[2]}"` : '';
  return `${start}${rest}${words}`.replace(/\s+$/, '');
}

interface Coded {
  readonly lines: readonly Scanned[];
  /** Blocks of which only the last step is printed. */
  readonly moved: number;
  readonly missing: readonly { readonly name: string; readonly line: number }[];
}

export function plainCode(lines: readonly Scanned[], imports: Imports): Coded {
  let moved = 0;
  const missing: { name: string; line: number }[] = [];
  const result: Scanned[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Scanned;
    const isOpening = !line.isPlain && (index === 0 || isEnd(lines[index - 1] as Scanned));
    const end = isOpening && /^\s*`{4,}\s*md\s+magic-move\b/.test(line.text) ? moveEnd(lines, index) : undefined;
    if (end !== undefined) {
      moved += 1;
      result.push(...lastBlock(lines.slice(index + 1, end)));
      index = end;
    } else if (line.isPlain && snippet.test(line.text)) result.push(...snippetAt(line, imports, missing));
    else if (line.isPlain)
      result.push({
        ...line,
        text: line.text.replace(/^(\s*\$\$)\s*\{[\d\s|,*-]*(?:all|none|hide)?[\d\s|,*-]*\}(?:\{[^{}=]*\})?\s*$/, '$1'),
      });
    else result.push(isOpening ? { ...line, text: plainFence(line.text) } : line);
  }
  return { lines: result, moved, missing };
}

/** Behind it a block of code may begin. */
const isEnd = ({ text, isPlain }: Scanned) => isPlain || /^\s*(?:`{3,}|~{3,})\s*$/.test(text) || text.includes('-->');

function moveEnd(lines: readonly Scanned[], start: number): number | undefined {
  const ticks = /`+/.exec(lines[start]?.text ?? '')?.[0] ?? '';
  const end = lines.findIndex(({ text }, index) => index > start && text.trim() === ticks);
  return end < 0 ? undefined : end;
}

function lastBlock(lines: readonly Scanned[]): Scanned[] {
  const start = lines.findLastIndex(({ text }) => /^\s*(?:`{3,}|~{3,})\S/.test(text));
  return lines.slice(Math.max(0, start)).map((line, index) => (index === 0 ? { ...line, text: plainFence(line.text) } : line));
}

const snippet = /^<<<\s+(\S+?)(#[\w-]+)?(?:\[[^\]]*\])?(?:\s+([\w+#.-]+))?(?:\s+((?:\{[^{}]*\}\s*)+))?\s*$/;

/** `<<< @/snippets/a.ts#region ts {2}`: the code itself. */
function snippetAt(line: Scanned, imports: Imports, missing: { name: string; line: number }[]): Scanned[] {
  const [, name = '', region, language, options = ''] = snippet.exec(line.text) ?? [];
  const file = own(imports, name);
  const code = (one: Line): Scanned => ({ ...one, isPlain: false });
  if (file === undefined) {
    missing.push({ name, line: line.at });
    return [line];
  }
  const ticks = '`'.repeat((file.text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length + 1), 3));
  const opening = plainFence(`${ticks}${language ?? /\.(\w+)$/.exec(name)?.[1] ?? ''} ${options.trim()}`.trimEnd());
  return [
    ...apart(line.at, opening).slice(0, 2),
    ...at(line.at, ...regionOf(file.text, region?.slice(1))),
    ...apart(line.at, ticks).slice(1),
  ].map(code);
}

function regionOf(text: string, name: string | undefined): string[] {
  const lines = text.replace(/\s+$/, '').split(/\r\n|\n|\r/);
  if (name === undefined) return lines;
  const isMark = (word: string) => (line: string) => new RegExp(`#${word}\\b\\s*${name}\\b`, 'i').test(line);
  const start = lines.findIndex(isMark('region'));
  const end = lines.findIndex((line, index) => index > start && isMark('endregion')(line));
  return start < 0 ? lines : lines.slice(start + 1, end < 0 ? undefined : end);
}
