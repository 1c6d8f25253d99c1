/** Texts that are searched together, each with the place where it was found. */
import { boundary, placeMark, plain, reorderPoint, softBreak } from './letters.ts';

/** Where in a file something stands: a page from 1, or an object, and what it is there. */
export interface Where {
  readonly page?: number | undefined;
  readonly object?: number | undefined;
  readonly what: string;
}

/** How a place is told: `page 3, text`; `object 12, alternative text`. */
export const describeWhere = ({ page, object, what }: Where): string =>
  [page === undefined ? [] : `page ${page}`, object === undefined ? [] : `object ${object}`, what].flat().join(', ');

export class Channel {
  /** Lighter search terms are not believed here: in bytes that are no text, short ones come about by chance. */
  readonly floor: number;
  /** Whether only its reorder points matter: what stands between them stands in another channel too. */
  readonly isOver: boolean;
  readonly #parts: string[] = [];
  readonly #places: Where[] = [];
  #length = 0;
  #reorderPoints = 0;

  constructor(floor = 0, isOver = false) {
    this.floor = floor;
    this.isOver = isOver;
  }

  /** All of it, with signs of `letters.ts`. */
  get text(): string {
    const text = this.#parts.join('');
    this.#parts.splice(0, this.#parts.length, text);
    return text;
  }

  /** Units of UTF-16. */
  get length(): number {
    return this.#length;
  }

  /** How many places and reorder points there are. */
  get signs(): number {
    return this.#places.length + this.#reorderPoints;
  }

  /** From here on, all is at this place. */
  at(where: Where): void {
    this.#places.push(where);
    this.write(placeMark);
  }

  /** From here on, it is in another order than in the other channel. */
  reorderPoint(): void {
    this.#reorderPoints += 1;
    this.write(reorderPoint);
  }

  /** Adds a text that has nothing to do with what stands beside it. */
  add(text: string, where: Where): void {
    this.addShown(plain(text), where);
  }

  /** The same for a text with signs in it. */
  addShown(text: string, where: Where): void {
    this.write(boundary);
    this.at(where);
    this.write(text);
  }

  /** Adds pieces of which nobody knows whether words end between them. */
  addFragments(pieces: readonly string[], where: Where): void {
    this.write(boundary);
    this.at(where);
    for (const piece of pieces) this.write(softBreak + plain(piece));
  }

  /** Goes on with a text, which may have signs in it. */
  write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** Takes back what was written since it had this length. */
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

  /** A place by its number, as the text is searched. */
  readonly where = (place: number): Where => this.#places[place] ?? { what: 'bytes' };
}
