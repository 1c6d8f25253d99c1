/** Texts that are searched together, each with its location for reports. */
import { boundary, placeMark, plain, reorderPoint, softBreak } from './letters.ts';

/** A location in a file: a page (from 1) or an object, and what kind of text it is. */
export interface Where {
  readonly page?: number | undefined;
  readonly object?: number | undefined;
  readonly what: string;
}

/** How a location is reported: `page 3, text`; `object 12, alternative text`. */
export const describeWhere = ({ page, object, what }: Where): string =>
  [page === undefined ? [] : `page ${page}`, object === undefined ? [] : `object ${object}`, what].flat().join(', ');

export class Channel {
  /** Search terms below this weight are ignored: in binary data, short ones occur by chance. */
  readonly floor: number;
  /** Whether only matches across reorder points count: the text between them is also in another channel. */
  readonly isOver: boolean;
  readonly #parts: string[] = [];
  readonly #places: Where[] = [];
  #length = 0;

  constructor(floor = 0, isOver = false) {
    this.floor = floor;
    this.isOver = isOver;
  }

  /** The whole text, with the markers of `letters.ts`. */
  get text(): string {
    const text = this.#parts.join('');
    this.#parts.splice(0, this.#parts.length, text);
    return text;
  }

  /** Length in UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** The text that follows belongs to this location. */
  at(where: Where): void {
    this.#places.push(where);
    this.write(placeMark);
  }

  /** The text that follows is in a different order than in the other channel. */
  reorderPoint(): void {
    this.write(reorderPoint);
  }

  /** Adds a text that is unrelated to what was written before it. */
  add(text: string, where: Where): void {
    this.addShown(plain(text), where);
  }

  /** The same for a text that may contain markers. */
  addShown(text: string, where: Where): void {
    this.write(boundary);
    this.at(where);
    this.write(text);
  }

  /** Adds fragments that may or may not end at word ends. */
  addFragments(pieces: readonly string[], where: Where): void {
    this.write(boundary);
    this.at(where);
    for (const piece of pieces) this.write(softBreak + plain(piece));
  }

  /** Appends a text, which may contain markers. */
  write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** Removes and returns what was written since the text had this length. */
  takeBack(length: number): string {
    const parts: string[] = [];
    while (this.#length > length) {
      const part = this.#parts.pop() as string;
      this.#length -= part.length;
      parts.unshift(part);
    }
    const [taken, rest] = [parts.join(''), length - this.#length];
    if (rest > 0) this.write(taken.slice(0, rest));
    return taken.slice(rest);
  }

  /** A location by its number, counted in the order of the place marks. */
  readonly where = (place: number): Where => this.#places[place] ?? { what: 'bytes' };
}
