/** How large pages are, and how many are beside each other. */
import type { Zoom } from './column.ts';
import { h, iconButton } from './dom.ts';

const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

export class ZoomTools {
  readonly element: HTMLElement;
  readonly #onChange: (zoom: Zoom, isTwoUp: boolean) => void;
  readonly #label = h('output', { class: 'zoom-label' });
  readonly #two = iconButton('two', 'Two pages side by side', () => this.toggleTwoUp(), { 'aria-pressed': 'false' });
  #zoom: Zoom = 'width';
  #isTwoUp = false;
  #shown = 1;

  constructor(onChange: (zoom: Zoom, isTwoUp: boolean) => void) {
    this.#onChange = onChange;
    this.element = h(
      'span',
      { class: 'only-pages group' },
      iconButton('minus', 'Smaller', () => this.step(-1)),
      this.#label,
      iconButton('plus', 'Larger', () => this.step(1)),
      h('button', { type: 'button', class: 'button', onclick: () => this.set('width') }, 'Width'),
      h('button', { type: 'button', class: 'button', onclick: () => this.set('page') }, 'Page'),
      this.#two,
    );
  }

  /** @param scale pixels for each point */
  show(scale: number): void {
    this.#shown = scale * 0.75;
    this.#label.textContent = `${Math.round(this.#shown * 100)} %`;
  }

  set(zoom: Zoom): void {
    this.#zoom = zoom;
    this.#onChange(zoom, this.#isTwoUp);
  }

  step(direction: 1 | -1): void {
    const next = direction > 0 ? steps.find((step) => step > this.#shown * 1.01) : steps.findLast((step) => step < this.#shown * 0.99);
    if (next !== undefined) this.set(next);
  }

  toggleTwoUp(): void {
    this.#isTwoUp = !this.#isTwoUp;
    this.#two.setAttribute('aria-pressed', String(this.#isTwoUp));
    this.#onChange(this.#zoom, this.#isTwoUp);
  }
}
