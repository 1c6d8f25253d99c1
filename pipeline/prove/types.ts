import type { Finished } from '../finish/types.ts';

/** What a finished file was searched for without a match: counts, and hashes that only the holder of the key can reproduce. */
export interface Proof {
  /** Strings by their sort in the source: how many, and one hash over all of them. */
  readonly strings: Readonly<Record<string, { readonly count: number; readonly hash: string }>>;
  /** Number of rule names for which rule-shaped text was searched; 0 if the source has no such text. */
  readonly rules: number;
  /** Number of withheld images. */
  readonly images: number;
  /** Number of strings that permitted text contains too. */
  readonly permitted: number;
  /** Number of strings that are too short to be distinctive. */
  readonly short: number;
  /** Salt of the hashes. */
  readonly salt: string;
}

/** A finished file without any text or image that its audience may not see. */
export interface Proven extends Finished {
  readonly proof: Proof;
}
