/** `x^2^`, `==marked==`, `[[wiki links]]` and `![[embeds]]`: what one text node holds as a whole. */
import { slug } from 'github-slugger';
import type { PhrasingContent, Text } from 'mdast';
import type { Report } from './report.ts';
import { TextMap } from './text-map.ts';

const sign = /(!?)\[\[([^[\]|#\n"']*)(#[^[\]|\n]*)?(?:\|([^[\]\n]*))?\]\]|\^([^\s^[\]~]{1,60})\^|==(?=[^\s=])([^=\n]*[^\s=])==/g;
const imageName = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i;

/** The nodes that a text becomes; undefined where it holds none of these. */
export function withSigns(node: Text, file: string, report: Report): PhrasingContent[] | undefined {
  if (!/\[\[|\^\S|==\S/.test(node.value)) return undefined;
  const map = new TextMap(node, file);
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const match of node.value.matchAll(sign)) {
    const [all] = match;
    const to = match.index + all.length;
    if (map.isEscaped(match.index) || map.isEscaped(to - 1) || report.hasRule(all)) continue;
    const made = nodeOf(match, map, report);
    if (made === undefined) continue;
    if (match.index > from) nodes.push(map.part(from, match.index));
    nodes.push(made);
    from = to;
  }
  if (nodes.length === 0) return undefined;
  if (from < node.value.length) nodes.push(map.part(from, node.value.length));
  return nodes;
}

function nodeOf(match: RegExpMatchArray & { index: number }, map: TextMap, report: Report): PhrasingContent | undefined {
  const [all, bang = '', name = '', heading, alias, raised, marked] = match;
  const [from, to] = [match.index, match.index + all.length];
  const position = map.place(from, to);
  const inside = (value: string, skipped: number): Text => ({ ...map.part(from + skipped, to - skipped), value });
  if (raised !== undefined) return shown('sup', [inside(raised, 1)], position);
  if (marked !== undefined) return shown('mark', [inside(marked, 2)], position);
  // `[[1]]` counts references, and `x[[i]]` is code.
  if (!/[\p{L}]/u.test(name + (heading ?? '')) || /[\p{L}\p{N}]/u.test(map.node.value[from - 1] ?? '')) return undefined;
  if (bang !== '' && imageName.test(name)) return imageOf(name.trim(), alias, position);
  if (bang !== '') report.warn('WIKI_EMBED', { name: name.trim() || (heading ?? '') }, position?.start.line);
  const words = alias?.trim() || [name.trim(), heading?.replace(/^#\^?/, '')].filter(Boolean).join(' > ');
  return { type: 'link', url: addressOf(name.trim(), heading), title: null, children: [inside(words, 2)], position };
}

/** An element that has no node of its own in Markdown. */
export const shown = (hName: string, children: PhrasingContent[], position: Text['position']): PhrasingContent => ({
  type: 'emphasis',
  data: { hName },
  children,
  position,
});

function addressOf(name: string, heading: string | undefined): string {
  // Blocks have names that are no headings.
  const fragment = heading === undefined || heading.startsWith('#^') ? '' : `#${slug(heading.split('#').at(-1)?.trim() ?? '')}`;
  if (name === '') return fragment;
  const file = /\.[a-z]{2,5}$/i.test(name) ? name : `${name}.md`;
  return `${file.includes('/') ? '/' : ''}${encodeURI(file)}${fragment}`;
}

/** `![[x.png|300]]` is a width, any other word the alternative text. */
function imageOf(name: string, alias: string | undefined, position: Text['position']): PhrasingContent {
  const [, width, height] = /^\s*(\d+)(?:x(\d+))?\s*$/.exec(alias ?? '') ?? [];
  const hProperties = { ...(width ? { width } : {}), ...(height ? { height } : {}) };
  return {
    type: 'image',
    url: encodeURI(name),
    title: null,
    alt: width === undefined ? (alias?.trim() ?? '') : '',
    ...(width === undefined ? {} : { data: { hProperties } }),
    position,
  };
}
