/** Capabilities of the terminal, or of the stream in its place. */

/** Whether to use colours (no-color.org). */
export const isColoured = (stream: NodeJS.WriteStream): boolean => !process.env['NO_COLOR'] && stream.isTTY === true;

/** Whether a line can be redrawn. */
export const isLive = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env['CI'];

/** Prints an error's stack trace if `DEBUG` is set. */
export function debug(cause: unknown): void {
  if (process.env['DEBUG']) console.error(cause);
}
