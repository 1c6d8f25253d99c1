/** A file to join, before and after it becomes part of the joined document. */
import type { Dict, PdfDocument, Ref } from '../objects/index.ts';

/** A file to join. */
export interface JoinPart {
  /** Must not be used afterwards: its objects now belong to the joined document. */
  readonly document: PdfDocument;
  /**
   * Title of the part, which gets its own outline item and `Part` tag. Without a title the part continues the one before it, as if
   * both had been printed at once.
   */
  readonly title?: string | undefined;
  /** Name of a destination on its first page. */
  readonly id?: string | undefined;
  /** Prefix of its page labels. */
  readonly prefix?: string | undefined;
  /** Overrides the numbering style of its page labels: `R` for I, II, III (ISO 32000-1, Table 159). */
  readonly numerals?: 'D' | 'R' | 'r' | undefined;
  /** Whether it is an external file: active content (scripts, attachments, forms that send data) is removed. */
  readonly isForeign?: boolean | undefined;
}

/** A part whose objects belong to the joined document. */
export interface Joined extends JoinPart {
  /** The part's own catalog; read-only. */
  readonly catalog: Dict;
  readonly pages: readonly Ref[];
  /** Number of pages before its first. */
  readonly before: number;
  /** Its objects have the numbers from `shift + 1` to `end - 1`. */
  readonly shift: number;
  readonly end: number;
}
