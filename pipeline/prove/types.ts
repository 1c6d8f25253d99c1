import type { Finished } from '../finish/types.ts';

/** What was looked for in a finished file and is not in it: counts, and hashes that only the holder of the key can make. */
export interface Proof {
  /** Strings by what they were in the source: how many, and one hash over all of them. */
  readonly strings: Readonly<Record<string, { readonly count: number; readonly hash: string }>>;
  /** Names of rules: text that is shaped like one was looked for too; 0 where the source has no such text. */
  readonly rules: number;
  /** Withheld images. */
  readonly images: number;
  /** Strings that permitted text says too. */
  readonly permitted: number;
  /** Strings that are too short to say anything. */
  readonly short: number;
  /** What the hashes are salted with. */
  readonly salt: string;
}

/** A finished file in which nothing was found that its audience may not read. */
export interface Proven extends Finished {
  readonly proof: Proof;
}
