/** The flow view: a document as HTML, as it is before it is printed. */
import { atOf } from '../../model/place.ts';
import type { PlacedBlock, Selection } from '../types.ts';
import { h } from './dom.ts';
import { FlowDocument } from './flow-document.ts';
import { screenStyle } from './overlays.ts';

export interface FlowOptions {
  /** A click on a block: `file:line:column`. */
  readonly onPick: (at: string) => void;
  /** A click on what a partial made: its file. */
  readonly onPartial: (file: string | undefined) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  /** The document is different. */
  readonly onShown: (document: Document) => void;
}

const words = {
  away: 'The preview does not answer: it is asked again as soon as it can be reached.',
  stopped: 'Errors stop this document: see the problems.',
};

export class FlowView {
  readonly element: HTMLElement;
  readonly #options: FlowOptions;
  readonly #flow: FlowDocument;
  /** Why the newest version is not shown. */
  readonly #note = h('p', { class: 'flow-note', role: 'status', hidden: true });

  constructor(options: FlowOptions) {
    this.#options = options;
    this.#flow = new FlowDocument('The document as HTML', {
      name: 'flow-frame',
      style: screenStyle,
      onLoaded: (shown) => this.#listen(shown),
    });
    this.element = h('div', { class: 'flow' }, this.#flow.frame, this.#note);
  }

  get document(): Document | undefined {
    return this.#flow.document;
  }

  /** @param edits the same as before: nothing is asked for */
  async update(selection: Selection, edits: number): Promise<void> {
    const asked = await this.#flow.update(selection, edits);
    if (asked === 'same') return;
    this.#note.hidden = asked === 'shown';
    this.#note.textContent = asked === 'shown' ? '' : words[asked] + (this.document ? ' What you see is the last good version.' : '');
    this.element.classList.toggle('is-old', asked !== 'shown' && this.document !== undefined);
    if (asked === 'shown' && this.document) this.#options.onShown(this.document);
  }

  /** Brings a block into sight. */
  showBlock({ place }: PlacedBlock): void {
    const shown = this.document;
    for (const old of shown?.querySelectorAll('.preview-target') ?? []) old.classList.remove('preview-target');
    const target = shown?.querySelector(`[data-at="${CSS.escape(atOf(place))}"]`);
    target?.classList.add('preview-target');
    target?.scrollIntoView({ block: 'center' });
  }

  #listen(shown: Document): void {
    shown.addEventListener('click', (event) => {
      event.preventDefault();
      const target = (event.target as Element).closest('[data-at]');
      const link = (event.target as Element).closest('a[href^="#"]');
      if (link) shown.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''))?.scrollIntoView();
      else if (target) this.#options.onPick(target.getAttribute('data-at') ?? '');
      else this.#options.onPartial((event.target as Element).closest('[data-partial]')?.getAttribute('data-partial')?.split('|')[0]);
    });
    shown.addEventListener('keydown', (event) => this.#options.onKey(event));
  }
}
