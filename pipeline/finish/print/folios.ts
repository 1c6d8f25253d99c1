/** Page numbers in the place of their placeholders (see render/placeholders.ts). */
import type { Run } from '../../pdf/content/run.ts';
import { type PageNumberPlaceholder, placeholderIn, placeholderLength } from '../../render/placeholders.ts';

/** Fills placeholders, one run of text after the other. */
export class Folios {
  readonly #slots: readonly PageNumberPlaceholder[];
  readonly #pages: ReadonlyMap<string, number>;
  readonly #found = new Set<number>();

  /**
   * @param slots as `withPlaceholders` gave them
   * @param pages page number by id; a slot whose id has none is left empty
   */
  constructor(slots: readonly PageNumberPlaceholder[], pages: ReadonlyMap<string, number>) {
    this.#slots = slots;
    this.#pages = pages;
  }

  /** Slots that were not met yet. */
  get missing(): number {
    return this.#slots.filter(({ isGone }) => !isGone).length - this.#found.size;
  }

  /** The number in place of a placeholder, flush right; undefined for another run. */
  fill(run: Run): Run[] | undefined {
    const { codes, xs } = run;
    const index = placeholderIn(run);
    const slot = index === undefined ? undefined : this.#slots[index];
    if (index === undefined || slot === undefined || this.#found.has(index)) return undefined;
    this.#found.add(index);
    const number = this.#pages.get(slot.id);
    if (number === undefined) return [];
    const figures = [...String(number)].map(Number);
    const width = (figure: number) => (xs[figure + 1] as number) - (xs[figure] as number);
    let x = (xs[0] as number) + (placeholderLength + slot.digits) * width(0) - figures.reduce((sum, figure) => sum + width(figure), 0);
    const places = figures.map((figure) => {
      const at = x;
      x += width(figure);
      return at;
    });
    return [
      run.with(
        figures.map((figure) => codes[figure] as number),
        places,
      ),
    ];
  }
}
