import type { Edition } from '../select/types.ts';

/** A finished file, not yet published. */
export interface Finished {
  readonly edition: Edition;
  readonly kind: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly sha256: string;
  /** Standards that it claims: `PDF/UA-1`, `PDF/A-3a`. */
  readonly claims: readonly string[];
}
