/** What is between the letters of a text. */

/** What separates a letter from the one before it: nothing, or one or more of these bits. A line break or new run, which layout may have caused. */
export const joined = 0;
export const afterSoftBreak = 1;
/** White space or punctuation. */
export const separated = 2;
/** A boundary, which no match crosses. */
export const afterBoundary = 4;

/**
 * Markers in a text that are not characters: noncharacters, which Unicode reserves for internal use (23.7). A line break or a new
 * run: a word may continue across it, also after a hyphen.
 */
export const softBreak = '\ufdd0';
/** Between two unrelated texts: no match crosses it. */
export const boundary = '\ufdd1';
/** The start of a new location; locations are numbered by these marks. */
export const placeMark = '\ufdd2';
/** The reading order changes here: different text may follow elsewhere. */
export const reorderPoint = '\ufdd3';

/** Whether a UTF-16 code unit is one of these markers. */
export const isMarker = (unit: number): boolean => unit >= 0xfdd0 && unit <= 0xfdd3;

/** Text from outside, with our markers removed. */
export const plain = (text: string): string => text.replace(/[\ufdd0-\ufdd3]/g, ' ');
