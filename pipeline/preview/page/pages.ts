/** The pages view: one document, or those of two audiences side by side. */
import { plural } from '../../model/plural.ts';
import type { FileView } from '../types.ts';
import { Column, type Zoom } from './column.ts';
import { type Differences, differences } from './compare.ts';
import { h } from './dom.ts';
import type { PdfFile } from './pdf.ts';

export interface PagesOptions {
  readonly onPage: (page: number) => void;
  readonly onPick: (column: number, page: number, point: { readonly x: number; readonly y: number }) => void;
  /** Pages of the first document that the second has not. */
  readonly onCompared: (pages: ReadonlySet<number>) => void;
}

export class PagesView {
  readonly element = h('div', { class: 'pages' });
  readonly #options: PagesOptions;
  #columns: Column[] = [];
  #audiences: readonly string[] = [];
  #zoom: Zoom = 'width';
  #isTwoUp = false;
  /** The column that leads while both scroll. */
  #leader: Column | undefined;

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  get first(): Column | undefined {
    return this.#columns[0];
  }

  setFiles(views: readonly FileView[], files: readonly PdfFile[]): void {
    this.#audiences = views.map(({ audience }) => audience);
    for (const column of this.#columns.splice(files.length)) column.close();
    for (const [index, file] of files.entries()) {
      const column = this.#columns[index] ?? this.#add(index);
      column.setFile(file);
      const { audience = '', isOld = false } = views[index] ?? {};
      column.element.classList.toggle('is-old', isOld);
      column.head.replaceChildren(h('strong', {}, audience), h('span', { class: 'difference-count' }));
    }
    this.element.classList.toggle('is-beside', files.length > 1);
    this.setZoom(this.#zoom, this.#isTwoUp);
    const [one, other] = files;
    if (one && other) void this.#compare(one, other);
    else this.#mark([new Map(), new Map()]);
  }

  setZoom(zoom: Zoom, isTwoUp: boolean): void {
    [this.#zoom, this.#isTwoUp] = [zoom, isTwoUp];
    for (const column of this.#columns) column.setZoom(zoom, isTwoUp && this.#columns.length === 1);
  }

  goTo(page: number, y = 0, isAtOnce = false): void {
    this.#leader = this.#columns[0];
    this.#columns[0]?.goTo(page, y, isAtOnce);
  }

  #add(index: number): Column {
    const column: Column = new Column({
      label: index === 0 ? 'Pages' : 'Pages to compare',
      onPick: (page, point) => this.#options.onPick(index, page, point),
      onPage: (page) => {
        if (index === 0) this.#options.onPage(page);
      },
      onScroll: () => this.#follow(column),
    });
    for (const event of ['pointerdown', 'wheel', 'keydown', 'touchstart'] as const)
      column.element.addEventListener(
        event,
        () => {
          this.#leader = column;
        },
        { passive: true },
      );
    this.#columns.push(column);
    this.element.append(column.element);
    return column;
  }

  /** Scrolls the other column along. */
  #follow(column: Column): void {
    if (this.#columns.length < 2 || this.#leader !== column) return;
    for (const other of this.#columns) if (other !== column) other.position = column.position;
  }

  async #compare(one: PdfFile, other: PdfFile): Promise<void> {
    const pages = await differences(one, other).catch(() => undefined);
    if (pages) this.#mark(pages);
  }

  #mark(differences: readonly Differences[]): void {
    for (const [index, column] of this.#columns.entries()) {
      const own = differences[index] ?? new Map();
      column.mark(own);
      const count = column.head.querySelector('.difference-count');
      const other = this.#audiences[1 - index] ?? 'the other';
      const words =
        own.size === 0
          ? `everything is also for ${other}`
          : `${plural(own.size, 'page has', 'pages have')} words that ${other} does not get`;
      if (count) count.textContent = words;
    }
    this.#options.onCompared(new Set(differences[0]?.keys()));
  }
}
