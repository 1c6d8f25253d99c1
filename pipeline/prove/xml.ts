/** Words of XML: text, comments and attribute values, with entities decoded. A tag may occur inside a word, as in office documents. */
export function ofXml(xml: string): string[] {
  const values = [...xml.matchAll(/=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) => ` ${double ?? single} `);
  const comments = [...xml.matchAll(/<!--([\s\S]*?)-->/g)].map(([, comment]) => ` ${comment} `);
  const texts = xml.replace(/<!--[\s\S]*?-->/g, ' ').split(/<[^>]*>/);
  return [...texts, ...values, ...comments].map((text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, character));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function character(whole: string, hex?: string, decimal?: string, name?: string): string {
  const point = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : undefined;
  return point === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Math.min(0x10ffff, point));
}
