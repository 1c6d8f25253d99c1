/** Capabilities of the terminal, or of the stream in its place. */
import { pathToFileURL } from 'node:url';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

/** Whether to use colours (no-color.org). */
export const isColoured = (stream: NodeJS.WriteStream): boolean => !process.env['NO_COLOR'] && stream.isTTY === true;

/** Whether a line can be redrawn. */
export const isLive = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !process.env['CI'];

/** Prints an error's stack trace if `DEBUG` is set. */
export function debug(cause: unknown): void {
  if (process.env['DEBUG']) console.error(cause);
}

/** Words that lead to a file, where the terminal has links (OSC 8); elsewhere just the words. */
export function linked(words: string, file: string, stream: NodeJS.WriteStream): string {
  const hasLinks = isColoured(stream) && createSupportsHyperlinks(stream);
  return hasLinks ? `\u001B]8;;${pathToFileURL(file).href}\u001B\\${words}\u001B]8;;\u001B\\` : words;
}
