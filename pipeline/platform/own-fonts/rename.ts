/** The name that a PDF shows for a font: one that was made has that of the font it was made of. */
import { tablesOf, written } from './sfnt.ts';

const weights = ['Thin', 'ExtraLight', 'Light', 'Regular', 'Medium', 'SemiBold', 'Bold', 'ExtraBold', 'Black'];

/** The PostScript name of a face: `Figtree-SemiBoldItalic`. */
export function postScriptName(original: string, family: string, weight: number, style: 'normal' | 'italic'): string {
  const base = original.split('-')[0] || family.replace(/[^!-~]|[[\](){}<>/%]/g, '');
  const name = weight % 100 === 0 ? weights[weight / 100 - 1] : undefined;
  return `${base}-${name ?? `W${weight}`}${style === 'italic' ? 'Italic' : ''}`.replace('RegularItalic', 'Italic');
}

/** The font with this PostScript name (name ID 6). */
export function renamed(bytes: Uint8Array, postScript: string): Uint8Array {
  const tables = new Map(tablesOf(bytes));
  const old = Buffer.from(tables.get('name') as Uint8Array);
  const texts = [Buffer.from(postScript, 'latin1'), Buffer.from(postScript, 'utf16le').swap16()] as const;
  const start = old.readUInt16BE(4);
  const table = Buffer.concat([old, ...texts]);
  for (let at = 6; at + 12 <= 6 + old.readUInt16BE(2) * 12; at += 12) {
    if (table.readUInt16BE(at + 6) !== 6) continue;
    const isMac = table.readUInt16BE(at) === 1;
    const offset = old.length - start + (isMac ? 0 : texts[0].length);
    if (offset > 0xffff) return bytes;
    table.writeUInt16BE((isMac ? texts[0] : texts[1]).length, at + 8);
    table.writeUInt16BE(offset, at + 10);
  }
  tables.set('name', new Uint8Array(table));
  return written(tables, Buffer.from(bytes.subarray(0, 4)).readUInt32BE(0));
}
