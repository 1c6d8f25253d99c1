/** The words of raw HTML, without its tags. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Words between tags, and those of attributes that are spoken, each by itself. */
export function wordsOfHtml(html: string): string[] {
  if (!html.includes('<')) return [decoded(html)];
  const plain = html.replace(/<!--[\s\S]*?-->/g, '');
  const spoken = [...plain.matchAll(/\b(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  return [...plain.split(/<\/?[a-z][^<>]*>/i), ...spoken].map((text) => decoded(text).trim()).filter((text) => text !== '');
}

const decoded = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    if (point !== undefined) return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    return entities[name as string] ?? whole;
  });
