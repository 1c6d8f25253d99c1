/** What the program around this module does (`../module.ts`). */

/** The font that operands name: where it stands in memory. */
export declare function font(from: usize, to: usize): usize;

/** A search term was met whose first letter stands here. */
export declare function met(searchTerm: i32, at: i32): void;

/** A string that was read, with its bytes, and the name before it. */
export declare function text(bytes: usize, length: i32, name: usize, nameEnd: usize): void;

/** A name that is long, or before an array. @returns whether it says nothing, wherever it stands */
export declare function name(from: usize, to: usize): bool;

export declare function comment(from: usize, to: usize): void;

/** A stretch that reads like text, with one byte or two for a character. */
export declare function stretch(from: usize, to: usize): void;

/** A character of two units, or half of one: what it becomes is given back by `push` and `part`. */
export declare function odd(code: i32, next: i32): void;
