/** The location of a syntax error in a template. */
import { diagnostic } from '../../model/diagnostic.ts';

/** Jison reports line and column only in its message, and the column only by a pointer under shortened text. */
export function syntaxError(cause: Error & { lineNumber?: number; column?: number }, text: string, file: string) {
  const [first = '', around = '', pointer = '', expecting = ''] = cause.message.split('\n');
  if (cause.lineNumber !== undefined) {
    return diagnostic(
      'TEMPLATE_SYNTAX',
      { why: first.replace(/ - \d+:\d+$/, '') },
      { file, line: cause.lineNumber, column: (cause.column ?? 0) + 1 },
    );
  }
  const got = /got '(\w+)'/.exec(expecting)?.[1];
  const open = got === 'EOF' ? unclosedBlock(text) : undefined;
  if (open)
    return diagnostic(
      'TEMPLATE_SYNTAX',
      { why: `the block "${open.name}" is never closed` },
      { file, line: open.line, column: open.column },
    );
  const line = Number(/line (\d+)/.exec(first)?.[1] ?? 1);
  const column = columnOf(text.split('\n')[line - 1] ?? '', around, pointer.indexOf('^'));
  return diagnostic('TEMPLATE_SYNTAX', { why: `Handlebars cannot parse this${got ? ` (${got})` : ''}` }, { file, line, column });
}

/** The pointer's column in its line, found by the text around it. */
function columnOf(line: string, around: string, pointer: number): number {
  const before = around.slice(0, Math.max(0, pointer)).replace(/^\.\.\./, '');
  const after = around.slice(Math.max(0, pointer)).replace(/\.\.\.$/, '');
  for (let column = line.length; column >= 0; column -= 1) {
    const tail = line.slice(0, column);
    const head = line.slice(column);
    if ((before.endsWith(tail) || tail.endsWith(before)) && (after.startsWith(head) || head.startsWith(after))) return column + 1;
  }
  return 1;
}

/** The innermost block that is not closed. */
function unclosedBlock(text: string): { name: string; line: number; column: number } | undefined {
  const open: { name: string; index: number }[] = [];
  for (const match of text.matchAll(/\{\{~?\s*([#^/])[>*]?\s*([\w./-]+)/g)) {
    if (match[1] === '/') open.pop();
    else open.push({ name: match[2] as string, index: match.index });
  }
  const last = open.at(-1);
  if (last === undefined) return undefined;
  const before = text.slice(0, last.index).split('\n');
  return { name: last.name, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
