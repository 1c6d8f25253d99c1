/** The slide that was just edited, as HTML, until it is printed: a moment later the printed one takes its place. */
import type { Selection, View } from '../types.ts';
import { h } from './dom.ts';
import { FlowDocument } from './flow-document.ts';
import type { PdfFile } from './pdf.ts';

const style = `
html, body { margin: 0; padding: 0; background: none; overflow: hidden; }
body > *:not(.preview-current) { display: none !important; }
body > .preview-current { position: absolute; left: 0; top: 0; margin: 0; transform-origin: 0 0; transform: scale(var(--preview-scale, 1)); }
`;

export class SlideDraft {
  readonly element: HTMLElement;
  readonly #flow = new FlowDocument('The slide as it is written', { name: 'draft-frame', style });
  /** The slides as they are printed. */
  #printed: readonly Element[] = [];
  #pages: ReadonlyMap<number, number> = new Map();
  #file: PdfFile | undefined;
  #page = 0;
  #isBehind = false;

  constructor() {
    this.#flow.frame.tabIndex = -1;
    this.element = h(
      'div',
      { class: 'stage-draft', hidden: true },
      this.#flow.frame,
      h('span', { class: 'draft-note' }, 'As written: printing…'),
    );
  }

  /** Asks for the newest version, and shows the slide if it is not printed yet. */
  async update(selection: Selection, { edits, built }: View): Promise<void> {
    this.#isBehind = built < edits;
    const asked = await this.#flow.update(selection, edits);
    if (asked === 'stopped' || asked === 'away') this.#isBehind = false;
    if (!this.#isBehind) this.#printed = slidesOf(this.#flow.source);
    else if (this.#printed.length === 0) this.#isBehind = false;
    this.show();
  }

  /** Another page is shown, or another file. */
  async setPage(file: PdfFile | undefined, page: number): Promise<void> {
    const isOther = file !== this.#file;
    [this.#file, this.#page] = [file, page];
    if (isOther && file) this.#pages = await slidesByPage(this.#printed, file);
    this.show();
  }

  /** The printed slide is drawn: of something that is behind the draft stays. */
  printed(): void {
    this.show();
  }

  show(): void {
    const slide = this.#isBehind ? this.#current() : undefined;
    this.element.hidden = slide === undefined;
    if (slide === undefined) return;
    for (const old of this.#flow.document?.querySelectorAll('.preview-current') ?? [])
      if (old !== slide) old.classList.remove('preview-current');
    slide.classList.add('preview-current');
    const width = (slide as HTMLElement).offsetWidth;
    this.#flow.document?.documentElement.style.setProperty('--preview-scale', String(this.element.clientWidth / Math.max(1, width)));
  }

  /** The slide of this page, if it is not the one that is printed. */
  #current(): Element | undefined {
    const index = this.#pages.get(this.#page) ?? this.#page;
    const now = slidesOf(this.#flow.source)[index];
    const before = this.#printed[index];
    if (now === undefined || before?.isEqualNode(now)) return undefined;
    return slidesOf(this.#flow.document)[index];
  }
}

const slidesOf = (shown: Document | undefined): Element[] => [...(shown?.querySelectorAll('body > .slide') ?? [])];

/** The slide of each page: one that is too long for its page has several. */
async function slidesByPage(slides: readonly Element[], file: PdfFile): Promise<ReadonlyMap<number, number>> {
  if (slides.length === file.length) return new Map();
  const starts = await Promise.all(
    slides.map(async ({ id }, index) => [(await file.pageOf(id).catch(() => undefined)) ?? index, index] as const),
  );
  const pages = new Map<number, number>();
  for (const [at, [start, index]] of starts.entries())
    for (let page = start; page < (starts[at + 1]?.[0] ?? file.length); page += 1) pages.set(page, index);
  return pages;
}
