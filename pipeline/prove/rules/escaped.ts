/** Braces that are plain text. */

/** Whether a backslash makes a brace plain: an odd number of them. */
export const isEscaped = (text: string, at: number): boolean =>
  text[at] === '{' && (/\\*$/.exec(text.slice(Math.max(0, at - 20), at))?.[0].length ?? 0) % 2 === 1;
