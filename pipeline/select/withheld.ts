/**
 * What selection cut from one edition, so that a proof can look for it in the finished bytes. It travels beside `Selected`
 * and never inside it: no later stage is given it, and nothing that prints, logs or stores a value shows what is in it.
 */
import type { Place } from '../model/place.ts';

/**
 * What a cut string was.
 *
 * | sort | the string |
 * | --- | --- |
 * | `text` | running text: one paragraph, list item, table cell, line of code or label of a directive; or the words of one span |
 * | `heading` | a heading, or the title of a chapter or slide |
 * | `note` | a paragraph of a footnote or of speaker notes |
 * | `alt` | alternative text, or the title of an image or link |
 * | `image` | an image: its path, from `folder` or from the top of the pack, the first that is there; its bytes are to be looked for |
 * | `file` | the name of a file without its folder: image, data file, attachment, chapter |
 * | `data` | a value of a data file, as the file has it: a page may write a number or a date in the way of its language |
 * | `column` | the name or heading of a column |
 * | `key` | the key of a work, term, source or index entry |
 * | `id` | an identifier, which would become a destination or an anchor |
 * | `link` | an address |
 * | `option` | a value of `pack.yaml` or of front matter |
 * | `variable` | a value that a variable has for others |
 * | `source` | words beside a rule in the raw source; selection reports none of them; the leak check reads them itself |
 */
export type CutSort =
  | 'text'
  | 'heading'
  | 'note'
  | 'alt'
  | 'image'
  | 'file'
  | 'data'
  | 'column'
  | 'key'
  | 'id'
  | 'link'
  | 'option'
  | 'variable'
  | 'source';

/** One string that an edition may not hold, unless what it may hold says the same. */
export interface Cut {
  readonly sort: CutSort;
  /** Never empty and without white space at its ends. White space inside is one space, as a page would set it. */
  readonly text: string;
  /** Where it is in the source. */
  readonly place: Place;
  /** The rule that cut it, as its author wrote it: `audience="technical"`. */
  readonly rule: string;
  /** What is right before it in the source and is permitted, or what belongs to it: by that a short string is told apart. */
  readonly before?: string;
  /** The same, right after it. */
  readonly after?: string;
  /** Of an image: absolute path of the folder of the file that names it. */
  readonly folder?: string;
}

/** Everything that was cut from one edition. Only `openWithheld` looks inside; as text, as JSON and in a debugger's print it is empty. */
export class Withheld {
  readonly #cuts: () => readonly Cut[];

  /** @param cuts made when they are asked for: a build without proof pays nothing for them */
  constructor(cuts: () => readonly Cut[]) {
    this.#cuts = cuts;
  }

  /** For `openWithheld` alone. */
  static open(withheld: Withheld): readonly Cut[] {
    return withheld.#cuts();
  }
}

/**
 * The cuts themselves, for the proof and for nobody else. Each string is there once for each place. Images, files, keys
 * and identifiers that permitted content uses too are left out; words that permitted text says too are not.
 */
export const openWithheld = (withheld: Withheld): readonly Cut[] => Withheld.open(withheld);
