/**
 * Raw HTML in a text, made safe when it is parsed: once for all audiences, and before anything is cut. What is removed is reported
 * once a file; words stay. Line breaks become Markdown's own, so that every step knows them.
 */
import type { Nodes, Parents, Root, RootContent } from 'mdast';
import type { Code } from '../../model/catalogue.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { type Place, placeInNode } from '../../model/place.ts';
import type { SourceName } from '../types.ts';
import { cleanTags } from './clean-tags.ts';
import { mediaName } from './media.ts';
import type { HtmlMode, Sort } from './types.ts';

const codes = { removed: 'HTML_REMOVED', off: 'HTML_OFF', hidden: 'HTML_HIDDEN', player: 'HTML_PLAYER' } as const satisfies Record<
  Sort,
  Code
>;

/** Something that was found, and where. */
interface Found {
  readonly name: string;
  readonly place: Place;
}

interface Cleaning {
  readonly source: SourceName;
  readonly found: Map<Sort, Found[]>;
  readonly isOn: boolean;
}

/** The tree with safe HTML. The given one stays as it is. */
export function cleanHtml(tree: Root, isDeck: boolean, isOn: boolean, source: SourceName, report: (one: Diagnostic) => void): Root {
  const cleaning: Cleaning = { source, found: new Map(), isOn };
  const clean = walk(tree, isOn ? (isDeck ? 'slide' : 'page') : 'off', cleaning) as Root;
  for (const [sort, found] of cleaning.found) {
    const inOrder = [...found].sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0));
    report(diagnostic(codes[sort], { names: counted(inOrder) }, (inOrder[0] as Found).place));
  }
  return clean;
}

/** Each name once. */
function counted(found: readonly Found[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count} times)` : name));
}

function walk(node: Nodes, mode: HtmlMode, cleaning: Cleaning): Nodes {
  if (node.type === 'image') return ofImage(node, mode, cleaning);
  if (!('children' in node)) return node;
  const inner = node.type === 'containerDirective' && node.name === 'slide' && mode === 'page' ? 'slide' : mode;
  const before = node.children as RootContent[];
  const children = before.some((child) => child.type === 'html') ? inside(before, inner, node.type, cleaning) : before;
  const cleaned = children.map((child) => walk(child, inner, cleaning) as RootContent);
  return cleaned.length === before.length && cleaned.every((child, index) => child === before[index])
    ? node
    : ({ ...node, children: cleaned } as Nodes);
}

const phrasing = new Set(['paragraph', 'heading', 'tableCell', 'emphasis', 'strong', 'delete', 'link', 'linkReference', 'textDirective']);

function inside(children: readonly RootContent[], mode: HtmlMode, parent: Parents['type'], cleaning: Cleaning): RootContent[] {
  const result: RootContent[] = [];
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index] as RootContent;
    if (child.type !== 'html' || isComment(child.value)) {
      result.push(child);
      continue;
    }
    if (phrasing.has(parent) && /^<br\b[^>]*>$/i.test(child.value)) {
      result.push({ type: 'break', position: child.position });
      continue;
    }
    const { html, open } = cleanTags(child.value, mode, (sort, name, offset) =>
      note(sort, name, placeInNode(child, offset, cleaning.source), cleaning),
    );
    // Without tags it is text, such as the space that keeps words apart.
    if (html !== '')
      result.push(
        phrasing.has(parent) && !/[<&]/.test(html) ? { type: 'text', value: html, position: child.position } : { ...child, value: html },
      );
    // `a <script>b</script>` in a line is three nodes: what is between the tags is no text.
    const close = open === undefined ? -1 : children.findIndex((other, at) => at > index && isEndOf(other, open));
    if (close > index) index = close;
  }
  return result;
}

const isEndOf = (node: RootContent, name: string) => node.type === 'html' && new RegExp(`^</${name}\\b`, 'i').test(node.value);

/** Comments stay until a step that knows them has seen them. */
const isComment = (value: string) => value.replace(/<!--[\s\S]*?-->/g, '').trim() === '';

/** Videos in place of an image are reported with those in HTML; tags in an alternative text are none. */
function ofImage(node: Extract<Nodes, { type: 'image' }>, mode: HtmlMode, cleaning: Cleaning): Nodes {
  const media = mediaName(node.url);
  if (media !== undefined && mode !== 'off') note('player', media, placeInNode({ ...node, value: '' }, 0, cleaning.source), cleaning);
  const alt = node.alt && /<[a-z/!]/i.test(node.alt) ? withoutTags(node.alt) : node.alt;
  return alt === node.alt ? node : { ...node, alt };
}

const withoutTags = (text: string) =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s*<br\b[^>]*>\s*/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '');

function note(sort: Sort, name: string, place: Place, { found }: Cleaning): void {
  const known = found.get(sort);
  if (known) known.push({ name, place });
  else found.set(sort, [{ name, place }]);
}
