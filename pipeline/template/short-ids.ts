/**
 * Shorter identifiers where the document's own are too long for a PDF. Chrome names a destination after each, percent-encoded,
 * so that a Japanese heading of fifteen characters exceeds the 127 bytes allowed for a name (ISO 32000-1, annex C).
 */
import { createHash } from 'node:crypto';

const longest = 120;

/** The same page with long identifiers replaced by hashes, and a function that does the same to other ids. */
export function withShortIds(html: string): { html: string; short: (id: string) => string } {
  const names = new Map<string, string>();
  for (const [, id] of html.matchAll(/\sid="([^"]+)"/g)) {
    if (encodeURIComponent(id as string).length > longest) {
      names.set(
        id as string,
        `h-${createHash('sha256')
          .update(id as string)
          .digest('hex')
          .slice(0, 16)}`,
      );
    }
  }
  // Longer ones first: `council-chapter` contains `council`.
  const longFirst = [...names].sort(([a], [b]) => b.length - a.length);
  const replaced = longFirst.reduce(
    (text, [id, name]) =>
      text
        .replaceAll(`"${id}"`, `"${name}"`)
        .replaceAll(`"#${id}"`, `"#${name}"`)
        .replaceAll(`"#${encodeURI(id)}"`, `"#${name}"`)
        .replaceAll(`#${id} {`, `#${name} {`),
    html,
  );
  return { html: replaced, short: (id) => names.get(id) ?? id };
}
