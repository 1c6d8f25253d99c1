/** One of the files that are joined, seen in the joined document. */
import type { Dict, PdfDocument, Ref } from '../objects/index.ts';

/** What a caller says of a file to join. */
export interface JoinPart {
  /** Nobody may use it afterwards: its objects have become those of the joined document. */
  readonly document: PdfDocument;
  /**
   * The part's name: its pages have an entry of the outline and a `Part` among the tags of their own. Without one the
   * part goes on where the part before it ended, as if both had been printed at once.
   */
  readonly title?: string | undefined;
  /** Name of a destination at its first page. */
  readonly id?: string | undefined;
  /** Stands before each of its page labels. */
  readonly prefix?: string | undefined;
  /** How its pages are numbered in their labels, in place of its own way: `R` for I, II, III (ISO 32000-1, Table 159). */
  readonly numerals?: 'D' | 'R' | 'r' | undefined;
  /** Whether it was made elsewhere: what it does beyond showing pages (scripts, attachments, forms that send) is left out. */
  readonly isForeign?: boolean | undefined;
}

/** The same with its objects in the joined document. */
export interface Joined extends JoinPart {
  /** The part's own catalogue; read only. */
  readonly catalog: Dict;
  readonly pages: readonly Ref[];
  /** Pages before its first. */
  readonly before: number;
  /** Its objects have the numbers above `shift`, up to `end`. */
  readonly shift: number;
  readonly end: number;
}
