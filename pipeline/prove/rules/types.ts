/** Ranges of a raw text, and what a rule covers of it. */
import type { Stated } from './shapes.ts';

/** A range of a text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Text that a rule covers. */
export interface Ruled {
  readonly stated: readonly Stated[];
  /** Whether the rule names who must not read. */
  readonly isInverse: boolean;
  /** Whether it is no rule, but a comment that no document shows. */
  readonly isForNobody?: boolean;
  /** The rule as its author wrote it. */
  readonly rule: string;
  readonly covered: readonly Stretch[];
}
