/** XMP: keeps only creator, credit, rights and licence. */

import { joinedCredit } from './joined-credit.ts';

const dc = 'http://purl.org/dc/elements/1.1/';
const rights = 'http://ns.adobe.com/xap/1.0/rights/';
const photoshop = 'http://ns.adobe.com/photoshop/1.0/';
const cc = 'http://creativecommons.org/ns#';

/** Properties to keep, and their form: a list, a text in several languages, a text, a URL. */
const kept = [
  { space: dc, prefix: 'dc', name: 'creator', form: 'Seq' },
  { space: dc, prefix: 'dc', name: 'rights', form: 'Alt' },
  { space: photoshop, prefix: 'photoshop', name: 'Credit', form: 'text' },
  { space: rights, prefix: 'xmpRights', name: 'Marked', form: 'text' },
  { space: rights, prefix: 'xmpRights', name: 'Owner', form: 'Bag' },
  { space: rights, prefix: 'xmpRights', name: 'UsageTerms', form: 'Alt' },
  { space: rights, prefix: 'xmpRights', name: 'WebStatement', form: 'text' },
  { space: cc, prefix: 'cc', name: 'license', form: 'resource' },
  { space: cc, prefix: 'cc', name: 'attributionName', form: 'text' },
  { space: cc, prefix: 'cc', name: 'attributionURL', form: 'resource' },
] as const;

/** The XMP packet to keep; undefined if nothing remains. */
export function xmpWithout(packet: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(packet).toString('utf8');
  const properties = kept.flatMap((property) => {
    const { prefix, name, form } = property;
    const values = valuesOf(text, property);
    if (values.length === 0) return [];
    const element = `${prefix}:${name}`;
    const [first = ''] = values;
    if (form === 'resource') return [`<${element} rdf:resource="${first}"/>`];
    if (form === 'text') return [`<${element}>${first}</${element}>`];
    const items = form === 'Alt' ? [`<rdf:li xml:lang="x-default">${first}</rdf:li>`] : values.map((value) => `<rdf:li>${value}</rdf:li>`);
    return [`<${element}><rdf:${form}>${items.join('')}</rdf:${form}></${element}>`];
  });
  if (properties.length === 0) return undefined;
  const spaces = [...new Set(kept.map(({ prefix, space }) => `xmlns:${prefix}="${space}"`))].join(' ');
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${spaces}>${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  );
}

/** Who made an image, and whose it is. */
export function creditOfXmp(text: string): string | undefined {
  const [creator, rights, credit] = ['dc:creator', 'dc:rights', 'photoshop:Credit'].map((name) => {
    const property = kept.find((one) => `${one.prefix}:${one.name}` === name);
    const values = property ? valuesOf(text, property) : [];
    return values
      .slice(0, name === 'dc:creator' ? values.length : 1)
      .map(unescaped)
      .join(', ');
  }) as [string, string, string];
  return credit || joinedCredit(creator, rights);
}

const unescaped = (text: string) =>
  text.replace(/&(?:lt|gt|quot|apos|amp);|&#(\d+);/g, (one, code) =>
    code ? String.fromCodePoint(Number(code)) : ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }[one] ?? '&'),
  );

/** The values of a property, as XML: from list items, text, a resource, or an attribute. */
function valuesOf(text: string, { space, name }: (typeof kept)[number]): string[] {
  for (const [, prefix = ''] of text.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)) {
    if (!new RegExp(`xmlns:${prefix}\\s*=\\s*["']${space.replace(/[.#/]/g, '\\$&')}["']`).test(text)) continue;
    const element = new RegExp(`<${prefix}:${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</${prefix}:${name}\\s*>)`).exec(text);
    if (element !== null) {
      const [, attributes = '', inside = ''] = element;
      const address = /rdf:resource\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes);
      const items = [...inside.matchAll(/<rdf:li\b[^>]*>([\s\S]*?)<\/rdf:li>/g)].map(([, item = '']) => item);
      const values = address ? [address[1] ?? address[2] ?? ''] : items.length > 0 ? items : [inside];
      return values.map(plain).filter((value) => value !== '');
    }
    const attribute = new RegExp(`\\s${prefix}:${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
    if (attribute !== null) return [plain(attribute[1] ?? attribute[2] ?? '')].filter((value) => value !== '');
  }
  return [];
}

/** Without nested elements, and safe inside an attribute. */
const plain = (value: string): string =>
  value
    .replace(/<[^>]*>/g, ' ')
    .replace(/[<>]/g, '')
    .replace(/"/g, '&quot;')
    .replace(/\s+/g, ' ')
    .trim();
