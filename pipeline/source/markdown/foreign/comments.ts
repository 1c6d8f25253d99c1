/** `%% comments %%` of Obsidian and `{% comment %}` of Liquid: not printed. A rule in one is refused, as in comments of HTML. */
import { ruleInComment } from '../comment-rules.ts';
import { type Line, opaqueLines, rewritten, withoutCodeSpans } from './lines.ts';
import type { ForeignReading, Rewriting } from './reading.ts';

interface Kind {
  readonly open: RegExp;
  readonly close: RegExp;
}
const kinds: readonly Kind[] = [
  { open: /(?<![\\%\d])%%(?!%)/, close: /%%/ },
  { open: /\{%-?\s*comment\s*-?%\}/, close: /\{%-?\s*endcomment\s*-?%\}/ },
];

export const obsidianComments: Rewriting = {
  sign: /%%|\{%-?\s*comment\b/,
  rewrite: (lines, reading) => kinds.reduce((all, kind) => without(all, kind, reading), lines),
};

function without(lines: readonly Line[], { open, close }: Kind, reading: ForeignReading): readonly Line[] {
  const opaque = opaqueLines(lines);
  const made: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    let text = line.text;
    for (let start = opaque[index] ? -1 : at(text, open, 0); start >= 0; start = at(text, open, start)) {
      const inside = start + (open.exec(text.slice(start))?.[0].length ?? 0);
      const end = at(text, close, inside);
      if (end >= 0) {
        check(text.slice(inside, end), line.number, start, reading);
        const rest = text.slice(end + (close.exec(text.slice(end))?.[0].length ?? 0));
        text = text.slice(0, start).replace(/ $/, rest.startsWith(' ') || rest === '' ? '' : ' ') + rest;
        continue;
      }
      const last = lines.findIndex((other, next) => next > index && close.test(other.text));
      // A sign without a partner is text, and so is one in the middle of a line.
      if (last < 0 || text.slice(0, start).trim() !== '') break;
      const closing = lines[last] as Line;
      const stop = closing.text.search(close);
      const said = [text.slice(inside), ...lines.slice(index + 1, last).map((one) => one.text), closing.text.slice(0, stop)].join('\n');
      check(said, line.number, start, reading);
      for (const dropped of lines.slice(index, last)) made.push(rewritten(dropped, ''));
      index = last;
      text = closing.text.slice(stop + (close.exec(closing.text.slice(stop))?.[0].length ?? 0));
    }
    const current = lines[index] as Line;
    made.push(text === current.text ? current : rewritten(current, text));
  }
  return made;
}

const at = (text: string, sign: RegExp, from: number): number => {
  const found = withoutCodeSpans(text).slice(from).search(sign);
  return found < 0 ? -1 : found + from;
};

function check(said: string, line: number, start: number, reading: ForeignReading): void {
  const rule = ruleInComment(said.trim(), reading.names);
  if (rule) reading.report('COMMENT_RULE', rule, line, start + 1);
}
