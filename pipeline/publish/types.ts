import type { Proof } from '../prove/types.ts';

/** One line of `output/manifest.json`. */
export interface Artifact {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly pack: string;
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly proof: Proof;
}
