/** `!!! note "Title"` and `??? tip` of MkDocs, with a body that is moved in: they become `:::note[Title]`. */
import { calloutOf } from './callouts.ts';
import { indentOf, type Line, opaqueLines, rewritten } from './lines.ts';
import type { ForeignReading, Rewriting } from './reading.ts';

const opening = /^([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+((?:[\w-]+[ \t]*)+)(?:"(.*)")?[ \t]*$/;
const tab = /^([ \t]*)===\+?[ \t]+"(.*)"[ \t]*$/;

export const admonitions: Rewriting = {
  sign: /^[ \t>]*(?:!!!|\?\?\?|===)\+?[ \t]+["\w]/m,
  rewrite: (lines, reading) => within(lines, 0, reading),
};

function within(lines: readonly Line[], from: number, reading: ForeignReading): readonly Line[] {
  const opaque = opaqueLines(lines, from);
  const made: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const quoted = opaque[index] ? 0 : quotedFrom(lines, index);
    if (quoted > 0) {
      made.push(...inQuotation(lines.slice(index, index + quoted), reading));
      index += quoted - 1;
      continue;
    }
    const head = opaque[index] ? undefined : headIn(line, reading);
    const end = head === undefined ? index : bodyEnd(lines, index, head.indent.length);
    if (head === undefined || end === index) {
      made.push(line);
      continue;
    }
    const body = within(
      lines.slice(index + 1, end + 1).map((one) => rewritten(one, dedented(one.text))),
      head.indent.length,
      reading,
    );
    const inner = Math.max(0, ...body.map(({ text }) => /^[ \t]*(:{3,})/.exec(text)?.[1]?.length ?? 0));
    const colons = ':'.repeat(Math.max(3, inner + 1));
    const before = made.at(-1);
    if (before && before.text.trim() !== '') made.push(rewritten(line, ''));
    made.push(rewritten(line, `${head.indent}${colons}${head.opening}`), ...body, rewritten(lines[end] as Line, `${head.indent}${colons}`));
    index = end;
  }
  return made;
}

const quote = /^ {0,3}> ?/;

/** How many lines of a quotation begin here. */
function quotedFrom(lines: readonly Line[], index: number): number {
  const end = lines.findIndex(({ text }, at) => at >= index && !quote.test(text));
  return (end < 0 ? lines.length : end) - index;
}

/** A quotation with boxes in it, whose lines all have its sign. */
function inQuotation(lines: readonly Line[], reading: ForeignReading): readonly Line[] {
  const inner = lines.map((line) => rewritten(line, line.text.replace(quote, '')));
  const made = within(inner, 0, reading);
  if (made.length === inner.length && made.every((line, at) => line === inner[at])) return lines;
  return made.map((line) => rewritten(line, `> ${line.text}`.trimEnd()));
}

function headIn(line: Line, reading: ForeignReading): { readonly indent: string; readonly opening: string } | undefined {
  const { text, number } = line;
  const [, ofTab, tabTitle = ''] = tab.exec(text) ?? [];
  if (ofTab !== undefined) return { indent: ofTab, opening: `block[${escaped(tabTitle)}]` };
  const [, indent, words = '', title] = opening.exec(text) ?? [];
  const [name = '', ...others] = words.trim().split(/[ \t]+/);
  if (indent === undefined || reading.hasRule(text) || reading.namesReaders(name)) return undefined;
  const callout = calloutOf(name);
  // `!!! danger highlight inline end`: what follows are classes.
  if (callout === undefined && others.some((other) => reading.namesReaders(other))) return undefined;
  if (callout === undefined) reading.reportOnce('CONTAINER_UNKNOWN', { name: `!!! ${name}` }, name, number);
  const label = title ?? callout?.title ?? (callout ? '' : name.charAt(0).toUpperCase() + name.slice(1));
  return { indent, opening: `${callout?.name ?? 'note'}${label === '' ? '' : `[${escaped(label)}]`}` };
}

const escaped = (title: string) => title.replace(/(?<!\\)[[\]]/g, '\\$&');

/** The last line that is moved in by four columns more. */
function bodyEnd(lines: readonly Line[], start: number, indent: number): number {
  let end = start;
  for (let at = start + 1; at < lines.length; at += 1) {
    const text = (lines[at] as Line).text;
    if (text.trim() === '') continue;
    if (indentOf(text) < indent + 4) break;
    end = at;
  }
  return end;
}

const dedented = (text: string) => text.replace(/^(?: {4}| {0,3}\t)/, '');
