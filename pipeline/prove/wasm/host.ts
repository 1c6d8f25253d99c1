/** Functions that the host (`../module.ts`) provides. */

/** The font that operands name: its offset in memory. */
export declare function font(from: usize, to: usize): usize;

/** A search term was found whose first letter is here. */
export declare function matched(searchTerm: i32, at: i32): void;

/** A string was read: its bytes, and the name before it. */
export declare function text(bytes: usize, length: i32, name: usize, nameEnd: usize): void;

/** A name that is long, or followed by an array. @returns whether it is insignificant wherever it occurs */
export declare function name(from: usize, to: usize): bool;

export declare function comment(from: usize, to: usize): void;

/** A range that reads like text, with one or two bytes per character. */
export declare function stretch(from: usize, to: usize): void;

/** A surrogate pair, or half of one: the host returns its letters by `push` and `part`. */
export declare function surrogate(code: i32, next: i32): void;
