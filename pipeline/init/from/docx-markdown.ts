/** From mammoth's HTML to Markdown: notes, comments, captions and tables as Dossier writes them. */
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { defaultHandlers, type State, toMdast } from 'hast-util-to-mdast';
import { toString as textOf } from 'hast-util-to-string';
import type { Nodes } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { markdownOf } from './to-markdown.ts';

const isElement = (node: ElementContent | Root['children'][number] | undefined, name: string): node is Element =>
  node?.type === 'element' && node.tagName === name;
const hasClass = (node: Element, name: string) => [node.properties['className'] ?? []].flat().includes(name);
const made = (tagName: string, properties: Element['properties'], children: ElementContent[] = []): Element => ({ type: 'element', tagName, properties, children });

/** The title is that of the pack; everything else is one file. */
export function markdownFrom(html: string): { readonly title: string | undefined; readonly text: string } {
  const tree = fromHtml(html, { fragment: true });
  const title = takeTitle(tree);
  const comments = takeComments(tree);
  markNotes(tree, comments);
  tree.children = withCaptions(tree.children);
  const text = markdownOf(toMdast(tree, { handlers }) as Nodes);
  return { title, text };
}

function takeTitle(tree: Root): string | undefined {
  const at = tree.children.findIndex((node) => isElement(node, 'h1') && hasClass(node, 'title'));
  if (at < 0) return undefined;
  const [title] = tree.children.splice(at, 1);
  return textOf(title as Element).trim() || undefined;
}

/** Comments are a list at the end; each goes to its place. */
function takeComments(tree: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  tree.children = tree.children.filter((node) => {
    if (!isElement(node, 'dl')) return true;
    let id = '';
    let author = '';
    for (const child of node.children) {
      if (isElement(child, 'dt')) [id, author] = [String(child.properties['id'] ?? ''), textOf(child).replace(/^Comment\s*\[?|\]$/g, '').trim()];
      else if (isElement(child, 'dd')) found.set(id, `${author}: ${textOf(child).replace(/↑/g, '').replace(/\s+/g, ' ').trim()}`);
    }
    return ![...found.keys()].every((key) => key.startsWith('comment-'));
  });
  return found;
}

/** References become marks of their own, and the list at the end becomes notes. */
function markNotes(tree: Root, comments: ReadonlyMap<string, string>): void {
  visit(tree, 'element', (node, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    if (node.tagName === 'sup') {
      const link = node.children.find((child) => isElement(child, 'a')) as Element | undefined;
      const target = String(link?.properties['href'] ?? '').slice(1);
      if (comments.has(target)) parent.children[index] = made('x-comment', { text: comments.get(target) ?? '' });
      else if (/^(footnote|endnote)-\d+$/.test(target)) parent.children[index] = made('x-call', { id: target });
      return SKIP;
    }
    if (node.tagName === 'ol' && node.children.every((child) => isElement(child, 'li') && /^(foot|end)note-/.test(String(child.properties['id'] ?? '')))) {
      const notes = (node.children as Element[]).map((item) => made('x-note', { id: item.properties['id'] ?? '' }, item.children));
      for (const note of notes) dropBackLinks(note);
      parent.children.splice(index, 1, ...notes);
      return [SKIP, index + notes.length];
    }
    return undefined;
  });
}

function dropBackLinks(note: Element): void {
  visit(note, 'element', (node, index, parent) => {
    if (node.tagName !== 'a' || !/^#(foot|end)note-ref-/.test(String(node.properties['href'] ?? ''))) return undefined;
    parent?.children.splice(index as number, 1);
    return [SKIP, index as number];
  });
}

/** A caption belongs to the picture above it, or to the table beside it; Word's number goes, because Dossier counts itself. */
function withCaptions(nodes: Root['children']): Root['children'] {
  const result: Root['children'] = [];
  const isCaption = (node: Root['children'][number] | undefined) => isElement(node, 'p') && hasClass(node, 'caption');
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] as Root['children'][number];
    if (!isCaption(node)) {
      result.push(node);
      continue;
    }
    const words = textOf(node as Element).replace(/^\s*\p{L}+\.?\s*\d+([.-]\d+)*\s*[.:–—-]?\s*/u, '').trim();
    const before = result.at(-1);
    const image = isElement(before, 'p') && before.children.length === 1 && isElement(before.children[0], 'img') ? before.children[0] : undefined;
    const next = nodes[index + 1];
    if (image) image.properties['title'] = words;
    else if (isElement(next, 'table')) result.push(made('x-caption', { text: words }));
    else if (isElement(before, 'table')) result.splice(result.length - 1, 0, made('x-caption', { text: words }));
    else result.push(made('p', {}, (node as Element).children));
  }
  return result;
}

/** Few writers mark the heading of a table as one: it is the first row. */
function withHead(table: Element): void {
  const rows: Element[] = [];
  visit(table, 'element', (node) => void (node.tagName === 'tr' && rows.push(node)));
  if (rows.some((row) => row.children.some((cell) => isElement(cell, 'th')))) return;
  for (const cell of rows[0]?.children ?? []) if (isElement(cell, 'td')) cell.tagName = 'th';
}

const raw = (value: string) => ({ type: 'html' as const, value });
const said = (node: Element, key: string) => String(node.properties[key] ?? '');

/** In a comment of HTML, which is printed for nobody. */
const comment = (text: string) => raw(`<!-- ${text.replace(/--+/g, '–')} -->`);

const handlers = {
  'x-comment': (_: State, node: Element) => comment(said(node, 'text')),
  'x-call': (_: State, node: Element) => ({ type: 'footnoteReference' as const, identifier: said(node, 'id'), label: said(node, 'id') }),
  'x-note': (state: State, node: Element) => ({
    type: 'footnoteDefinition' as const,
    identifier: said(node, 'id'),
    label: said(node, 'id'),
    children: state.toFlow(state.all(node)) as never,
  }),
  'x-caption': (_: State, node: Element) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value: `Table: ${said(node, 'text')}` }] }),
  'x-break': () => raw('<br>'),
  sub: (state: State, node: Element) => [raw('<sub>'), ...(state.all(node) as never[]), raw('</sub>')] as never,
  sup: (state: State, node: Element) => [raw('<sup>'), ...(state.all(node) as never[]), raw('</sup>')] as never,
  img: (state: State, node: Element) => (said(node, 'src') === '' ? undefined : defaultHandlers.img(state, node)),
  table: (state: State, node: Element) => {
    let isSimple = true;
    withHead(node);
    visit(node, 'element', (cell) => {
      if (!['td', 'th'].includes(cell.tagName)) return;
      if (Number(cell.properties['colSpan'] ?? 1) > 1 || Number(cell.properties['rowSpan'] ?? 1) > 1) isSimple = false;
      if (cell.children.some((child) => child.type === 'element' && ['table', 'ul', 'ol'].includes(child.tagName))) isSimple = false;
      const blocks = cell.children.filter((child) => isElement(child, 'p'));
      if (blocks.length > 1)
        cell.children = cell.children.flatMap((child, at): ElementContent[] =>
          isElement(child, 'p') ? [...(at > 0 ? [made('x-break', {})] : []), ...child.children] : [child],
        );
    });
    // Cells over several rows or columns exist in HTML only.
    return isSimple ? defaultHandlers.table(state, node) : raw(toHtml(node).replaceAll('<x-break></x-break>', '<br>').replace(/\n+/g, ' '));
  },
};
