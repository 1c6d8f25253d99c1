import type { Edition } from '../select/types.ts';

/** One finished file, not yet where readers find it. */
export interface Finished {
  readonly edition: Edition;
  readonly kind: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly sha256: string;
}
