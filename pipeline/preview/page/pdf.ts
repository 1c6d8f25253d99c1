/** PDF files, as pdf.js reads them. */

import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import * as pdfjs from 'pdfjs-dist';
import type { FileView } from '../types.ts';

pdfjs.GlobalWorkerOptions.workerSrc = '/_/asset/pdf.worker.js';

export interface OutlineItem {
  readonly title: string;
  /** From 0. */
  readonly page: number;
  readonly items: readonly OutlineItem[];
}

/** The words of a page: its runs of text in the order of the file, with where each is, in points from the top left corner. */
export interface PageText {
  readonly runs: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/** One file. Whoever opens it closes it. */
export class PdfFile {
  readonly url: string;
  /** Names of what is on its pages; empty where they are not known. */
  readonly keys: readonly string[];
  readonly #document: PDFDocumentProxy;
  readonly #pages: readonly PDFPageProxy[];
  readonly #texts = new Map<number, Promise<PageText>>();
  #outline: Promise<readonly OutlineItem[]> | undefined;

  private constructor(url: string, keys: readonly string[], document: PDFDocumentProxy, pages: readonly PDFPageProxy[]) {
    this.url = url;
    this.keys = keys;
    this.#document = document;
    this.#pages = pages;
  }

  /** @throws Error if there is no such file, or it has a password */
  static async open({ url, keys }: Pick<FileView, 'url' | 'keys'>): Promise<PdfFile> {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error('the file is gone');
    const data = new Uint8Array(await answer.arrayBuffer());
    const document = await pdfjs.getDocument({ data, isEvalSupported: false, enableXfa: false }).promise.catch(readably);
    const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
    return new PdfFile(url, keys, document, pages);
  }

  get length(): number {
    return this.#pages.length;
  }

  /** Width and height of a page in points. */
  size(index: number): { readonly width: number; readonly height: number } {
    const { width, height } = this.#page(index).getViewport({ scale: 1 });
    return { width, height };
  }

  /** Whether a page is the same as in another file. */
  isSame(index: number, other: PdfFile): boolean {
    return other === this || (this.keys[index] !== undefined && this.keys[index] === other.keys[index]);
  }

  /** Draws a page. Resolves when it is done. */
  async draw(index: number, scale: number): Promise<HTMLCanvasElement> {
    const viewport = this.#page(index).getViewport({ scale: scale * Math.min(devicePixelRatio || 1, 3) });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    await this.#page(index).render({ canvas, viewport }).promise;
    return canvas;
  }

  /** Text to select, over the drawing. */
  async drawText(index: number, container: HTMLElement): Promise<void> {
    const textContentSource = await this.#page(index).getTextContent();
    await new pdfjs.TextLayer({ textContentSource, container, viewport: this.#page(index).getViewport({ scale: 1 }) }).render();
  }

  text(index: number): Promise<PageText> {
    const known = this.#texts.get(index);
    if (known !== undefined) return known;
    const page = this.#page(index);
    const viewport = page.getViewport({ scale: 1 });
    const text = page.getTextContent().then(({ items }) => ({
      runs: items.flatMap((item) => {
        if (!('str' in item) || item.str === '') return [];
        const [x, y] = viewport.convertToViewportPoint(item.transform[4], item.transform[5]) as [number, number];
        return [{ text: item.str, x, y: y - item.height, width: item.width, height: item.height }];
      }),
    }));
    this.#texts.set(index, text);
    return text;
  }

  /** Links inside the file: where each is, as shares of the page, and the page that it leads to. */
  async links(index: number): Promise<readonly { readonly box: readonly [number, number, number, number]; readonly page: number }[]> {
    const page = this.#page(index);
    const viewport = page.getViewport({ scale: 1 });
    const found = await page.getAnnotations();
    const links = found.filter(({ subtype, dest }) => subtype === 'Link' && dest);
    return Promise.all(
      links.map(async ({ rect, dest }) => {
        const [x1, y1, x2, y2] = viewport.convertToViewportRectangle(rect) as [number, number, number, number];
        const [left, top] = [Math.min(x1, x2) / viewport.width, Math.min(y1, y2) / viewport.height];
        const box = [left, top, Math.abs(x2 - x1) / viewport.width, Math.abs(y2 - y1) / viewport.height] as const;
        return { box, page: (await this.pageOf(dest)) ?? index };
      }),
    );
  }

  /** The page of a destination, from 0. */
  async pageOf(destination: unknown): Promise<number | undefined> {
    const place = typeof destination === 'string' ? await this.#document.getDestination(destination) : (destination as unknown[] | null);
    const page = place?.[0];
    if (page === undefined || page === null) return undefined;
    return typeof page === 'number' ? page : this.#document.getPageIndex(page as never).catch(() => undefined);
  }

  outline(): Promise<readonly OutlineItem[]> {
    const read = async (items: readonly RawItem[]): Promise<OutlineItem[]> =>
      Promise.all(
        items.map(async ({ title, dest, items }) => ({
          title,
          page: (await this.pageOf(dest)) ?? 0,
          items: await read(items as RawItem[]),
        })),
      );
    this.#outline ??= this.#document.getOutline().then((items) => read((items as RawItem[] | null) ?? []));
    return this.#outline;
  }

  close(): void {
    void this.#document.loadingTask.destroy();
  }

  #page(index: number): PDFPageProxy {
    return this.#pages[index] as PDFPageProxy;
  }
}

function readably(cause: Error): never {
  throw cause.name === 'PasswordException' ? new Error('This document has a password: build it, and open the file.') : cause;
}

interface RawItem {
  readonly title: string;
  readonly dest: unknown;
  readonly items: readonly unknown[];
}
