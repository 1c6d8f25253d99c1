/** Small tools of the constructs. */

/** Lines moved in by so many spaces; the first stays. */
export const indented = (text: string, spaces: number): string => text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(spaces)}`);

/** A value of an attribute, in quotes that it does not hold. */
export const quoted = (text: string): string =>
  text.includes('"') ? (text.includes("'") ? `"${text.replaceAll('"', '&quot;')}"` : `'${text}'`) : `"${text}"`;

/** A directive around blocks, with as many colons as it needs. */
export function wrapped(head: string, blocks: string): string {
  const runs = [...blocks.matchAll(/:{3,}/g)].map(([run]) => run.length);
  const colons = ':'.repeat(Math.max(2, ...runs) + 1);
  return `${colons}${head}\n${blocks}\n${colons}`;
}

/** One cell of a line of CSV. */
export const cell = (text: string): string => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
