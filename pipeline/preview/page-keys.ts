/** Names for what is on the pages of a file: pages with one name are drawn alike, so that only the others are drawn anew. */
import { createHash } from 'node:crypto';
import { destinationOf, destinations } from '../pdf/destinations.ts';
import { Dict, Name, PdfDocument, PdfString, Ref, Stream, type Value } from '../pdf/objects/index.ts';

/** What says where a page is in its file, and not what is on it. */
const places = new Set(['Parent', 'P', 'StructParents', 'StructParent', 'Type', 'Popup', 'ID']);
/** What a font has for the characters that its file needs: on a page are those that it shows, by the same numbers in each file. */
const ofSubset = new Set(['FontFile', 'FontFile2', 'FontFile3', 'W', 'Widths', 'ToUnicode', 'CIDSet', 'CharSet', 'FirstChar', 'LastChar']);

/** One name a page; none for a file that cannot be read. */
export function pageKeys(bytes: Uint8Array): string[] {
  const pdf = PdfDocument.read(bytes);
  if (pdf.isEncrypted) return [];
  const pages = pdf.pages();
  const numbers = new Map(pages.map(({ num }, index) => [num, index]));
  const targets = destinations(pdf, pages);
  const known = new Map<number, string>();

  const ofRef = ({ num }: Ref): string => {
    const page = numbers.get(num);
    if (page !== undefined) return `page ${page}`;
    const before = known.get(num);
    if (before !== undefined) return before;
    // What leads back to itself is known by its place in what leads to it.
    known.set(num, 'itself');
    const text = hashed(textOf(pdf.peek(num)));
    known.set(num, text);
    return text;
  };
  const textOf = (value: Value): string => {
    if (value instanceof Ref) return ofRef(value);
    if (value instanceof Stream) return `${textOf(value.dict)}${hashed(value.raw)}`;
    if (Array.isArray(value)) return `[${value.map((one) => textOf(one)).join(' ')}]`;
    if (value instanceof PdfString) return Buffer.from(value.bytes).toString('base64');
    if (value instanceof Name) return value.text.replace(/^[A-Z]{6}\+/, '');
    if (!(value instanceof Dict)) return String(value);
    const hasSubset = ['Font', 'FontDescriptor'].includes(pdf.name(value.get('Type')) ?? '');
    const parts: string[] = [];
    for (const [key, one] of value) {
      if (places.has(key) || (hasSubset && ofSubset.has(key))) continue;
      // Where a link leads is on the page, too: it is followed there.
      const to = key === 'Dest' || key === 'D' ? destinationOf(one) : undefined;
      parts.push(`${key} ${to === undefined ? textOf(one) : `page ${targets.get(to)}`}`);
    }
    return `<${parts.sort().join(' ')}>`;
  };
  return pages.map((page) => hashed(textOf(pdf.peek(page))).slice(0, 12));
}

const hashed = (data: string | Uint8Array): string => createHash('sha1').update(data).digest('base64');
