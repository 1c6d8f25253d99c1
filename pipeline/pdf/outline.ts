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

/** New dictionaries for the outline's items, by object number; an item that is no known heading stays as it is. */
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
  const changed = new Map<number, string>();
  let next = 0;
  for (const item of items) {
    const dictionary = pdf.object(item);
    const shown = squeezed(readText(title.exec(dictionary)?.[1] ?? ''));
    // A heading that is not painted has no item.
    const found = texts.findIndex((text, index) => index >= next && [squeezed(text), squeezed(text).repeat(2)].includes(shown));
    if (found < 0) continue;
    next = found + 1;
    changed.set(
      item,
      dictionary.replace(title, () => `/Title ${textString(texts[found] as string)}`),
    );
  }
  return changed;
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

/** The text of a literal or hexadecimal string. */
function readText(string: string): string {
  const bytes = string.startsWith('<')
    ? Buffer.from(string.slice(1, -1).replace(/\s/g, ''), 'hex')
    : Buffer.from(
        string
          .slice(1, -1)
          .replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal, other) =>
            octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[other] ?? other),
          ),
        'latin1',
      );
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  return bytes.toString('latin1');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A literal string with its escapes, or a hexadecimal one (ISO 32000-1, 7.3.4). */
const title = /\/Title\s*(\((?:[^\\()]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>)/;

/** A text string (7.9.2.2): ASCII as it is, anything else as UTF-16BE. */
export function textString(text: string): string {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  const bytes = Buffer.from(text, 'utf16le').swap16();
  return `<FEFF${bytes.toString('hex').toUpperCase()}>`;
}
