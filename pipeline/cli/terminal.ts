/** What the terminal, or what stands in its place, can show. */

/** Whether colours are wanted there (no-color.org). */
export const isColoured = (stream: NodeJS.WriteStream): boolean => !process.env['NO_COLOR'] && stream.isTTY === true;

/** Whether a line there can be drawn again and again. */
export const isLive = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env['CI'];

/** Shows where an error comes from, to whoever asks with `DEBUG`. */
export function debug(cause: unknown): void {
  if (process.env['DEBUG']) console.error(cause);
}
