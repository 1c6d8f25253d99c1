/** What finishing has to do, as plain JSON: it may be sent to another thread. */
import type { Encryption } from '../pdf/encryption/index.ts';
import type { SignatureField } from '../pdf/signing/index.ts';
import type { PageNumberPlaceholder } from '../render/placeholders.ts';
import type { Among } from '../render/types.ts';
import type { Attachment } from '../template/types.ts';

export type Conformance = 'ua-1' | 'a-2a' | 'a-3a';

/** What a file says of itself. */
export interface FilePlan {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject: string | null;
  readonly keywords: readonly string[];
  readonly publisher: string | null;
  readonly licence: { readonly name: string; readonly url: string | null } | null;
  /** Date of issue, `2025-10-15` or with a time in UTC, `2025-10-15T08:00:00Z`. */
  readonly date: string;
  /** `Dossier 0.1.0` */
  readonly producer: string;
  readonly conformance: readonly Conformance[];
  /** How a viewer opens the file: with the outline beside it, and how pages are laid. */
  readonly view: { readonly outline: boolean; readonly layout: 'SinglePage' | 'OneColumn' | 'TwoColumnRight' };
}

/** The same for one print, and what is to be done to it. */
export interface FinishPlan extends FilePlan {
  /** Texts of all headings in order, for the outline. */
  readonly headings: readonly string[];
  /** Page numbers to fill in. */
  readonly slots: readonly PageNumberPlaceholder[];
  /** What running headers name from each id on; null if the print has no marks for it. */
  readonly running: readonly { readonly id: string; readonly text: string }[] | null;
  /** Id of the element on the page that is numbered 1; the pages before it have roman numbers. Null: the first page is 1. */
  readonly firstPage: string | null;
  /** For a print that is a piece of a document; labels of pages are then left to whoever joins the pieces. */
  readonly among?: Among | undefined;
  /** Words of the document's language. */
  readonly words: { readonly note: string };
}

/** What is done to a file when all else is done. */
export interface Seal {
  readonly attachments?: readonly Attachment[];
  /** Where a signature will stand, and what it says; the key is not known here. */
  readonly signature?: Omit<SignatureField, 'date' | 'placeAt'> | null;
  /** When it is signed. */
  readonly signedAt?: string;
  readonly encryption?: Encryption | null;
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  /** Bytes that are kept free for a signature; null where none was asked for. */
  readonly room: number | null;
  readonly pages: number;
  /** Names of the embedded fonts, without the tags of their subsets. */
  readonly fonts: readonly string[];
  /** Slots that were not found in the print: 0, or the page shows placeholders. */
  readonly unfilled: number;
}
