/** What font files say of themselves, read with HarfBuzz. Loaded only for packs with fonts of their own. */
import { Blob, Face } from 'harfbuzzjs';
import { spansOf } from '../font-css.ts';
import { fontCount, tablesOf, unpacked } from './sfnt.ts';
import { BrokenFont, type FaceFacts, type FontSort } from './types.ts';

const needed = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name'];
const headMagic = 0x5f0f3cf5;

/**
 * The fonts of a file.
 * @throws BrokenFont that says why it cannot be used
 */
export async function factsOf(bytes: Uint8Array): Promise<readonly FaceFacts[]> {
  const plain = await unpacked(bytes);
  const count = fontCount(plain);
  if (count === 0 || count > 64) throw new BrokenFont('it is a collection without fonts');
  return Promise.all(Array.from({ length: count }, (_, index) => factsAt(plain, index)));
}

async function factsAt(bytes: Uint8Array, index: number): Promise<FaceFacts> {
  const tables = tablesOf(bytes, index);
  const missing = needed.filter((tag) => !tables.has(tag));
  if (missing.length > 0) throw new BrokenFont(`it has no table "${missing[0]}"`);
  const isCff = tables.has('CFF ') || tables.has('CFF2');
  if (!isCff && !(tables.has('glyf') && tables.has('loca')))
    throw new BrokenFont('it has no outlines, only pictures, which Chrome does not print');
  const head = viewOf(tables.get('head'), 54);
  if (head.getUint32(12) !== headMagic) throw new BrokenFont('its table "head" is damaged');
  const face = new Face(new Blob(exactly(bytes)), index);
  const points = [...face.collectUnicodes()].filter((point) => point >= 32);
  if (points.length === 0) throw new BrokenFont('it has no characters');
  const names = face.listNames();
  const name = (id: number): string => {
    const all = names.filter(({ nameId }) => nameId === id);
    const one = all.find(({ language }) => /^en\b/i.test(language)) ?? all[0];
    return one === undefined ? '' : face.getName(id, one.language).replaceAll('\0', '').trim();
  };
  const os2 = tables.get('OS/2');
  const style = styleOf(os2, head);
  const axes = Object.fromEntries(
    Object.entries(face.getAxisInfos()).map(([tag, { min, default: usual, max }]) => [tag, [min, usual, max] as const]),
  );
  const isVariable = Object.keys(axes).length > 0;
  const family = name(16) || withoutStyle(name(1), isVariable ? undefined : style.weight);
  if (family === '') throw new BrokenFont('it has no family name');
  return {
    index,
    family,
    aliases: [...new Set([name(1), ...(isVariable ? [`${family} Variable`] : [])])].filter((one) => one !== '' && one !== family),
    postScript: name(6),
    sort: sortOf(family, os2, tables.get('post')),
    ...style,
    spans: spansOf(points),
    axes,
    outlines: isCff ? 'cff' : 'truetype',
    embedding: os2 && os2.length >= 10 ? viewOf(os2, 10).getUint16(8) : 0,
    licence: { copyright: name(0), text: name(13), url: name(14) },
  };
}

const weights: Readonly<Record<string, number>> = {
  thin: 100,
  hairline: 100,
  extralight: 200,
  ultralight: 200,
  light: 300,
  regular: 400,
  medium: 500,
  semibold: 600,
  demibold: 600,
  bold: 700,
  extrabold: 800,
  ultrabold: 800,
  black: 900,
  heavy: 900,
};

/** Old programs know four styles in a family, so that others have families of their own: `Figtree Light`. @param weight undefined for any */
function withoutStyle(name: string, weight: number | undefined): string {
  const [, family, word = ''] = /^(.*\S) +(\w+(?: ?(?:light|bold))?)$/i.exec(name.replace(/ (?:italic|oblique)$/i, '')) ?? [];
  const named = weights[word.replace(' ', '').toLowerCase()];
  return family !== undefined && named !== undefined && (weight === undefined || weight === named) ? family : name;
}

function viewOf(table: Uint8Array | undefined, least: number): DataView {
  if (table === undefined || table.length < least) throw new BrokenFont('one of its tables is too short');
  return new DataView(table.buffer, table.byteOffset, table.byteLength);
}

/** A buffer that has these bytes and no others. */
export const exactly = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

function styleOf(os2: Uint8Array | undefined, head: DataView): Pick<FaceFacts, 'weight' | 'style'> {
  const mac = head.getUint16(44);
  if (os2 === undefined || os2.length < 64) return { weight: mac & 1 ? 700 : 400, style: mac & 2 ? 'italic' : 'normal' };
  const view = viewOf(os2, 64);
  const weight = view.getUint16(4);
  // Italic, or oblique.
  const isItalic = (view.getUint16(62) & 0x201) !== 0 || (mac & 2) !== 0;
  // Old fonts count from 1 to 9.
  return { weight: Math.min(1000, Math.max(1, weight < 10 ? weight * 100 || 400 : weight)), style: isItalic ? 'italic' : 'normal' };
}

/** By its name, then by what it says of its widths and its serifs (PANOSE). */
function sortOf(family: string, os2: Uint8Array | undefined, post: Uint8Array | undefined): FontSort {
  if (/\bmono\b|\bcode\b|typewriter/i.test(family) || (post && post.length >= 16 && viewOf(post, 16).getUint32(12) !== 0)) return 'mono';
  if (/\bsans\b|grotes[kq]/i.test(family)) return 'sans';
  if (/\bserif\b|\bslab\b/i.test(family)) return 'serif';
  const [kind, serifs] = os2 && os2.length >= 34 ? [os2[32] ?? 0, os2[33] ?? 0] : [0, 0];
  return kind === 2 && serifs >= 2 && serifs <= 10 ? 'serif' : 'sans';
}
