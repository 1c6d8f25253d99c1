/** What template gives: documents ready to print. */
import type { Resources } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';

/** One document ready to print: the final HTML, and every file that it may load. */
export interface Templated {
  readonly edition: Edition;
  readonly kind: string;
  readonly html: string;
  readonly resources: Resources;
  /** What the running header names from each id on; empty where it names nothing that only the print knows. */
  readonly running: readonly { readonly id: string; readonly text: string }[];
  /** Words that are written into the PDF beside its text. */
  readonly words: PdfWords;
  /** Files that go into the PDF. */
  readonly attachments: readonly Attachment[];
  /** For a kind that is composed: what follows. */
  readonly parts: readonly TemplatedPart[];
}

/** Words of the document's language that are written into the PDF beside its text. */
export interface PdfWords {
  readonly note: string;
  /** What this kind of document is called; empty where the language has no word for it. */
  readonly kind: string;
  /** `{title}, page {page} of {total}`: a page that is a picture. */
  readonly facsimile: string;
  /** `1 page` and `{} pages`. */
  readonly pages: { readonly one: string; readonly many: string };
  /** `Signature of {name}` */
  readonly signature: string;
}

/** A part of a composed document: another document of the edition, or a PDF of the pack. */
export type TemplatedPart = PartName &
  ({ readonly document: Templated } | { readonly file: string; readonly name: string; readonly title: string; readonly lang: string });

export interface PartName {
  /** Names a destination at its first page. */
  readonly id: string;
  /** Stands before its page labels. */
  readonly prefix: string;
}

/** A file in the file (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** MIME type. */
  readonly type: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified';
}
