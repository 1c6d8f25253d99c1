/** What render gives: documents as Chrome printed them. */
import type { Edition } from '../select/types.ts';
import type { Attachment, PartName, PdfWords, Templated } from '../template/types.ts';
import type { PageNumberPlaceholder } from './placeholders.ts';

/** A document as Chrome printed it, and what is still to be filled in. */
export interface Printed {
  readonly edition: Edition;
  readonly kind: string;
  /** One, or several that make up a long document. */
  readonly pieces: readonly PrintedPiece[];
  /** Where there are several: pages before the one that is numbered 1. */
  readonly front: number;
  readonly words: PdfWords;
  readonly attachments: readonly Attachment[];
  /** For a kind that is composed: what follows. */
  readonly parts: readonly PrintedPart[];
}

/** A print by Chrome. */
export interface PrintedPiece {
  /** Names it in the cache, where it is a piece of a document. */
  readonly key: string;
  /** Whether it was printed now. */
  readonly isFresh: boolean;
  readonly pdf: () => Promise<Uint8Array>;
  readonly pages: number;
  /** Texts of all headings in order, for the outline. */
  readonly headings: readonly string[];
  /** Places for page numbers that hold placeholders. */
  readonly placeholders: readonly PageNumberPlaceholder[];
  /** What running headers name from each id on; null where the margins hold no marks. */
  readonly running: Templated['running'] | null;
  /** Id of the element on the page that is numbered 1; null where that is the first, or in another piece. */
  readonly firstPage: string | null;
  /** Where it stands in the whole. */
  readonly among?: Among;
}

export type PrintedPart = PartName &
  (
    | { readonly printed: Printed }
    | { readonly pdf: Uint8Array; readonly file: string; readonly name: string; readonly title: string; readonly lang: string }
  );

/** Where a piece of a document stands in the whole, for what its pages say of others. */
export interface Among {
  /** Which piece it is, from 1: in identifiers, which must not meet those of other pieces. */
  readonly ordinal: number;
  /** Pages before its first. */
  readonly before: number;
  /** Pages of the whole before the one that is numbered 1. */
  readonly front: number;
  /** Pages of the whole. */
  readonly total: number;
  /** Printed page numbers by id, as far as the piece's slots name them. */
  readonly numbers: readonly (readonly [id: string, number: number])[];
  /** What running headers name on its first pages, until it has a heading of its own. */
  readonly section: string;
}
