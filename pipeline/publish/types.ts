import type { Diagnostic } from '../model/diagnostic.ts';
import type { Proof } from '../prove/types.ts';

/** Which document a file is. */
export interface DocumentName {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly pack: string;
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
}

/** One line of `output/manifest.json`. */
export interface Artifact extends DocumentName {
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly proof: Proof;
}

/** What became of one document. */
export interface Outcome {
  readonly name: DocumentName;
  readonly state: 'built' | 'unchanged' | 'checked' | 'failed';
  /** Unless it failed or was only checked. */
  readonly artifact?: Artifact;
  /** From the first page that was printed to the file. */
  readonly milliseconds?: number;
  /** Whether the file follows from a password, which no cache may know. */
  readonly isSecret?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
