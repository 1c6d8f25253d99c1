/** What a deck of another program becomes. */
import type { Line } from './lines.ts';

/** The programs whose decks are read. */
export type Dialect = 'Slidev' | 'reveal.js' | 'remark' | 'Pandoc';

/** A file that a deck takes slides from. */
export interface Imported {
  readonly path: string;
  /** Path for diagnostics. */
  readonly shown: string;
  readonly text: string;
  /** Its folder, seen from that of the deck: `pages`, or an empty text. */
  readonly folder: string;
  readonly imports: Imports;
}

/** Files by the path that is written in the deck; without one that cannot be read. */
export type Imports = Readonly<Record<string, Imported>>;

/** A deck as Dossier reads it, and what there is to say about it. */
export interface Rewritten {
  readonly lines: readonly Line[];
  /** Lines of slides that are hidden from everybody. */
  readonly hidden: readonly Line[];
  /** Blocks of code that change on the slide: only their last step is printed. */
  readonly moved?: number;
  /** Lines, counted anew, whose lists appear item by item. */
  readonly isIncremental?: (line: number) => boolean;
  /** What else has no effect in print, by its name. */
  readonly unused?: readonly string[];
  /** Lines of front matter, or of slides, that take over files that are not there. */
  readonly missing: readonly { readonly name: string; readonly line: number }[];
}
