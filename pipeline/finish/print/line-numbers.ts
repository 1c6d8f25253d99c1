/** Numbers of lines in documents for review: of the marks that each page has in its text, every fifth becomes a number. */
import { widthOf } from '../../pdf/content/fonts.ts';
import { charactersIn, type Run } from '../../pdf/content/run.ts';
import { isMarked } from '../../template/marks.ts';

const step = 5;

/** Counts the lines of one page. */
export class LineNumbers {
  #line = 0;

  /** The number in place of a mark, or nothing; undefined for any other run. */
  fill(run: Run): Run[] | undefined {
    if (!isMarked(run) || !charactersIn(run).endsWith('l')) return undefined;
    this.#line += 1;
    if (this.#line % step !== 0) return [];
    const { codes, xs, size, font } = run;
    const digits = [...String(this.#line)].map((digit) => codes[Number(digit)] as number);
    const width = (code: number) => (widthOf(font, code) * size) / 1000;
    // The mark ends where the number does.
    let at = (xs.at(-1) as number) + width(codes.at(-1) as number) - digits.reduce((sum, code) => sum + width(code), 0);
    const places = digits.map((code) => {
      const place = at;
      at += width(code);
      return place;
    });
    return [run.with(digits, places)];
  }
}
