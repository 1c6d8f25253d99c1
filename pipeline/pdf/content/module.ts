/** The interface of the WebAssembly module in `wasm/`: its imports and exports. */
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
export interface Host {
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
  /** Whether a form is inlined into the page, under the graphics state with this name. This may add fonts to the page. */
  readonly inlines: (name: string, state: string) => boolean;
  /** The content that replaces that form, under this matrix. */
  readonly inlined: (matrix: Matrix) => Buffer;
}

/** Exports of the module. Addresses are offsets in its memory. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly reset: () => void;
  readonly font: (widths: number, sorts: number) => number;
  readonly page: (length: number, nameBytes: number, marks: number) => void;
  readonly leavePage: () => void;
  readonly named: (to: number) => void;
  readonly rewrite: (...matrix: Matrix) => number;
  readonly findMarks: () => void;
  readonly addLike: (run: number, font: number, name: number, nameLength: number, glyphs: number) => number;
  readonly outputLength: () => number;
  readonly input: WebAssembly.Global<'i32'>;
  readonly names: WebAssembly.Global<'i32'>;
  readonly namesLimit: WebAssembly.Global<'i32'>;
  readonly marks: WebAssembly.Global<'i32'>;
  readonly kept: WebAssembly.Global<'i32'>;
  readonly runs: WebAssembly.Global<'i32'>;
  /** Bytes per run: see `wasm/runs.ts` for the layout. */
  readonly runSize: WebAssembly.Global<'i32'>;
  readonly codes: WebAssembly.Global<'i32'>;
  readonly xs: WebAssembly.Global<'i32'>;
  readonly output: WebAssembly.Global<'i32'>;
}
