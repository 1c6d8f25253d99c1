/** What a page is rewritten with. */
import type { Box, Matrix } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import type { Run } from './run.ts';

/** What the structure tree knows about a mark. */
export interface Marked {
  /** Inside a figure or formula, where lines and backgrounds are content too. */
  readonly isPicture: boolean;
  /** Decoration, regardless of its content. */
  readonly isArtifact: boolean;
  /** Its runs are passed to `run`. */
  readonly isLink: boolean;
}

/** Data and callbacks for one page. */
export interface Rewriting {
  /** By name in the page's resources. */
  readonly fonts: ReadonlyMap<string, PdfFont>;
  /** By MCID; undefined for marks that are not in the structure tree. */
  readonly marks: readonly (Marked | undefined)[];
  /** Called for each mark that has content and is kept; the others must be removed from the structure. */
  readonly keep: (mcid: number) => void;
  /**
   * Called for runs that contain a Dossier placeholder or belong to a link, with the MCID of their mark (-1: none).
   * @returns the runs that replace it, if any
   */
  readonly run: (run: Run, mcid: number) => readonly Run[] | undefined;
  /** The bounding box of an image or form, in the coordinate system where it is painted. */
  readonly reach: (name: string) => Box;
  /** Called with the bounding box of a mark inside a figure. */
  readonly extent: (mcid: number, box: Box) => void;
  /**
   * The content of a form that has marks and must be inlined into the page; undefined for any other. This may add fonts to the page.
   * @param state name of the graphics state under which it is painted; empty without one
   */
  readonly form: (name: string, state: string) => Form | undefined;
}

/** A form that is inlined into the page. */
export interface Form {
  /** Operators before its content. */
  readonly open: string;
  readonly matrix: Matrix;
  readonly content: Buffer;
  /** The content once it is known with which matrix it is painted; undefined where that makes no difference. */
  readonly placed?: ((matrix: Matrix) => Buffer) | undefined;
}
