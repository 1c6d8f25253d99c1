/**
 * Titles of the outline. Chrome puts them together from the pieces of text that it paints, so that a heading over two
 * lines loses the space between them and one at the top of a page stands there twice; they are written anew from the headings.
 */
import { PdfFile } from './file.ts';

const heading = /<(h[1-6])\b[^>]*>([\s\S]*?)<\/\1>|<(\w+)[^>]*\srole="heading"[^>]*>([\s\S]*?)<\/\3>/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The texts of all headings of a page that say something, in order. */
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

/** New dictionaries for the outline's items, by object number; none if they are not as many as the headings. */
export function outlineTitles(pdf: PdfFile, texts: readonly string[]): Map<number, string> {
  const root = PdfFile.reference(pdf.catalog, 'Outlines');
  if (root === undefined) return new Map();
  const items: number[] = [];
  const walk = (parent: number): void => {
    for (
      let item = PdfFile.reference(pdf.object(parent), 'First');
      item !== undefined;
      item = PdfFile.reference(pdf.object(item), 'Next')
    ) {
      items.push(item);
      walk(item);
    }
  };
  walk(root);
  if (items.length !== texts.length) return new Map();
  return new Map(items.map((item, index) => [item, pdf.object(item).replace(title, () => `/Title ${textString(texts[index] as string)}`)]));
}

/** A literal string with its escapes, or a hexadecimal one (ISO 32000-1, 7.3.4). */
const title = /\/Title\s*(?:\((?:[^\\()]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>)/;

/** A text string (7.9.2.2): ASCII as it is, anything else as UTF-16BE. */
export function textString(text: string): string {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  const bytes = Buffer.from(text, 'utf16le').swap16();
  return `<FEFF${bytes.toString('hex').toUpperCase()}>`;
}
