/** Elements as Vue has them, in the letters of HTML: CommonMark would print `<carbon:arrow-right />` and `@click="…"` as text. */
import { type Scanned, withoutCode } from './lines.ts';

const schemes = /^(?:https?|mailto|tel|ftp|xmpp|irc|urn|data)$/i;
const named = /<(\/?)([a-z][\w-]*):([\w-]+)(?=[\s/>])/gi;
const attribute = /(\s)(?:@|#|:|v-(?:on|bind|slot):)([\w.:-]+)(?==|[\s/>])/g;

/** What it is called does not matter, since it is left out; its values stay, because they may hold a rule. */
export const plainTags = (lines: readonly Scanned[]): Scanned[] =>
  lines.map((line, index) => {
    if (line.isPlain) return /[<@]/.test(line.text) ? { ...line, text: outsideCode(line.text) } : line;
    const isFirst = index === 0 || lines[index - 1]?.isPlain === true;
    return isFirst ? { ...line, text: plainFence(line.text) } : line;
  });

function outsideCode(text: string): string {
  const blank = withoutCode(text);
  let result = '';
  for (let index = 0; index < text.length; ) {
    const isCode = blank[index] !== text[index];
    let end = index;
    while (end < text.length && (blank[end] !== text[end]) === isCode) end += 1;
    const part = text.slice(index, end);
    result += isCode ? part : inHtml(part);
    index = end;
  }
  return result;
}

const inHtml = (text: string): string =>
  text
    .replace(named, (all, slash: string, scheme: string, name: string) => (schemes.test(scheme) ? all : `<${slash}${scheme}-${name}`))
    .replace(/<[A-Za-z][^<>]*>?/g, (tag) => tag.replace(attribute, '$1data-vue-$2'));

const fence = /^(\s*(?:`{3,}|~{3,})[ \t]*[\w+#.-]*)([ \t]+.+)$/;
/** What Slidev's editor and drawings are set up with. Other braces stay: they may be a rule. */
const option =
  /\{\s*(?:monaco[\w-]*|(?:scale|theme|lines|startLine|maxHeight|at|wrap|finally|class|duration|autorun|height|runnable|hide)\s*:\s*(?:'[^'{}]*'|"[^"{}]*"|[\w.%-]+)(?:\s*,\s*(?=\w))?|,\s*)*\s*\}/g;

/** The line that opens a block of code, without what only an editor needs. */
export function plainFence(text: string): string {
  const [, start = '', options = ''] = fence.exec(text) ?? [];
  if (start === '') return text;
  const title = /\[([^\]\d|,-][^\]"]*)\]/.exec(options);
  const rest = options
    .replace(title?.[0] ?? '\0', title?.[1] ? ` title="${title[1]}"` : '')
    .replace(option, '')
    .replace(/(?<![\w="])(?:twoslash|monaco(?:-diff|-run)?|magic-move)(?![\w="])/g, '');
  return `${start}${rest.replace(/\s+/g, ' ').trimEnd()}`;
}
