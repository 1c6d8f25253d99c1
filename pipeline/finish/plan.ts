/** Instructions for finishing, as plain JSON, so that they can be sent to another thread. */
import type { Encryption } from '../pdf/encryption/index.ts';
import type { OpenField, SignatureField } from '../pdf/signing/index.ts';
import type { PageNumberPlaceholder } from '../render/placeholders.ts';
import type { Among } from '../render/types.ts';
import type { Attachment } from '../template/types.ts';

export type Conformance = 'ua-1' | 'a-2a' | 'a-3a';

/** A standard as files and people name it: `PDF/UA-1`, `PDF/A-3a`. */
export const claimNamed = (name: Conformance): string => (name === 'ua-1' ? 'PDF/UA-1' : `PDF/A-${name.slice('a-'.length)}`);

/** Metadata of a file. */
export interface FilePlan {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject: string | null;
  readonly keywords: readonly string[];
  readonly publisher: string | null;
  readonly licence: { readonly name: string; readonly url: string | null } | null;
  /** For a printing shop: bleed in points, crop marks, and whether the first page's ground fills it. */
  readonly printShop?: { readonly bleed: number; readonly marks: boolean; readonly isFirstFull: boolean } | null;
  /** Protective marking. */
  readonly marking: string | null;
  readonly version?: string | undefined;
  /** The versions that it replaces or corrects, each once. */
  readonly earlier?: readonly string[] | undefined;
  /** `draft` and so on. */
  readonly status?: string | undefined;
  /** `2026-03-04T10:00+01:00` */
  readonly embargo?: string | undefined;
  /** Date of issue, `2025-10-15` or with a time in UTC, `2025-10-15T08:00:00Z`. */
  readonly date: string | null;
  /** `Dossier 0.1.0` */
  readonly producer: string;
  readonly conformance: readonly Conformance[];
  /** How a viewer opens the file: whether it shows the outline, and the page layout. */
  readonly view: { readonly outline: boolean; readonly layout: 'SinglePage' | 'OneColumn' | 'TwoColumnRight' };
}

/** Metadata and instructions for one print. */
export interface FinishPlan extends FilePlan {
  /** Texts of all headings in order, for the outline. */
  readonly headings: readonly string[];
  /** Page numbers to fill in. */
  readonly slots: readonly PageNumberPlaceholder[];
  /** The running header text from each id on; null if the print has no placeholders for it. */
  readonly running: readonly { readonly id: string; readonly text: string }[] | null;
  /** Id of an element on the page numbered 1; the pages before it have roman numerals. Null: the first page is page 1. */
  readonly firstPage: string | null;
  /** The number of the slide that each page shows, where the pages of a deck are not its slides one by one. */
  readonly slides?: readonly string[];
  /** Set for a print that is a piece of a document; page labels are then written when the pieces are joined. */
  readonly among?: Among | undefined;
  /** Words in the document's language. */
  readonly words: { readonly note: string };
}

/** Attachments, signature placeholder and encryption, added when the file is written. */
export interface FileAdditions {
  readonly attachments?: readonly Attachment[];
  /** The signature field and its text; the key is not known here. */
  readonly signature?: Omit<SignatureField, 'date' | 'placeAt'> | null;
  /** Fields that persons sign later. */
  readonly fields?: readonly OpenField[];
  /** Signing time. */
  readonly signedAt?: string;
  readonly encryption?: Encryption | null;
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  /** Bytes reserved for a signature; null if none was requested. */
  readonly signatureCapacity: number | null;
  readonly pages: number;
  /** Names of the embedded fonts, without subset tags. */
  readonly fonts: readonly string[];
  /** Number of slots that were not found in the print; if not 0, pages still show placeholders. */
  readonly unfilled: number;
}
