/** Elements as Vue has them, in the letters of HTML: CommonMark would print `<carbon:arrow-right />` and `@click="…"` as text. */
import { apart, type Scanned, withoutCode } from './lines.ts';

const schemes = /^(?:https?|mailto|tel|ftp|xmpp|irc|urn|data)$/i;
const named = /<(\/?)([a-z][\w-]*):([\w-]+)(?=[\s/>])/gi;
/** When something is shown is kept, as plain numbers; how it comes and goes is not. */
const clicks = /<(v-?clicks?|v-after)(?:\s+:?(?:depth|every|at|hide|fade)(?:=(?:"[\d+.'-]*"|'[\d+.-]*'|\d+))?)+\s*>/gi;
const attribute = /(\s)(?:@|#|:|v-(?:on|bind|slot):)([\w.:-]+)(?==|[\s/>])/g;

/** What it is called does not matter, since it is left out; its values stay, because they may hold a rule. */
export const plainTags = (lines: readonly Scanned[]): Scanned[] =>
  lines.flatMap((line) => {
    if (!line.isPlain || !/[<@]/.test(line.text)) return [line];
    const [, attributes] = contents.exec(line.text) ?? [];
    if (attributes === undefined) return [{ ...line, text: outsideCode(line.text) }];
    const [depth] = /(?<=\smaxDepth=["']?)\d+/i.exec(attributes) ?? [];
    return apart(line.at, `::contents${depth === undefined ? '' : `{levels=${depth}}`}`).map((one) => ({ ...one, isPlain: true }));
  });

/** The list of slides, with nothing but what Slidev says of it. */
const contents =
  /^\s*<Toc((?:\s+:?(?:minDepth|maxDepth|columns|mode|listClass)=(?:"[\w -]*"|'[\w -]*'|[\w-]+))*)\s*(?:\/>|>\s*<\/Toc>)\s*$/i;

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
    .replace(
      clicks,
      (all, name: string) =>
        `<${name}${[...all.matchAll(order)].map(([, key, value]) => ` ${key === 'depth' ? 'levels' : key}="${value}"`).join('')}>`,
    )
    .replace(/<[A-Za-z][^<>]*>?/g, (tag) => asFragment(tag).replace(attribute, '$1data-vue-$2'));

const order = /\s:?(depth|every|at)=["']*([+-]?\d+)["']*(?=[\s>])/gi;
const step = /\sv-(?:click|after)(?:\.[\w.-]+)?(?:=(?:"[^"<>{}]*"|'[^'<>{}]*'))?(?=[\s/>])/;

/** An element that is shown at a click has the class that fragments have everywhere. */
const asFragment = (tag: string): string => {
  if (!step.test(tag)) return tag;
  const written = step.exec(tag)?.[0] ?? '';
  const at = /^\sv-after/.test(written) ? '+0' : /=["'[\s]*([+-]?\d+)/.exec(written)?.[1];
  const bare = tag.replace(step, at === undefined ? '' : ` data-fragment-at="${at}"`);
  return /\sclass="/.test(bare) ? bare.replace(/\sclass="/, '$&fragment ') : bare.replace(/^<[\w-]+/, '$& class="fragment"');
};
