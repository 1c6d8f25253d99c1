/** The order of chapters as other programs keep it: mdBook's SUMMARY.md, _quarto.yml, mkdocs.yml, docsify's _sidebar.md. */
import path from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { parse } from 'yaml';
import type { Files } from '../../platform/files.ts';
import { isMarkdown } from './pack-place.ts';

/** Chapters in the order of a file, and the title of the whole if the file says it. */
export interface ChapterOrder {
  /** The file that says it, relative to the folder. */
  readonly from: string;
  /** Paths relative to the folder, with forward slashes. */
  readonly names: readonly string[];
  readonly title: string | undefined;
  /** What it says of chapters beside their order, by their names. */
  readonly roles: ReadonlyMap<string, ChapterRole>;
}

/** What a chapter is in the whole. */
export interface ChapterRole {
  readonly isAppendix?: boolean;
  /** Title of the part that it belongs to. */
  readonly part?: string;
}

interface Listed extends ChapterRole {
  readonly name: string;
}

interface Reader {
  readonly files: readonly string[];
  readonly read: (text: string) => { readonly names: readonly (string | Listed)[]; readonly base?: string; readonly title?: string };
}

const readers: readonly Reader[] = [
  { files: ['SUMMARY.md', 'src/SUMMARY.md', 'docs/SUMMARY.md'], read: (text) => ({ names: withParts(text) }) },
  { files: ['_quarto.yml', '_quarto.yaml'], read: quarto },
  { files: ['mkdocs.yml', 'mkdocs.yaml'], read: mkdocs },
  { files: ['_sidebar.md', 'docs/_sidebar.md'], read: (text) => ({ names: linksOf(text) }) },
];

/** Files that only give the order: they are no chapters. */
export const isOrderFile = (name: string): boolean => readers.some((reader) => reader.files.includes(name));

/** The first order that a folder has. */
export async function chapterOrder(folder: string, files: Files): Promise<ChapterOrder | undefined> {
  for (const reader of readers)
    for (const from of reader.files) {
      const file = await files.confine(folder, from);
      if (file === undefined || !(await files.isFile(file))) continue;
      const { names, base = path.posix.dirname(from), title } = reader.read(await files.text(file));
      const listed = names
        .map((one): Listed => (typeof one === 'string' ? { name: one } : one))
        .map(({ name, ...role }) => [path.posix.normalize(path.posix.join(base, decoded(name))), role] as const)
        .filter(([name]) => isMarkdown(name));
      const roles = new Map([...listed].reverse().filter(([, role]) => Object.keys(role).length > 0));
      if (listed.length > 0) return { from, names: [...new Set(listed.map(([name]) => name))], title, roles };
    }
  return undefined;
}

function decoded(name: string): string {
  const bare = name.replace(/[#?].*$/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** The targets of a text's links, in their order. */
const linksOf = (text: string): string[] => linksIn(fromMarkdown(text));

function linksIn(node: Nodes): string[] {
  const found: string[] = [];
  const look = (node: Nodes): void => {
    if (node.type === 'link' && !/^[a-z]+:/i.test(node.url)) found.push(node.url.replace(/^\//, ''));
    if ('children' in node) node.children.forEach((child) => void look(child));
  };
  look(node);
  return found;
}

/** A part's title, unless it might be more than words. */
const part = (title: unknown): ChapterRole => {
  const text = typeof title === 'string' ? title.replace(/\s+/g, ' ').trim() : '';
  return text === '' || isMarkdown(text) || /[{}[\]<>]|::|:\w+\[/.test(text) ? {} : { part: text };
};

/** mdBook's headings between the links are parts. */
function withParts(text: string): Listed[] {
  const { children } = fromMarkdown(text);
  const headings = children.filter((node) => node.type === 'heading');
  let role: ChapterRole = {};
  return children.flatMap((node): Listed[] => {
    if (node.type === 'thematicBreak') role = {};
    if (node.type === 'heading') {
      const title = textOf(node);
      const isWhole = node === headings[0] && (headings.length === 1 || /^(?:summary|(?:table of )?contents)$/i.test(title.trim()));
      role = isWhole ? {} : part(title);
    }
    return linksIn(node).map((name) => ({ name, ...role }));
  });
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** A YAML file of another program; its own tags (`!ENV`, `!!python/name`) are no concern of ours. */
function lenient(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(parse(text, { logLevel: 'silent', uniqueKeys: false }));
  } catch {
    return {};
  }
}

/** All strings in nested lists and under the given keys of nested mappings. */
function stringsOf(value: unknown, keys: readonly string[] | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item) => stringsOf(item, keys));
  return Object.entries(record(value)).flatMap(([key, inner]) => (keys === undefined || keys.includes(key) ? stringsOf(inner, keys) : []));
}

function quarto(text: string): ReturnType<Reader['read']> {
  const { book, website } = lenient(text);
  const { chapters, appendices, title } = record(book);
  const { sidebar, title: ofSite } = record(website);
  const keys = ['part', 'chapters', 'contents', 'section', 'href', 'file'];
  const ofBook = [chapters].flat().flatMap((one): Listed[] => {
    const { part: title, chapters: inside } = record(one);
    const role = inside === undefined ? {} : part(title);
    return stringsOf(one, keys).map((name) => ({ name, ...role }));
  });
  const after = stringsOf(appendices, keys).map((name): Listed => ({ name, isAppendix: true }));
  const names = [...ofBook, ...after, ...stringsOf(sidebar, keys)];
  return { names, base: '.', ...titled(title ?? ofSite) };
}

function mkdocs(text: string): ReturnType<Reader['read']> {
  const { nav, docs_dir: base, site_name: title } = lenient(text);
  return { names: stringsOf(nav, undefined), base: typeof base === 'string' ? base : 'docs', ...titled(title) };
}

const titled = (title: unknown): { title?: string } => (typeof title === 'string' && title.trim() !== '' ? { title: title.trim() } : {});
