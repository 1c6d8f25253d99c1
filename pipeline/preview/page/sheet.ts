/** One page on the screen: a drawing that is there when it is in sight, text to select over it, and its links. */
import type { LineSpan } from './compare.ts';
import { h } from './dom.ts';
import type { PdfFile } from './pdf.ts';

export interface SheetOptions {
  /** Called for a click on the page, with the point in points from its top left corner. */
  readonly onPick?: (index: number, point: { readonly x: number; readonly y: number }) => void;
  readonly onLink?: (page: number) => void;
  /** Whether there is text to select. */
  readonly hasText: boolean;
}

interface Drawn {
  readonly file: PdfFile;
  readonly scale: number;
}

export class Sheet {
  readonly element: HTMLElement;
  readonly index: number;
  readonly #options: SheetOptions;
  /** What is drawn: a file at a scale. */
  #drawn: Drawn | undefined;
  #wanted: Drawn | undefined;
  #isDrawing = false;
  readonly #bars = h('div', { class: 'difference-bars', 'aria-hidden': 'true' });

  constructor(index: number, options: SheetOptions) {
    this.index = index;
    this.#options = options;
    this.element = h('div', { class: 'sheet', role: 'group', 'aria-label': `Page ${index + 1}`, 'data-page': index + 1 });
    this.element.addEventListener('click', (event) => this.#clicked(event));
  }

  /** Gives it its size; the drawing follows when it is in sight. */
  measure(file: PdfFile, scale: number): void {
    const { width, height } = file.size(this.index);
    this.element.style.width = `${Math.round(width * scale)}px`;
    this.element.style.height = `${Math.round(height * scale)}px`;
    this.element.style.setProperty('--total-scale-factor', String(scale));
    this.#wanted = { file, scale };
  }

  /** Draws what is wanted, if it is not there yet. The old drawing stays until the new one is done. */
  async show(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    try {
      while (this.#wanted && !this.#isDrawn(this.#wanted)) {
        const wanted: Drawn = this.#wanted;
        const parts = await this.#draw(wanted.file, wanted.scale);
        if (this.#wanted.file !== wanted.file) continue;
        this.#drawn = wanted;
        this.element.replaceChildren(...parts, this.#bars);
        this.element.dispatchEvent(new CustomEvent('drawn', { bubbles: true }));
      }
    } catch {
      // The file was closed meanwhile: another one follows.
    } finally {
      this.#isDrawing = false;
    }
  }

  /** Bars beside lines that another file has not. */
  mark(lines: readonly LineSpan[]): void {
    const isDifferent = lines.length > 0;
    this.element.classList.toggle('is-different', isDifferent);
    this.element.setAttribute('aria-label', isDifferent ? `Page ${this.index + 1}, with differences` : `Page ${this.index + 1}`);
    const bar = ({ top, height }: LineSpan) =>
      h('span', { class: 'difference-bar', style: `top:${100 * (top - height * 0.2)}%;height:${100 * height * 1.4}%` });
    this.#bars.replaceChildren(...lines.map(bar));
  }

  /** Lets go of a drawing that is far out of sight. */
  hide(): void {
    if (this.#drawn === undefined || this.#isDrawing) return;
    this.#drawn = undefined;
    this.element.replaceChildren(this.#bars);
  }

  /** A page that is the same in another file is not drawn again. */
  #isDrawn(wanted: Drawn): boolean {
    const drawn = this.#drawn;
    const isSame = drawn !== undefined && drawn.scale === wanted.scale && wanted.file.isSame(this.index, drawn.file);
    if (isSame) this.#drawn = wanted;
    return isSame;
  }

  async #draw(file: PdfFile, scale: number): Promise<HTMLElement[]> {
    const canvas = await file.draw(this.index, scale);
    canvas.setAttribute('aria-hidden', 'true');
    if (!this.#options.hasText) return [canvas];
    const text = h('div', { class: 'text-layer', tabindex: '-1' });
    await file.drawText(this.index, text);
    const links = (await file.links(this.index)).map(({ box: [left, top, width, height], page }) =>
      h('button', {
        type: 'button',
        class: 'page-link',
        'aria-label': `To page ${page + 1}`,
        tabindex: '-1',
        style: `left:${left * 100}%;top:${top * 100}%;width:${width * 100}%;height:${height * 100}%`,
        onclick: (event: Event) => {
          event.stopPropagation();
          this.#options.onLink?.(page);
        },
      }),
    );
    return [canvas, text, ...links];
  }

  #clicked(event: MouseEvent): void {
    // Whoever selects text does not want to leave.
    if (this.#wanted === undefined || this.#options.onPick === undefined || !getSelection()?.isCollapsed) return;
    const { left, top } = this.element.getBoundingClientRect();
    const { scale } = this.#wanted;
    this.#options.onPick(this.index, { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale });
  }
}
