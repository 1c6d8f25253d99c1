/** The pages of one file, one below the other or two side by side. */
import type { Differences } from './compare.ts';
import { h, isCalm } from './dom.ts';
import type { PdfFile } from './pdf.ts';
import { Sheet } from './sheet.ts';

/** How large pages are: as wide as the window, as high, or so many percent. */
export type Zoom = 'width' | 'page' | number;

export interface ColumnOptions {
  readonly label: string;
  readonly onPick: (page: number, point: { readonly x: number; readonly y: number }) => void;
  /** Another page is in the middle. */
  readonly onPage: (page: number) => void;
  readonly onScroll?: () => void;
}

const gap = 24;
/** Pages as wide as a large window would be larger than anybody reads: 125 %. */
const largest = 1.25 * (96 / 72);

export class Column {
  readonly element: HTMLElement;
  readonly head: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #sheets: HTMLElement;
  readonly #options: ColumnOptions;
  readonly #observer: IntersectionObserver;
  readonly #resize: ResizeObserver;
  #all: Sheet[] = [];
  #file: PdfFile | undefined;
  #zoom: Zoom = 'width';
  #isTwoUp = false;
  #page = 0;

  constructor(options: ColumnOptions) {
    this.#options = options;
    this.head = h('div', { class: 'column-head' });
    this.#sheets = h('div', { class: 'sheets' });
    this.#scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': options.label }, this.#sheets);
    this.element = h('div', { class: 'column' }, this.head, this.#scroller);
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), { root: this.#scroller, rootMargin: '60% 0%' });
    this.#resize = new ResizeObserver(() => this.#layOut());
    this.#resize.observe(this.#scroller);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  get scale(): number {
    return this.#scale();
  }

  /** Shows a file: where it was scrolled to, and with the old pages until the new ones are drawn. */
  setFile(file: PdfFile): void {
    this.#file = file;
    const before = this.#all.length;
    for (const sheet of this.#all.splice(file.length)) {
      this.#observer.unobserve(sheet.element);
      sheet.element.remove();
    }
    for (let index = before; index < file.length; index += 1) {
      const sheet = new Sheet(index, { hasText: true, onPick: this.#options.onPick, onLink: (page) => this.goTo(page) });
      this.#all.push(sheet);
      this.#sheets.append(sheet.element);
    }
    this.#layOut();
    // Everything is looked at anew: what is in sight is drawn.
    for (const { element } of this.#all) {
      this.#observer.unobserve(element);
      this.#observer.observe(element);
    }
  }

  setZoom(zoom: Zoom, isTwoUp: boolean): void {
    this.#zoom = zoom;
    this.#isTwoUp = isTwoUp;
    this.#layOut();
  }

  /**
   * @param y points from the top of the page
   * @param isAtOnce without scrolling over what is between
   */
  goTo(page: number, y = 0, isAtOnce = false): void {
    const sheet = this.#all[Math.max(0, Math.min(page, this.#all.length - 1))];
    if (sheet === undefined) return;
    const top = sheet.element.offsetTop - gap / 2 + (y > 0 ? y * this.#scale() - this.#scroller.clientHeight / 3 : 0);
    this.#scroller.scrollTo({
      top: Math.max(0, top),
      behavior: isAtOnce || isCalm() || Math.abs(page - this.#page) > 3 ? 'instant' : 'smooth',
    });
  }

  /** Where it is scrolled to: a page and how much of it is above. */
  get position(): { readonly page: number; readonly share: number } {
    const top = this.#scroller.scrollTop;
    const page = this.#all.findLastIndex(({ element }) => element.offsetTop - gap / 2 <= top + 1);
    const sheet = this.#all[Math.max(0, page)]?.element;
    return { page: Math.max(0, page), share: sheet ? (top - sheet.offsetTop) / Math.max(1, sheet.offsetHeight) : 0 };
  }

  set position({ page, share }: { readonly page: number; readonly share: number }) {
    const sheet = this.#all[page]?.element;
    if (sheet) this.#scroller.scrollTop = sheet.offsetTop + share * sheet.offsetHeight;
  }

  /** Marks the pages and lines that another file has not. */
  mark(differences: Differences): void {
    for (const [page, sheet] of this.#all.entries()) sheet.mark(differences.get(page) ?? []);
  }

  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  close(): void {
    this.#observer.disconnect();
    this.#resize.disconnect();
    this.element.remove();
  }

  #scale(): number {
    if (this.#file === undefined) return 1;
    if (typeof this.#zoom === 'number') return this.#zoom * (96 / 72);
    const columns = this.#isTwoUp ? 2 : 1;
    const { width, height } = this.#file.size(0);
    const wide = (this.#scroller.clientWidth - gap * (columns + 1)) / (width * columns);
    const high = (this.#scroller.clientHeight - gap) / height;
    return Math.max(0.1, this.#zoom === 'width' ? Math.min(wide, largest) : Math.min(wide, high));
  }

  #layOut(): void {
    if (this.#file === undefined || this.#scroller.clientWidth === 0) return;
    const position = this.position;
    const scale = this.#scale();
    this.#sheets.classList.toggle('is-two-up', this.#isTwoUp);
    for (const sheet of this.#all) sheet.measure(this.#file, scale);
    this.position = position.page === 0 && position.share <= 0 ? { page: 0, share: -1 } : position;
    for (const sheet of this.#all) if (this.#isNear(sheet.element)) void sheet.show();
  }

  #isNear(element: HTMLElement): boolean {
    const { scrollTop, clientHeight } = this.#scroller;
    return element.offsetTop < scrollTop + 1.6 * clientHeight && element.offsetTop + element.offsetHeight > scrollTop - 0.6 * clientHeight;
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.#all.find(({ element }) => element === target);
      if (isIntersecting) void sheet?.show();
      else sheet?.hide();
    }
  }

  #scrolled(): void {
    const middle = this.#scroller.scrollTop + this.#scroller.clientHeight / 2;
    const at = this.#all.findLastIndex(({ element }) => element.offsetTop <= middle);
    const isAtEnd = this.#scroller.scrollTop + this.#scroller.clientHeight >= this.#scroller.scrollHeight - 2;
    const page = this.#scroller.scrollTop < 4 ? 0 : isAtEnd && !this.#isTwoUp ? this.#all.length - 1 : Math.max(0, at);
    this.#options.onScroll?.();
    if (page === this.#page) return;
    this.#page = page;
    this.#options.onPage(page);
  }
}
