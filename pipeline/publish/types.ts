import type { Diagnostic } from '../model/diagnostic.ts';
import type { Proof } from '../prove/types.ts';

/** Identifies the document in a file. */
export interface DocumentName {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly pack: string;
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
}

/** Version, state and embargo of a document. */
export interface StatedIssue {
  readonly version?: string;
  readonly status?: string;
  /** `2026-03-04T10:00+01:00` */
  readonly embargo?: string;
}

/** One entry of `output/manifest.json`. */
export interface Artifact extends DocumentName {
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Standards that it claims: `PDF/UA-1`, `PDF/A-3a`. */
  readonly claims: readonly string[];
  readonly proof: Proof;
  /** What it says of its issue, where it says anything. */
  readonly issue?: StatedIssue;
  /** Its pages as pictures, where a build was asked for them. */
  readonly pictures?: readonly Picture[];
}

/** A file beside the documents of a pack: `font-licences.txt`. */
export interface PackFile {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly pack: string;
  readonly sha256: string;
}

/** One page of a document as a picture. */
export interface Picture {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
}

/** The outcome of one document. */
export interface Outcome {
  readonly name: DocumentName;
  readonly state: 'built' | 'unchanged' | 'checked' | 'failed';
  /** Undefined if it failed or was only checked. */
  readonly artifact?: Artifact;
  /** From the start of its first print to the written file. */
  readonly milliseconds?: number;
  /** Whether the file depends on a password, which must not be cached. */
  readonly isSecret?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
