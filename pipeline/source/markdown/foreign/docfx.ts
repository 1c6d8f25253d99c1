/**
 * DocFX and Microsoft Learn: `:::image source="x.png" alt-text="…":::`, rows of columns, zones and monikers, tabs as headings,
 * `> [!div class="…"]`, `> [!VIDEO …]` and `[!INCLUDE [title](file.md)]`. A line that has anything of a rule stays as it is.
 */
import { shortened } from '../../../model/shortened.ts';
import { ruleShapes } from '../../rules/lookalike.ts';
import { parseAttributes } from '../attributes.ts';
import { indentOf, type Line, opaqueLines, rewritten, withoutCodeSpans } from './lines.ts';
import type { ForeignReading, Rewriting } from './reading.ts';

const image = /:::[ \t]*image([ \t]+(?:[^:\n]|:(?!::))*?source=(?:[^:\n]|:(?!::))*):::/g;
const mark =
  /^([ \t>]*):::[ \t]*(row|row-end|column|column-end|zone|zone-end|moniker|moniker-end|image-end)(?![\w-])[ \t]*((?:[^:\n]|:(?!::))*)(?::::)?[ \t]*$/;
const code = /^([ \t>]*):::[ \t]*code[ \t]+[^\n]*source=[^\n]*:::[ \t]*$/;
const tab = /^([ \t>]*)#{1,6}[ \t]+\[([^\]\n]+)\]\(#tab\/[^)\n]*\)[ \t]*$/;
const division = /^([ \t]*(?:>[ \t]?)+)\[!div(?:[ \t][^\]\n]*)?\][ \t]*$/i;
const video = /^([ \t>]*)\[!VIDEO[ \t]+(\S+?)\][ \t]*$/i;
const include = /\[!(?:INCLUDE|code-\w+)[ \t]*\[[^\]\n]*\]\([^)\n]*\)[ \t]*\]/gi;
const interactive = /^([ \t>]*`{3,}[ \t]*)(azurecli|azurepowershell|powershell|bash|console|csharp|http)-interactive[ \t]*$/;
const shells: Readonly<Record<string, string>> = { azurecli: 'bash', azurepowershell: 'powershell' };

export const docfx: Rewriting = {
  sign: /:::[ \t]*(?:image|row|zone|moniker|code)(?![\w-])|\(#tab\/|\[!(?:div|video|include|code-)|-interactive[ \t]*$/im,
  rewrite(lines, reading) {
    const opaque = opaqueLines(lines);
    const tags: { readonly text: string; readonly line: number }[] = [];
    let depth = 0;
    const made = lines.map((line, index) => {
      const [, fence, shell = ''] = interactive.exec(line.text) ?? [];
      if (fence !== undefined) return rewritten(line, `${fence}${shells[shell] ?? shell}`);
      const [, indent = '', name = '', rest = ''] = mark.exec(line.text) ?? [];
      // Columns are moved in, which makes none of their words code.
      if (depth > 0 && name === '') return withWords(rewritten(line, dedented(line.text, 4 * depth)), reading, tags);
      if (opaque[index] && depth === 0) return line;
      if (name === '' || isRuled(line.text, rest, line.number, reading)) return withWords(line, reading, tags);
      if (name === 'row' || name === 'column') depth += 1;
      if (name === 'row-end' || name === 'column-end') depth = Math.max(0, depth - 1);
      if (name === 'zone' || name === 'moniker') reading.reportOnce('CONTAINER_UNKNOWN', { name: `::: ${name}` }, name, line.number);
      return rewritten(line, directives[name] === undefined ? indent.trimEnd() : directives[name]);
    });
    const [first] = tags;
    if (first) reading.report('TEMPLATE_TAG', { text: first.text, count: tags.length }, first.line);
    return made;
  },
};

const directives: Readonly<Record<string, string>> = { row: '::::columns', 'row-end': '::::', column: ':::column', 'column-end': ':::' };

/** Whether a line, or the attributes in it, may have been meant for some readers only; attributes that look like a rule are an error. */
function isRuled(text: string, attributes: string, line: number, reading: ForeignReading): boolean {
  const [shape] = ruleShapes(`{${attributes.replace(/[{}]/g, ' ')}}`, reading.names);
  if (shape) reading.report('RULE_LOOKALIKE', { text: attributes.trim(), word: shape.word, isPlain: true }, line);
  const names = attributes.match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return shape !== undefined || reading.hasRule(text) || names.some((word) => reading.namesReaders(word));
}

function dedented(text: string, columns: number): string {
  const taken = Math.min(columns, indentOf(text));
  return ' '.repeat(indentOf(text) - taken) + text.trimStart();
}

/** A line of words, with the signs that stand in it. */
function withWords(line: Line, reading: ForeignReading, tags: { readonly text: string; readonly line: number }[]): Line {
  const { text } = line;
  if (!/:::|#tab\/|\[!/.test(text) || reading.hasRule(text)) return line;
  const [, before = '', title] = tab.exec(text) ?? [];
  if (title !== undefined) return rewritten(line, `${before}**${title}**`);
  const [, quote] = division.exec(text) ?? [];
  if (quote !== undefined) return rewritten(line, quote.trimEnd());
  const [, prefix, address] = video.exec(text) ?? [];
  if (address !== undefined) return rewritten(line, `${prefix}<${address}>`);
  const asTag = (written: string): string => {
    tags.push({ text: shortened(written, 40), line: line.number });
    return `\`${written}\``;
  };
  if (code.test(text)) return rewritten(line, asTag(text.trim()));
  const plain = withoutCodeSpans(text);
  const outsideCode = (made: (written: string) => string) => (all: string, at: number) => (plain.startsWith(all, at) ? made(all) : all);
  const made = text.replace(image, (all, inside: string, at: number) =>
    outsideCode((one) => (isRuled('', inside, line.number, reading) ? one : imageOf(one)))(all, at),
  );
  return rewritten(line, made === text ? text.replace(include, (all, at: number) => outsideCode(asTag)(all, at)) : made);
}

function imageOf(written: string): string {
  const { source, 'alt-text': alt = '' } = parseAttributes(written.replace(/^:::[ \t]*image|:::$/g, '')) ?? {};
  return source === undefined || /[<>]/.test(source) ? written : `![${alt.replace(/[[\]]/g, '\\$&')}](<${source}>)`;
}
