/** The strings of what is cut: everything of a node that could come to be in a document. */
import path from 'node:path';
import type { Nodes, PhrasingContent } from 'mdast';
import { placeOf } from '../model/place.ts';
import { isSettingMark, saysWords } from '../source/deck/mark.ts';
import { wordsOfHtml } from '../source/html/words.ts';
import type { Attributes } from '../source/markdown/attributes.ts';
import type { Cite } from '../source/markdown/cites.ts';
import { plainWords as plainText } from '../source/markdown/plain-words.ts';
import type { SourceName } from '../source/types.ts';
import type { SelectedFile } from './types.ts';
import type { Cut, CutSort } from './withheld.ts';

/** Attributes whose values are printed or spoken. Others choose a form, and name nothing that could be withheld. */
const printed = new Set(['alt', 'caption', 'title', 'source', 'x-title', 'y-title', 'see']);

const textOf = (node: Nodes | readonly PhrasingContent[]) => plainText(node, { includeImageAlt: false });

/** One cut for each part between variables; none for what is empty. */
export function cutOf(sort: CutSort, text: string | null | undefined, at: Pick<Cut, 'place' | 'rule'>): Cut[] {
  return (text ?? '').split(/\{\{[^{}]*\}\}/).flatMap((part) => {
    const clean = part.replace(/\s+/g, ' ').trim();
    return clean === '' ? [] : [{ sort, text: clean, place: at.place, rule: at.rule }];
  });
}

/** An image by what it shows, at a path that begins at `folder`. */
export const cutImage = (file: string, at: Pick<Cut, 'place' | 'rule'>, folder: string): Cut[] =>
  cutOf('image', file, at).map((cut) => ({ ...cut, folder }));

/**
 * The name of a file, and for an image the file itself.
 * @param folder absolute path of the folder that an image's path begins at, before the top of the pack
 */
export function cutFile(name: string, at: Pick<Cut, 'place' | 'rule'>, folder?: string): Cut[] {
  if (name.startsWith('data:')) return [];
  const file = name.replace(/^\.\//, '');
  const image = folder === undefined ? [] : cutImage(file, at, folder);
  // A copy of it may have been fetched.
  if (/^[a-z][a-z0-9+.-]*:/i.test(name)) return [...image, ...cutOf('link', name, at)];
  return [...image, ...cutOf('file', file.split('/').at(-1), at)];
}

/**
 * Every string of a node.
 * @param rule as its author wrote it
 * @param sort what running text is here: `note` inside notes
 */
export function gather(node: Nodes, source: SourceName, rule: string, sort: 'text' | 'note' = 'text'): Cut[] {
  const at = { place: placeOf(node, source), rule };
  const inside = (inner: 'text' | 'note' = sort): Cut[] =>
    'children' in node ? (node.children as Nodes[]).flatMap((child) => gather(child, source, rule, inner)) : [];
  switch (node.type) {
    case 'heading':
      return [...cutOf('heading', textOf(node), at), ...ofAttributes(node.data?.attributes ?? {}, at), ...inside().filter(isNotText)];
    case 'paragraph':
    case 'tableCell':
      return [...cutOf(sort, textOf(node), at), ...inside().filter(isNotText)];
    case 'tableRow': {
      const words = node.children.map((cell) => textOf(cell));
      return node.children.flatMap((cell, index) => beside(gather(cell, source, rule, sort), words[index - 1], words[index + 1]));
    }
    case 'code':
      return [...node.value.split('\n').flatMap((line) => cutOf(sort, line, at)), ...cutOf('alt', node.meta, at)];
    case 'image':
      return [...cutOf('alt', node.alt, at), ...cutOf('alt', node.title, at), ...cutFile(node.url, at, path.dirname(source.path))];
    case 'imageReference':
      return cutOf('alt', node.alt, at);
    case 'link':
      return [...cutOf(sort, textOf(node), at), ...cutOf('alt', node.title, at), ...addressOf(node.url, at), ...inside().filter(isNotText)];
    case 'definition':
      return [...cutOf('alt', node.title, at), ...addressOf(node.url, at)];
    case 'footnoteDefinition':
      return inside('note');
    case 'containerDirective':
      return [...ofAttributes(node.attributes ?? {}, at), ...inside(node.name === 'notes' ? 'note' : sort)];
    case 'leafDirective':
    case 'textDirective':
      // Of looks, only the image could be recognised.
      if (isSettingMark(node)) {
        const said = saysWords(node) ? [textOf(node)] : node.data.setting.name === 'style' ? stringsIn(textOf(node)) : [];
        return [...said.flatMap((text) => cutOf('option', text, at)), ...inside().filter(isNotText)];
      }
      return [...cutOf(sort, textOf(node), at), ...ofAttributes(node.attributes ?? {}, at), ...inside().filter(isNotText)];
    default:
      if ('items' in node && node.type === 'cite') return (node as Cite).items.flatMap(({ key }) => cutOf('key', key, at));
      if (node.type === 'html') return wordsOfHtml(node.value).flatMap((text) => cutOf(sort, text, at));
      if ('value' in node && typeof node.value === 'string') return cutOf(sort, node.value, at);
      return inside();
  }
}

/** What a style sheet writes on slides: `content: "…"`. */
const stringsIn = (css: string): string[] =>
  [...css.matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)].map(([, double, single]) => double ?? single ?? '');

/** The same cuts with what is beside them, by which a short string can be told from the same word elsewhere. */
export function beside(cuts: readonly Cut[], before: string | undefined, after: string | undefined): Cut[] {
  const near = { ...(before?.trim() ? { before } : {}), ...(after?.trim() ? { after } : {}) };
  return cuts.map((cut) => (cut.sort === 'text' || cut.sort === 'note' || cut.sort === 'data' ? { ...near, ...cut } : cut));
}

const isNotText = ({ sort }: Cut) => sort !== 'text' && sort !== 'note';

function addressOf(url: string, at: Pick<Cut, 'place' | 'rule'>): Cut[] {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? cutOf('link', url, at) : [];
}

function ofAttributes(attributes: Attributes, at: Pick<Cut, 'place' | 'rule'>): Cut[] {
  return Object.entries(attributes).flatMap(([name, value]): Cut[] => {
    if (name === 'id') return cutOf('id', value, at);
    if (name === 'data') return cutFile(value ?? '', at);
    if (name === 'columns') return (value ?? '').split(';').flatMap((part) => cutOf('column', /=([^|{]*)/.exec(part)?.[1] ?? part, at));
    return printed.has(name) ? cutOf('text', value, at) : [];
  });
}

const nowhere: Pick<Cut, 'place' | 'rule'> = { place: { file: '' }, rule: '' };
const isName = ({ sort }: Cut) => sort === 'image' || sort === 'file' || sort === 'key' || sort === 'id';
const nameOf = ({ sort, text }: Cut) => `${sort} ${text}`;

/** Without the images, files, keys and identifiers that what is left uses too. */
export function withoutPermitted(cuts: readonly Cut[], files: readonly SelectedFile[]): Cut[] {
  const permitted = new Set(files.map(({ source }) => `file ${source.name}`));
  for (const { tree, source } of files) for (const cut of namesIn(tree, path.dirname(source.path))) permitted.add(nameOf(cut));
  return cuts.filter((cut) => !isName(cut) || !permitted.has(nameOf(cut)));
}

/** Of a node what `gather` says of names: of what is permitted nothing else is wanted, and it is long. */
function namesIn(node: Nodes, folder: string): Cut[] {
  if (node.type === 'image') return cutFile(node.url, nowhere, folder).filter(isName);
  if ('items' in node && node.type === 'cite') return (node as Cite).items.flatMap(({ key }) => cutOf('key', key, nowhere));
  const attributes = node.type === 'heading' ? node.data?.attributes : 'attributes' in node ? node.attributes : undefined;
  const own = attributes ? ofAttributes(attributes, nowhere).filter(isName) : [];
  const inside = 'children' in node ? (node.children as Nodes[]).flatMap((child) => namesIn(child, folder)) : [];
  return inside.length === 0 ? own : own.length === 0 ? inside : [...own, ...inside];
}
