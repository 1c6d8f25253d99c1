/** The texts of a document’s headings: Chrome's own outline loses spaces in them. */

const heading = /<(h[1-6])\b[^>]*>([\s\S]*?)<\/\1>|<(\w+)[^>]*\srole="heading"[^>]*>([\s\S]*?)<\/\3>/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The texts of all headings that are not empty, in order. */
export function headingTexts(html: string): string[] {
  return [...html.matchAll(heading)].map(([, , inner, , other]) => plainText(inner ?? other ?? '')).filter((text) => text !== '');
}

function plainText(html: string): string {
  const text = html.replace(/<[^>]+>/g, '').replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex || decimal) return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
    return entities[name as string] ?? whole;
  });
  return text.replace(/\s+/g, ' ').trim();
}
