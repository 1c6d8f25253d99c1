/** Slides: one at a time, or all in a grid; by keyboard, touch and pointer. */
import type { Selection, View } from '../types.ts';
import { h } from './dom.ts';
import { SlideDraft } from './draft.ts';
import type { PdfFile } from './pdf.ts';
import { Thumbs } from './sidebar.ts';
import { onSwipe } from './swipe.ts';

export interface SlideOptions {
  readonly onPage: (page: number) => void;
  readonly onPick: (page: number, point: { readonly x: number; readonly y: number }) => void;
}

/** One page as large as there is room for. */
export class Stage {
  readonly element: HTMLElement;
  readonly #picture = h('div', { class: 'stage-picture' });
  readonly #dot = h('div', { class: 'pointer-dot', hidden: true });
  readonly #resize: ResizeObserver;
  readonly #over: HTMLElement | undefined;
  readonly #onDrawn: () => void;
  #file: PdfFile | undefined;
  #page = 0;
  #isDrawing = false;
  #shown = '';
  #count = 0;

  /** @param over something that covers the page */
  constructor(label: string, over?: HTMLElement, onDrawn: () => void = () => {}) {
    this.#over = over;
    this.#onDrawn = onDrawn;
    const picture = h('div', { class: 'stage-page', role: 'img', 'aria-label': label }, this.#picture);
    this.element = h('div', { class: 'stage' }, picture, over, this.#dot);
    this.#resize = new ResizeObserver(() => void this.#show());
    this.#resize.observe(this.element);
  }

  set(file: PdfFile | undefined, page: number): void {
    if (file !== this.#file) this.#count += 1;
    this.#file = file;
    this.#page = page;
    void this.#show();
  }

  /** A dot at shares of the page, or none. */
  point(at: readonly [number, number] | undefined): void {
    this.#dot.hidden = at === undefined;
    if (at === undefined) return;
    const inner = this.#picture.getBoundingClientRect();
    const outer = this.element.getBoundingClientRect();
    this.#dot.style.left = `${inner.left - outer.left + at[0] * inner.width}px`;
    this.#dot.style.top = `${inner.top - outer.top + at[1] * inner.height}px`;
  }

  /** Shares of the page that a pointer is at; undefined beside it. */
  shareOf(event: MouseEvent): readonly [number, number] | undefined {
    const { left, top, width, height } = this.#picture.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
    return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? [x, y] : undefined;
  }

  async #show(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    try {
      for (let key = this.#key(); key !== this.#shown; key = this.#key()) {
        this.#shown = key;
        const [file, page] = [this.#file, this.#page];
        if (file === undefined || page >= file.length) {
          this.#picture.replaceChildren();
          continue;
        }
        const scale = this.#scale(file, page);
        const { width, height } = file.size(page);
        const canvas = await file.draw(page, scale);
        this.#picture.style.width = `${width * scale}px`;
        this.#picture.style.height = `${height * scale}px`;
        if (this.#over) Object.assign(this.#over.style, { width: this.#picture.style.width, height: this.#picture.style.height });
        this.#picture.replaceChildren(canvas);
        this.#onDrawn();
      }
    } catch {
      this.#shown = '';
    } finally {
      this.#isDrawing = false;
    }
  }

  #key(): string {
    // A page that is the same in another file is not drawn again.
    const name = this.#file?.keys[this.#page] ?? this.#count;
    return `${name} ${this.#page} ${this.element.clientWidth} ${this.element.clientHeight}`;
  }

  #scale(file: PdfFile, page: number): number {
    const { width, height } = file.size(page);
    return Math.max(0.05, Math.min(this.element.clientWidth / width, this.element.clientHeight / height));
  }
}

export class SlidesView {
  readonly element: HTMLElement;
  readonly #draft = new SlideDraft();
  readonly #stage = new Stage('Slide', this.#draft.element, () => this.#draft.printed());
  readonly #around = h('div', { class: 'slides-stage', tabindex: '0', role: 'region', 'aria-label': 'Slides' }, this.#stage.element);
  readonly #grid: Thumbs;
  readonly #options: SlideOptions;
  readonly #count = h('output', { class: 'slide-count', 'aria-live': 'polite' });
  #file: PdfFile | undefined;
  #page = 0;
  #isGrid = false;
  #isBlack = false;

  constructor(options: SlideOptions) {
    this.#options = options;
    this.#grid = new Thumbs('All slides', 300, (page) => {
      this.setGrid(false);
      this.goTo(page);
    });
    this.#grid.element.hidden = true;
    const around = this.#around;
    this.element = h('div', { class: 'slides' }, around, this.#grid.element, this.#count);
    around.addEventListener('click', (event) => this.#clicked(event));
    onSwipe(around, (by) => this.goTo(this.#page + by));
  }

  get page(): number {
    return this.#page;
  }

  get isGrid(): boolean {
    return this.#isGrid;
  }

  /** Shows the slide as it is written, until it is printed. */
  async showDraft(selection: Selection, view: View): Promise<void> {
    await this.#draft.update(selection, view);
  }

  setFile(file: PdfFile): void {
    this.#file = file;
    this.#grid.setFile(file);
    this.#grid.setPage(this.#page);
    this.goTo(this.#page, true);
  }

  goTo(page: number, isQuiet = false): void {
    if (this.#file === undefined) return;
    const next = Math.max(0, Math.min(page, this.#file.length - 1));
    const isOther = next !== this.#page;
    this.#page = next;
    this.setBlack(false);
    this.#stage.set(this.#file, next);
    void this.#draft.setPage(this.#file, next);
    this.#grid.setPage(next);
    this.#count.textContent = `${next + 1} / ${this.#file.length}`;
    if (isOther && !isQuiet) this.#options.onPage(next);
  }

  setGrid(isGrid: boolean): void {
    this.#isGrid = isGrid;
    this.#grid.element.hidden = !isGrid;
    this.element.classList.toggle('is-grid', isGrid);
    if (isGrid) this.#grid.setPage(this.#page);
  }

  setBlack(isBlack: boolean): void {
    this.#isBlack = isBlack;
    this.#stage.element.classList.toggle('is-black', isBlack);
  }

  point(at: readonly [number, number] | undefined): void {
    this.#stage.point(at);
  }

  /** Whether a key is one of this view. */
  key({ key }: KeyboardEvent): boolean {
    const last = (this.#file?.length ?? 1) - 1;
    const pages: Readonly<Record<string, number>> = {
      ArrowRight: this.#page + 1,
      ArrowDown: this.#page + 1,
      PageDown: this.#page + 1,
      ' ': this.#page + 1,
      ArrowLeft: this.#page - 1,
      ArrowUp: this.#page - 1,
      PageUp: this.#page - 1,
      Backspace: this.#page - 1,
      Home: 0,
      End: last,
    };
    const page = pages[key];
    if (page !== undefined) this.goTo(page);
    else if (key === 'g') this.setGrid(!this.#isGrid);
    else if (key === 'b' || key === '.') this.setBlack(!this.#isBlack);
    else if (key === 'f') this.full();
    else return false;
    return true;
  }

  /** The slide alone on the whole screen, for those who listen. */
  full(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.element.requestFullscreen().catch(() => {});
    // A button with the focus would take the keys of a clicker.
    this.focus();
  }

  focus(): void {
    this.#around.focus({ preventScroll: true });
  }

  #clicked(event: MouseEvent): void {
    const at = this.#stage.shareOf(event);
    if (document.fullscreenElement) this.goTo(this.#page + 1);
    else if (at !== undefined && this.#file !== undefined) {
      const { width, height } = this.#file.size(this.#page);
      this.#options.onPick(this.#page, { x: at[0] * width, y: at[1] * height });
    }
  }
}
