/** Functions provided by the host (`../engine.ts`). */

/**
 * Passes a run in a mark (-1: none) to the host, which may add runs that replace it.
 * @returns the number of runs added; -1 if the run is kept
 */
export declare function shown(run: i32, mcid: i32): i32;

/** Whether a form is inlined into the page; if so, `inside` and `pour` are called for its content. Names are in the input. */
export declare function form(name: usize, nameLength: i32, state: usize, stateLength: i32): bool;

/** Rewrites the content of that form, painted with this matrix. @returns its length, including the operators around it */
export declare function inside(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64): i32;

/** Copies that content to the output. */
export declare function pour(to: usize): void;

/** Writes the bounding box of an image or form, in its own units, as four numbers. */
export declare function reach(name: usize, nameLength: i32, box: usize): void;

/** Reports the bounding box of a mark inside a figure. */
export declare function extent(mcid: i32, left: f64, bottom: f64, right: f64, top: f64): void;
