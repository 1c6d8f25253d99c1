/** One sentence that is gone after a moment. */
import { h } from './dom.ts';

const shownFor = 4000;

export class Toast {
  readonly element = h('div', { class: 'toast', role: 'status', 'aria-live': 'polite' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(words: string): void {
    this.element.textContent = words;
    this.element.classList.add('is-shown');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.element.classList.remove('is-shown'), shownFor);
  }
}
