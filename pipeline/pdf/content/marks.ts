/** Marked content (ISO 32000-1, 14.6) that is open while a page is rewritten. */
import { Bounds } from './extent.ts';
import type { Marked } from './rewriting.ts';

export interface OpenMark {
  /** -1 for a mark without a number: it is written as it was. */
  readonly mcid: number;
  readonly known: Marked | undefined;
  /** Its bounding box, if it is in a figure. */
  readonly bounds: Bounds | undefined;
  /** Whether its start is written. */
  isWritten: boolean;
  /** Paths, images or shadings were painted. */
  hasGraphics: boolean;
  hasText: boolean;
}

/** A mark of which nothing is written yet. */
export const newMark = (mcid: number, known: Marked | undefined): OpenMark => ({
  mcid,
  known,
  bounds: known?.isPicture ? new Bounds() : undefined,
  isWritten: false,
  hasGraphics: false,
  hasText: false,
});

/** A mark without a number, which is written as it was. */
export const otherMark = (): OpenMark => ({
  mcid: -1,
  known: undefined,
  bounds: undefined,
  isWritten: true,
  hasGraphics: true,
  hasText: true,
});
