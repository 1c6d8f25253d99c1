/** Replaces placeholders with page numbers (see render/placeholders.ts). */
import type { Run } from '../../pdf/content/run.ts';
import { type PageNumberPlaceholder, placeholderIn, placeholderLength } from '../../render/placeholders.ts';

/** Fills in page numbers, one run of text at a time. */
export class PageNumberFiller {
  readonly #slots: readonly PageNumberPlaceholder[];
  readonly #pages: ReadonlyMap<string, number>;
  readonly #found = new Set<number>();

  /**
   * @param slots the result of `withPlaceholders`
   * @param pages page numbers by id; a slot whose id has no page is left empty
   */
  constructor(slots: readonly PageNumberPlaceholder[], pages: ReadonlyMap<string, number>) {
    this.#slots = slots;
    this.#pages = pages;
  }

  /** Number of slots that were not found yet. */
  get missing(): number {
    return this.#slots.filter(({ isGone }) => !isGone).length - this.#found.size;
  }

  /** Replaces a placeholder with its page number, flush with the edge of the page; undefined for any other run. */
  fill(run: Run): Run[] | undefined {
    const { codes, xs } = run;
    const index = placeholderIn(run);
    const slot = index === undefined ? undefined : this.#slots[index];
    if (index === undefined || slot === undefined || this.#found.has(index)) return undefined;
    this.#found.add(index);
    const number = this.#pages.get(slot.id);
    if (number === undefined) return [];
    const digits = [...String(number)].map(Number);
    const width = (digit: number) => (xs[digit + 1] as number) - (xs[digit] as number);
    const flushRight = () => (placeholderLength + slot.digits) * width(0) - digits.reduce((sum, digit) => sum + width(digit), 0);
    let x = (xs[0] as number) + (slot.isFlushLeft ? 0 : flushRight());
    const places = digits.map((digit) => {
      const at = x;
      x += width(digit);
      return at;
    });
    return [
      run.with(
        digits.map((digit) => codes[digit] as number),
        places,
      ),
    ];
  }
}
