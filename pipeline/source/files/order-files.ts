/** The order of chapters as other programs keep it: mdBook's SUMMARY.md, _quarto.yml, mkdocs.yml, docsify's _sidebar.md. */
import path from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
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
}

interface Reader {
  readonly files: readonly string[];
  readonly read: (text: string) => { readonly names: readonly string[]; readonly base?: string; readonly title?: string };
}

const readers: readonly Reader[] = [
  { files: ['SUMMARY.md', 'src/SUMMARY.md', 'docs/SUMMARY.md'], read: (text) => ({ names: linksOf(text) }) },
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
      const inFolder = names.map((name) => path.posix.normalize(path.posix.join(base, decoded(name)))).filter((name) => isMarkdown(name));
      if (inFolder.length > 0) return { from, names: [...new Set(inFolder)], title };
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
function linksOf(text: string): string[] {
  const found: string[] = [];
  const look = (node: Nodes): void => {
    if (node.type === 'link' && !/^[a-z]+:/i.test(node.url)) found.push(node.url.replace(/^\//, ''));
    if ('children' in node) node.children.forEach((child) => void look(child));
  };
  look(fromMarkdown(text));
  return found;
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
  const names = [chapters, appendices, sidebar].flatMap((one) => stringsOf(one, keys));
  return { names, base: '.', ...titled(title ?? ofSite) };
}

function mkdocs(text: string): ReturnType<Reader['read']> {
  const { nav, docs_dir: base, site_name: title } = lenient(text);
  return { names: stringsOf(nav, undefined), base: typeof base === 'string' ? base : 'docs', ...titled(title) };
}

const titled = (title: unknown): { title?: string } => (typeof title === 'string' && title.trim() !== '' ? { title: title.trim() } : {});
