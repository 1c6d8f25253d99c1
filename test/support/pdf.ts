/** Reads a printed PDF with pdf.js, which shares no code with Dossier or Chrome. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { home } from './cli.ts';

export interface Link {
  /** 1, 2, 3 … */
  readonly page: number;
  readonly url: string | undefined;
  /** Page that a link inside the document leads to. */
  readonly target: number | undefined;
  /** Id that it leads to. */
  readonly id: string | undefined;
  /** What is printed inside its rectangle. */
  readonly text: string;
}

export interface Pdf {
  /** Text of each page, in the order of its content stream. */
  readonly pages: readonly string[];
  /** The page number that is printed in the margin of each page, if there is one. */
  readonly folios: readonly (string | undefined)[];
  /** Text of each page in the order of its tags, which is how a screen reader reads it. */
  readonly reading: readonly string[];
  /** Width and height of each page in points, rounded. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly links: readonly Link[];
  /** Titles of the outline, two spaces before each for every level. */
  readonly outline: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly lang: string | undefined;
  readonly isTagged: boolean;
  readonly bytes: Uint8Array;
  /** Every font that the pages use: family and style, and whether it is embedded. */
  readonly fonts: () => Promise<readonly Font[]>;
  /** Roles of the structure tree of a page, with alternative texts. */
  readonly structure: (page: number) => Promise<readonly Tag[]>;
  readonly close: () => Promise<void>;
}

export interface Font {
  readonly name: string;
  readonly isEmbedded: boolean;
}

export interface Tag {
  readonly role: string;
  readonly alt?: string | undefined;
}

type Item = { str?: string; hasEOL?: boolean; type?: string; id?: string; transform?: number[]; width?: number };
type Entry = { title: string; items: Entry[] };
type Node = { role?: string; alt?: string; type?: string; id?: string; children?: Node[] };

/** Opens a PDF file or its bytes. The caller closes it. */
export async function openPdf(source: string | Uint8Array): Promise<Pdf> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const standard = `${path.join(home, 'node_modules', 'pdfjs-dist', 'standard_fonts')}/`;
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    fontExtraProperties: true,
    standardFontDataUrl: standard,
    isEvalSupported: false,
  });
  const document = await task.promise;
  const all = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  const pages: string[] = [];
  const reading: string[] = [];
  const folios: (string | undefined)[] = [];
  const sizes: [number, number][] = [];
  const links: Link[] = [];
  const pageOf = async (dest: unknown): Promise<number | undefined> => {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    return Array.isArray(explicit) ? (await document.getPageIndex(explicit[0])) + 1 : undefined;
  };
  for (const page of all) {
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const tree = (await page.getStructTree()) as Node | null;
    const { stream, tagged } = textsOf(items as Item[]);
    pages.push(stream);
    reading.push(tree ? inOrderOfTags(tree, tagged) : '');
    const { width, height } = page.getViewport({ scale: 1 });
    const margin = (items as Item[]).filter(({ transform }) => transform && (transform[5] as number) < 60);
    folios.push(margin.map(({ str = '' }) => /^([ivxlc]+|\d+)\b/.exec(str)?.[1]).find((number) => number !== undefined));
    sizes.push([Math.round(width), Math.round(height)]);
    for (const { subtype, url, dest, rect } of await page.getAnnotations()) {
      if (subtype === 'Link')
        links.push({
          page: page.pageNumber,
          url,
          target: dest ? await pageOf(dest) : undefined,
          id: typeof dest === 'string' ? decodeURIComponent(dest) : undefined,
          text: textIn(items as Item[], rect),
        });
    }
  }
  const { info } = await document.getMetadata();
  const meta = info as Record<string, unknown>;
  const flatten = (entries: Entry[], depth = 0): string[] =>
    entries.flatMap(({ title, items }) => ['  '.repeat(depth) + title, ...flatten(items, depth + 1)]);
  return {
    pages,
    reading,
    folios,
    sizes,
    links,
    outline: flatten(((await document.getOutline()) as Entry[] | null) ?? []),
    info: meta,
    lang: meta['Language'] as string | undefined,
    isTagged: (await document.getMarkInfo())?.Marked === true,
    bytes,
    fonts: async () => {
      const found = new Map<string, Font>();
      for (const page of all) {
        const { fnArray, argsArray } = await page.getOperatorList();
        for (const [index, operator] of fnArray.entries()) {
          if (operator !== OPS.setFont) continue;
          const { name, missingFile, isType3Font } = page.commonObjs.get(argsArray[index][0]);
          const plain = String(name).replace(/^[A-Z]{6}\+/, '');
          // Signs in colour are drawn with the means of a page; of letters that would be an error.
          found.set(plain, { name: plain, isEmbedded: !missingFile && (!isType3Font || plain === 'NotoColorEmoji') });
        }
      }
      return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    structure: async (number) => {
      const walk = ({ role, alt, children = [] }: Node): Tag[] => [...(role ? [{ role, alt }] : []), ...children.flatMap(walk)];
      const tree = (await all[number - 1]?.getStructTree()) as Node | null | undefined;
      return tree ? walk(tree) : [];
    },
    close: () => task.destroy(),
  };
}

/** What a PDF prints, of which nothing more is asked later. */
export async function readPdf(source: string | Uint8Array): Promise<Pdf> {
  const pdf = await openPdf(source);
  await pdf.close();
  return pdf;
}

/** The text of a page as it is drawn, and the text of each run of marked content. */
function textsOf(items: readonly Item[]): { stream: string; tagged: ReadonlyMap<string, string> } {
  const tagged = new Map<string, string>();
  const open: (string | undefined)[] = [];
  let stream = '';
  for (const { str = '', hasEOL = false, type, id } of items) {
    if (type?.startsWith('begin')) open.push(id);
    else if (type === 'endMarkedContent') open.pop();
    const text = hasEOL ? `${str}\n` : str;
    stream += text;
    const inside = open.findLast((one) => one !== undefined);
    if (inside !== undefined) tagged.set(inside, (tagged.get(inside) ?? '') + text);
  }
  return { stream, tagged };
}

/** The text whose middle stands in a rectangle, from left to right and from top to bottom. */
function textIn(items: readonly Item[], [left = 0, bottom = 0, right = 0, top = 0]: readonly number[]): string {
  const inside = items.filter(({ str, transform = [], width = 0 }) => {
    const [x = 0, y = 0] = [(transform[4] ?? 0) + width / 2, transform[5] ?? 0];
    return str !== undefined && str !== '' && x >= left && x <= right && y >= bottom && y <= top;
  });
  const place = ({ transform = [] }: Item) => [transform[5] ?? 0, transform[4] ?? 0] as const;
  const sorted = inside.sort((a, b) => {
    const [[yA, xA], [yB, xB]] = [place(a), place(b)];
    return Math.abs(yA - yB) > 2 ? yB - yA : xA - xB;
  });
  return sorted.map(({ str }) => str).join('');
}

const inOrderOfTags = ({ type, id, children = [] }: Node, tagged: ReadonlyMap<string, string>): string =>
  type === 'content' ? (tagged.get(id ?? '') ?? '') : children.map((child) => inOrderOfTags(child, tagged)).join('');

/** Text without what line breaks do to it: white space and hyphens at the ends of lines. */
export const squeeze = (text: string): string => plain(text.replace(/[-\u00AD\u2010]\n/g, ''));

/** Source Serif draws the apostrophe and the letter U+02BC with one glyph, so a PDF cannot tell which of them was written. */
const plain = (text: string) => text.normalize('NFKC').replaceAll('\u02BC', '’').replace(/\s+/g, '');

/** Whether a page, or any page, prints a phrase; however its lines are broken. */
export function prints(pdf: Pick<Pdf, 'pages' | 'reading'>, phrase: string, page?: number): boolean {
  const { pages, reading } = pdf;
  const texts = page === undefined ? [pages.join('\n'), reading.join('\n')] : [pages[page - 1] ?? '', reading[page - 1] ?? ''];
  // A hyphen at the end of a line may also be the author's.
  return texts.some((text) => squeeze(text).includes(squeeze(phrase)) || plain(text).includes(plain(phrase)));
}

/** Whether a phrase is anywhere in a PDF: printed, in the outline, in a title or alternative text, or in any inflated stream. */
export function holds(pdf: Pdf, phrase: string): boolean {
  if (prints(pdf, phrase)) return true;
  if (pdf.outline.some((title) => squeeze(title).includes(squeeze(phrase)))) return true;
  if (pdf.links.some(({ url }) => url?.includes(phrase))) return true;
  const raw = rawText(pdf.bytes);
  const utf16 = Buffer.from(phrase, 'utf16le').swap16();
  return [
    Buffer.from(phrase, 'utf8').toString('latin1'),
    utf16.toString('latin1'),
    utf16.toString('hex'),
    utf16.toString('hex').toUpperCase(),
  ].some((form) => raw.includes(form));
}

/** The bytes of a PDF as Latin-1, with every stream that can be inflated behind them. */
export function rawText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  const streams: string[] = [];
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0 || text.slice(match.index - 3, match.index) === 'end') continue;
    try {
      streams.push(inflateSync(buffer.subarray(start, end)).toString('latin1'));
    } catch {
      // Fonts and images have other filters.
    }
  }
  return [text, ...streams].join('\n');
}

/** Links that call a note at the foot of a page, by the way that calls and notes are named. */
export const noteCalls = ({ links }: Pick<Pdf, 'links'>): Link[] => links.filter(({ id }) => id !== undefined && /(?:^|-)fn-/.test(id));

/** The number of its note links back to the first call. */
export const noteNumbers = ({ links }: Pick<Pdf, 'links'>): Link[] =>
  links.filter(({ id }) => id !== undefined && /(?:^|-)fnref-/.test(id));
