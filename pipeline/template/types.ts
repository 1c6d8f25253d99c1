/** The output of template: documents ready to print. */
import type { Resources } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';

/** One document ready to print: the final HTML, and every file that it may load. */
export interface Templated {
  readonly edition: Edition;
  readonly kind: string;
  readonly html: string;
  readonly resources: Resources;
  /** The running header's text from each id on; empty if it does not depend on the print. */
  readonly running: readonly { readonly id: string; readonly text: string }[];
  /** Words for the PDF besides its text. */
  readonly words: PdfWords;
  /** Files attached to the PDF. */
  readonly attachments: readonly Attachment[];
  /** For a composed kind: its parts. */
  readonly parts: readonly TemplatedPart[];
}

/** Words in the document's language for the PDF besides its text. */
export interface PdfWords {
  readonly note: string;
  /** The name of this kind of document; empty if the language has no word for it. */
  readonly kind: string;
  /** `{title}, page {page} of {total}`: alternative text of a page that is an image. */
  readonly facsimile: string;
  /** `1 page` and `{} pages`. */
  readonly pages: { readonly one: string; readonly many: string };
  /** `Signature of {name}` */
  readonly signature: string;
  /** At head and foot of every page, with its size in points; null without. */
  readonly marking: { readonly text: string; readonly size: number } | null;
}

/** A part of a composed document: another document of the edition, or a PDF of the pack. */
export type TemplatedPart = PartName &
  ({ readonly document: Templated } | { readonly file: string; readonly name: string; readonly title: string; readonly lang: string });

export interface PartName {
  /** The name of a destination on its first page. */
  readonly id: string;
  /** The prefix of its page labels. */
  readonly prefix: string;
}

/** An embedded file (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** MIME type. */
  readonly type: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified';
}
