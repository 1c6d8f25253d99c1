/** The output of render: documents as printed by Chrome. */
import type { Edition } from '../select/types.ts';
import type { Attachment, PartName, PdfWords, Templated } from '../template/types.ts';
import type { PageNumberPlaceholder } from './placeholders.ts';
import type { Stamp } from './stamps.ts';

/** A document as printed by Chrome, and what remains to be filled in. */
export interface Printed {
  readonly edition: Edition;
  readonly kind: string;
  /** One, or several that form a long document. */
  readonly pieces: readonly PrintedPiece[];
  /** For several: the number of pages before the one numbered 1. */
  readonly front: number;
  readonly words: PdfWords;
  readonly attachments: readonly Attachment[];
  /** For a composed kind: its parts. */
  readonly parts: readonly PrintedPart[];
  /** The protective marking as it is drawn on pages that others have made; undefined where there are none, or no marking. */
  readonly marking?: MarkingStamp | undefined;
}

export interface MarkingStamp extends Stamp {
  /** Size of its type on other pages, in points. */
  readonly size: number;
}

/** One print by Chrome. */
export interface PrintedPiece {
  /** Identifies it in the cache, if it is a piece of a document. */
  readonly key: string;
  /** Whether it was printed in this build. */
  readonly isFresh: boolean;
  readonly pdf: () => Promise<Uint8Array>;
  readonly pages: number;
  /** Texts of all headings in order, for the outline. */
  readonly headings: readonly string[];
  /** Its placeholders for page numbers. */
  readonly placeholders: readonly PageNumberPlaceholder[];
  /** What running headers show from each id on; null if the margins have no marks. */
  readonly running: Templated['running'] | null;
  /** Id of the element on the page numbered 1; null if that is the first page, or in another piece. */
  readonly firstPage: string | null;
  /** Of a deck whose pages are not its slides one by one: the number of the slide that each page shows, or an empty text. */
  readonly slides?: readonly string[];
  /** Its position in the whole document. */
  readonly among?: Among;
}

export type PrintedPart = PartName &
  (
    | { readonly printed: Printed }
    | { readonly pdf: Uint8Array; readonly file: string; readonly name: string; readonly title: string; readonly lang: string }
  );

/** The position of a piece in the whole document, for page numbers that refer to other pieces. */
export interface Among {
  /** Its ordinal number, from 1: keeps identifiers unique across pieces. */
  readonly ordinal: number;
  /** Number of pages before its first. */
  readonly before: number;
  /** Number of pages in the document before the one numbered 1. */
  readonly front: number;
  /** Total number of pages of the document. */
  readonly total: number;
  /** Printed page numbers by id, as far as the piece's placeholders refer to them. */
  readonly numbers: readonly (readonly [id: string, number: number])[];
  /** What running headers show on its first pages, until its first heading. */
  readonly section: string;
}
