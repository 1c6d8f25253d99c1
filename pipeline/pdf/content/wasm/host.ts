/** What the program around this module does (`../engine.ts`). */

/**
 * A run that it has asked for, in a mark (-1: none). It may add others to be shown in its place.
 * @returns how many it has added; -1 if the run stays
 */
export declare function shown(run: i32, mcid: i32): i32;

/** Whether a form is to become a part of the page: the next call but one will ask for its content. Names are in the input. */
export declare function form(name: usize, nameLength: i32, state: usize, stateLength: i32): bool;

/** Rewrites the content of that form, painted with this matrix. @returns its length with all that stands around it */
export declare function inside(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64): i32;

/** Copies that content to where it stands in the output. */
export declare function pour(to: usize): void;

/** Writes how far an image or a form reaches, in its own units, to four numbers. */
export declare function reach(name: usize, nameLength: i32, box: usize): void;

/** How far a mark of a picture reaches on the page. */
export declare function extent(mcid: i32, left: f64, bottom: f64, right: f64, top: f64): void;
