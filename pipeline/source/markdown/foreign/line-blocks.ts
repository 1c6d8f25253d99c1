/** Line blocks of Pandoc: `| a line of a poem`, whose lines and indents stay. */
import { type Line, opaqueLines, rewritten } from './lines.ts';
import type { Rewriting } from './reading.ts';

const line = /^([ \t]*)\|(?: (.*)|)$/;
const isRow = (text: string) => /\|[ \t]*$/.test(text.replace(/^[ \t]*\|/, ' '));

export const lineBlocks: Rewriting = {
  sign: /^[ \t]*\| [^|\n]*$/m,
  rewrite(lines) {
    const opaque = opaqueLines(lines);
    const made: Line[] = [];
    for (let index = 0; index < lines.length; index += 1) {
      const end = opaque[index] || (lines[index - 1]?.text ?? '').trim() !== '' ? index : blockEnd(lines, index);
      const block = lines.slice(index, end);
      const last = block.findLastIndex(({ text }) => contentOf(text) !== '');
      made.push(...(end === index ? [lines[index] as Line] : block.map((one, at) => rewritten(one, versed(one.text, at < last)))));
      index = Math.max(index, end - 1);
    }
    return made;
  },
};

const contentOf = (text: string) => (line.exec(text)?.[2] ?? '').trim();

/** Where lines end that all begin with a bar; lines that are moved in continue the one before. */
function blockEnd(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length) {
    const { text } = lines[end] as Line;
    if (!(line.test(text) && !isRow(text)) && !(end > start && /^ {2,}[^\s|]/.test(text))) break;
    end += 1;
  }
  const block = lines.slice(start, end);
  // A table has a line of dashes; a bar alone is text.
  const isTable = lines[end]?.text.includes('|') || block.some(({ text }) => /^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$/.test(text));
  return isTable || !block.some(({ text }) => contentOf(text) !== '') || (lines[end]?.text ?? '').trim() !== '' ? start : end;
}

function versed(text: string, isBroken: boolean): string {
  const [, indent = '', words = text.trimStart()] = line.exec(text) ?? ['', '', text.trim()];
  const [, space = '', rest = ''] = /^( *)(.*?)[ \t]*$/.exec(words ?? '') ?? [];
  const said = `${'\u00a0'.repeat(space.length)}${rest === '' ? '\u00a0' : rest}`;
  return `${indent}${isBroken ? `${said}\\` : said}`;
}
