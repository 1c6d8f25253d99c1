/** Texts that are searched together, each with the place where it was found. */
import { Letters } from './letters.ts';

/** Where in a file something stands: a page from 1, or an object, and what it is there. */
export interface Where {
  readonly page?: number | undefined;
  readonly object?: number | undefined;
  readonly what: string;
}

/** How a place is told: `page 3, text`; `object 12, alternative text`. */
export const toldWhere = ({ page, object, what }: Where): string =>
  [page === undefined ? [] : `page ${page}`, object === undefined ? [] : `object ${object}`, what].flat().join(', ');

export class Channel {
  readonly letters: Letters = new Letters(1 << 12);
  /** Lighter needles are not believed here: in bytes that are no text, short ones come about by chance. */
  readonly floor: number;
  /** Where its order is another than that of a text that is searched as a whole; undefined where there is no such text. */
  readonly seams: number[] | undefined;
  readonly #starts: number[] = [];
  readonly #places: Where[] = [];

  constructor(floor = 0, seams?: number[]) {
    this.floor = floor;
    this.seams = seams;
  }

  /** From here on, all is at this place. */
  at(where: Where): void {
    this.#starts.push(this.letters.length);
    this.#places.push(where);
  }

  /** Adds a text that has nothing to do with what stands beside it. */
  add(text: string, where: Where): void {
    this.letters.wall();
    this.at(where);
    this.letters.add(text);
  }

  /** Adds pieces of which nobody knows whether words end between them. */
  addTorn(pieces: readonly string[], where: Where): void {
    this.letters.wall();
    this.at(where);
    for (const piece of pieces) {
      this.letters.tear();
      this.letters.add(piece);
    }
  }

  readonly where = (letter: number): Where => {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= letter) low = middle;
      else high = middle - 1;
    }
    return this.#places[low] ?? { what: 'bytes' };
  };
}
