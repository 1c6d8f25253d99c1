/** Advance widths of a font, read with HarfBuzz. */
import { Blob, Face, Font, Variation } from 'harfbuzzjs';
import { exactly } from './facts.ts';
import { unpacked } from './sfnt.ts';

/** In thousandths of the font size, by letter. */
export async function advances(bytes: Uint8Array, index: number, axes: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const face = new Face(new Blob(exactly(await unpacked(bytes))), index);
  const font = new Font(face);
  font.setVariations(Object.entries(axes).map(([tag, value]) => new Variation(tag, value)));
  const widths: Record<string, number> = {};
  for (const point of face.collectUnicodes()) {
    if (point < 32 || point >= 0x2100) continue;
    widths[String.fromCodePoint(point)] = Math.round((font.glyphHAdvance(font.nominalGlyph(point) ?? 0) * 1000) / face.upem);
  }
  return widths;
}
