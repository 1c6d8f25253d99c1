/** Beside the pages: small pictures of them, or the outline. */
import { fill, h } from './dom.ts';
import type { OutlineItem, PdfFile } from './pdf.ts';
import { Sheet } from './sheet.ts';

export class Thumbs {
  readonly element: HTMLElement;
  readonly #onPage: (page: number) => void;
  readonly #observer: IntersectionObserver;
  readonly #width: number;
  #all: { readonly sheet: Sheet; readonly button: HTMLButtonElement }[] = [];

  /** @param width of a picture, in pixels */
  constructor(label: string, width: number, onPage: (page: number) => void) {
    this.#onPage = onPage;
    this.#width = width;
    this.element = h('div', { class: 'thumbs', role: 'group', 'aria-label': label });
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) void this.#all.find(({ button }) => button === target)?.sheet.show();
      },
      { rootMargin: '50% 0%' },
    );
  }

  setFile(file: PdfFile): void {
    for (const { button } of this.#all.splice(file.length)) button.remove();
    for (let index = this.#all.length; index < file.length; index += 1) {
      const sheet = new Sheet(index, { hasText: false });
      sheet.element.removeAttribute('role');
      sheet.element.removeAttribute('aria-label');
      const button = h(
        'button',
        { type: 'button', class: 'thumb', 'aria-label': `Page ${index + 1}`, onclick: () => this.#onPage(index) },
        sheet.element,
        h('span', { class: 'thumb-number', 'aria-hidden': 'true' }, String(index + 1)),
      );
      this.#all.push({ sheet, button });
      this.element.append(button);
    }
    for (const { sheet, button } of this.#all) {
      sheet.measure(file, this.#width / file.size(sheet.index).width);
      this.#observer.unobserve(button);
      this.#observer.observe(button);
    }
  }

  setPage(page: number): void {
    for (const [index, { button }] of this.#all.entries()) {
      const isCurrent = index === page;
      button.toggleAttribute('aria-current', isCurrent);
      if (isCurrent) button.setAttribute('aria-current', 'page');
      if (isCurrent && this.element.offsetParent !== null) button.scrollIntoView({ block: 'nearest' });
    }
  }

  /** Marks pages that another file has not. */
  mark(pages: ReadonlySet<number>): void {
    for (const [index, { button }] of this.#all.entries()) button.classList.toggle('is-different', pages.has(index));
  }
}

/** The outline of a file as a list of buttons. */
async function showOutline(element: HTMLElement, file: PdfFile, onPage: (page: number) => void): Promise<void> {
  const items = await file.outline();
  const list = (all: readonly OutlineItem[]): HTMLElement =>
    h(
      'ul',
      {},
      ...all.map(({ title, page, items }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'outline-item', onclick: () => onPage(page) },
            h('span', {}, title),
            h('span', { class: 'outline-page' }, String(page + 1)),
          ),
          items.length > 0 && list(items),
        ),
      ),
    );
  fill(element, JSON.stringify(items), () => [
    items.length > 0 ? list(items) : h('p', { class: 'quiet' }, 'This document has no outline.'),
  ]);
}

/** The side of the pages view: pictures, or the outline, or nothing. */
export class Sidebar {
  readonly element: HTMLElement;
  readonly #thumbs: Thumbs;
  readonly #outline = h('nav', { class: 'outline', 'aria-label': 'Outline' });
  readonly #onPage: (page: number) => void;
  #shows: 'pictures' | 'outline' | 'nothing';
  #mode = 'pages';

  constructor(onPage: (page: number) => void) {
    this.#onPage = onPage;
    this.#thumbs = new Thumbs('Pictures of pages', 132, onPage);
    this.element = h('aside', { class: 'left', 'aria-label': 'Navigation' }, this.#thumbs.element, this.#outline);
    this.#shows = innerWidth < 1100 ? 'nothing' : 'pictures';
    this.#layOut();
  }

  setFile(file: PdfFile): void {
    this.#thumbs.setFile(file);
    void showOutline(this.#outline, file, this.#onPage).catch(() => {});
  }

  setPage(page: number): void {
    this.#thumbs.setPage(page);
  }

  mark(pages: ReadonlySet<number>): void {
    this.#thumbs.mark(pages);
  }

  setMode(mode: string): void {
    this.#mode = mode;
    this.#layOut();
  }

  /** Pictures, outline, nothing, and again. */
  cycle(): void {
    this.#shows = this.#shows === 'pictures' ? 'outline' : this.#shows === 'outline' ? 'nothing' : 'pictures';
    this.#layOut();
  }

  #layOut(): void {
    this.element.hidden = this.#mode !== 'pages' || this.#shows === 'nothing';
    this.#thumbs.element.hidden = this.#shows !== 'pictures';
    this.#outline.hidden = this.#shows !== 'outline';
  }
}
