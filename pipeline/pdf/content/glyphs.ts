/** What matters of the glyphs of fonts. */
import type { PdfFont } from './fonts.ts';
import { hyphens, pilcrow, type Run } from './run.ts';

const startsPlaceholder = 1;
const isHyphen = 2;

/** Remembers it by font, since each has many runs. */
export class Glyphs {
  readonly #known = new Map<PdfFont, Uint8Array>();

  hasPlaceholder({ font, codes }: Run): boolean {
    const kinds = this.#kindsOf(font);
    for (let index = 0; index < codes.length; index += 1) if (kinds[codes[index] as number] === startsPlaceholder) return true;
    return false;
  }

  /** Whether a run is a hyphen, and nothing else. */
  isHyphen({ font, codes }: Run): boolean {
    return codes.length === 1 && this.#kindsOf(font)[codes[0] as number] === isHyphen;
  }

  /** For each code what its glyph is, as far as any is special. */
  #kindsOf(font: PdfFont): Uint8Array {
    const known = this.#known.get(font);
    if (known) return known;
    const special: (readonly [code: number, kind: number])[] = [];
    for (const [code, character] of font.characters) {
      if (character === pilcrow) special.push([code, startsPlaceholder]);
      else if (hyphens.has(character)) special.push([code, isHyphen]);
    }
    const kinds = new Uint8Array(special.reduce((size, [code]) => Math.max(size, code + 1), 0));
    for (const [code, kind] of special) kinds[code] = kind;
    this.#known.set(font, kinds);
    return kinds;
  }
}
