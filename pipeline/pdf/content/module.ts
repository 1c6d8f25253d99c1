/** The module of `wasm/` as TypeScript sees it: what it asks of a page, and what it gives. */
import type { Box, Matrix } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import type { Run } from './run.ts';

/** What is known about one mark of a page's content. */
export interface Marked {
  /** Inside a figure or formula, where lines and grounds are content too. */
  readonly isPicture: boolean;
  /** Decoration, whatever it holds. */
  readonly isArtifact: boolean;
  /** Its runs are to be shown. */
  readonly isLink: boolean;
}

/** What the module asks of a page. */
export interface Host {
  /** By name in the page's resources. */
  readonly fonts: ReadonlyMap<string, PdfFont>;
  /** What the structure knows of each mark, by its number; undefined where it has none. */
  readonly marks: readonly (Marked | undefined)[];
  /** Told for each mark that holds something and is kept; the others are to be taken out of the structure. */
  readonly keep: (mcid: number) => void;
  /**
   * Runs that hold a mark of Dossier's own or belong to a link, each with the mark that it belongs to (-1: none).
   * @returns what is shown in its place, if anything else
   */
  readonly run: (run: Run, mcid: number) => readonly Run[] | undefined;
  /** How far an image or a form reaches in the units that hold where it is painted. */
  readonly reach: (name: string) => Box;
  /** Told how far a mark of a picture reaches on the page. */
  readonly extent: (mcid: number, box: Box) => void;
  /** Whether a form becomes a part of the page, under the graphics state of this name. Fonts may come to the page by it. */
  readonly inlines: (name: string, state: string) => boolean;
  /** What is written in place of that form, where this matrix holds. */
  readonly inlined: (matrix: Matrix) => Buffer;
}

/** What the module gives. Places are offsets in its memory. */
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
  /** Bytes of a run: see `wasm/runs.ts` for what they hold. */
  readonly runSize: WebAssembly.Global<'i32'>;
  readonly codes: WebAssembly.Global<'i32'>;
  readonly xs: WebAssembly.Global<'i32'>;
  readonly output: WebAssembly.Global<'i32'>;
}
