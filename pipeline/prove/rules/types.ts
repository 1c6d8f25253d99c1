/** Places in a raw text, and what a rule covers of it. */
import type { Stated } from './shapes.ts';

/** A stretch of a text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Text under a rule. */
export interface Ruled {
  readonly stated: readonly Stated[];
  /** Whether it says who does not read. */
  readonly isInverse: boolean;
  /** As its author wrote it. */
  readonly rule: string;
  readonly covered: readonly Stretch[];
}
