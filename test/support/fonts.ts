/** Fonts for tests: those of development packages, with another name, another style or other rights. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { instanceOf } from '../../pipeline/platform/own-fonts/instance.ts';
import { tablesOf, unpacked, written } from '../../pipeline/platform/own-fonts/sfnt.ts';
import { home } from './cli.ts';

/** A variable font (weights 300 to 900) without serifs, as WOFF2. */
export const variableFont = (style: 'normal' | 'italic' = 'normal', subset = 'latin'): Promise<Buffer> =>
  readFile(path.join(home, 'node_modules/@fontsource-variable/figtree/files', `figtree-${subset}-wght-${style}.woff2`));

/** The same outlines as cubic ones (CFF), as OTF. */
export async function cubicFont(family: string): Promise<Uint8Array> {
  const { default: opentype } = await import('opentype.js');
  const source = opentype.parse((await staticFont(400)).slice().buffer as ArrayBuffer);
  const glyphs = Array.from({ length: source.glyphs.length }, (_, index) => source.glyphs.get(index));
  const { unitsPerEm, ascender, descender } = source;
  const font = new opentype.Font({ familyName: family, styleName: 'Regular', unitsPerEm, ascender, descender, glyphs });
  return new Uint8Array(font.toArrayBuffer());
}

export interface Changes {
  readonly family?: string;
  readonly weight?: number;
  readonly isItalic?: boolean;
  /** OS/2 `fsType`. */
  readonly embedding?: number;
  /** A licence for the name table. */
  readonly licence?: string;
}

/** One weight of a variable font. */
export const staticFont = async (weight: number, style?: 'normal' | 'italic'): Promise<Uint8Array> =>
  instanceOf(await unpacked(await variableFont(style)), 0, { wght: weight });

/** The font as TTF or OTF with these changes. */
export async function changed(bytes: Uint8Array, { family, weight, isItalic, embedding, licence }: Changes): Promise<Uint8Array> {
  const plain = await unpacked(bytes);
  const tables = new Map(tablesOf(plain));
  const os2 = Buffer.from(tables.get('OS/2') as Uint8Array);
  if (weight !== undefined) os2.writeUInt16BE(weight, 4);
  if (embedding !== undefined) os2.writeUInt16BE(embedding, 8);
  if (isItalic !== undefined) os2.writeUInt16BE((os2.readUInt16BE(62) & ~0x201) | (isItalic ? 1 : 0), 62);
  tables.set('OS/2', os2);
  if (family !== undefined) {
    const style = `${weight ?? 'Regular'}${isItalic ? 'Italic' : ''}`;
    const names: [number, string][] = [
      [1, family],
      [2, 'Regular'],
      [4, `${family} ${style}`],
      [6, `${family.replaceAll(' ', '')}-${style}`],
      ...(licence === undefined ? [] : [[13, licence] as [number, string]]),
      [16, family],
    ];
    tables.set('name', nameTable(names));
  }
  return written(tables, Buffer.from(plain).readUInt32BE(0));
}

/** A table `name` for Windows, in English. */
function nameTable(names: readonly (readonly [number, string])[]): Uint8Array {
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const head = Buffer.alloc(6 + names.length * 12);
  [0, names.length, head.length].forEach((value, index) => void head.writeUInt16BE(value, index * 2));
  let offset = 0;
  for (const [index, [id]] of names.entries()) {
    const { length } = texts[index] as Buffer;
    [3, 1, 0x409, id, length, offset].forEach((value, step) => void head.writeUInt16BE(value, 6 + index * 12 + step * 2));
    offset += length;
  }
  return Buffer.concat([head, ...texts]);
}
