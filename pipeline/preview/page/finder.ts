/** The search field: what was found, one after the other. */
import { h, icon, iconButton, icons } from './dom.ts';
import type { PdfFile } from './pdf.ts';
import { find, type Hit, mark } from './search.ts';

export interface FinderOptions {
  /** The element that pages are drawn in. */
  readonly below: () => Element;
  readonly goTo: (hit: Hit) => void;
  /** Nobody searches any longer. */
  readonly onLeave: () => void;
}

export class Finder {
  readonly element: HTMLElement;
  readonly #options: FinderOptions;
  readonly #input = h('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search in the document' });
  readonly #found = h('output', { class: 'found', 'aria-live': 'polite' });
  #file: PdfFile | undefined;
  #hits: readonly Hit[] = [];
  #hit = 0;

  constructor(options: FinderOptions) {
    this.#options = options;
    this.element = h(
      'span',
      { class: 'only-pages group' },
      h('span', { class: 'search' }, icon(icons.search), this.#input),
      this.#found,
      iconButton('up', 'Found before', () => this.#step(-1)),
      iconButton('down', 'Found after', () => this.#step(1)),
    );
    this.#input.addEventListener('input', () => void this.#find(true));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1);
      if (event.key !== 'Escape') return;
      this.#input.value = '';
      void this.#find(false);
      options.onLeave();
    });
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  /** Searches the new file for the same words, and stays where it is. */
  setFile(file: PdfFile): void {
    this.#file = file;
    if (this.#input.value !== '') void this.#find(false);
  }

  /** Marks what was found in pages that are drawn now. */
  mark(): void {
    mark(this.#input.value, this.#options.below());
  }

  async #find(isMoving: boolean): Promise<void> {
    const words = this.#input.value;
    const hits = this.#file ? await find(words, this.#file).catch(() => []) : [];
    if (words !== this.#input.value) return;
    this.#hits = hits;
    this.#hit = isMoving ? 0 : Math.min(this.#hit, Math.max(0, hits.length - 1));
    this.mark();
    this.#show(isMoving);
  }

  #step(by: number): void {
    if (this.#hits.length === 0) return;
    this.#hit = (this.#hit + by + this.#hits.length) % this.#hits.length;
    this.#show(true);
  }

  #show(isMoving: boolean): void {
    const hit = this.#hits[this.#hit];
    const words = hit ? `${this.#hit + 1} of ${this.#hits.length}` : 'not found';
    this.#found.textContent = this.#input.value.trim() === '' ? '' : words;
    if (hit && isMoving) this.#options.goTo(hit);
  }
}
