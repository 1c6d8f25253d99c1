/** Text of a page as finishing sees it. */
import type { PdfFont } from './fonts.ts';

/** Glyphs that stand in one line of one font. */
export class Run {
  /** The font's name in the page's resources. */
  readonly name: string;
  readonly font: PdfFont;
  readonly size: number;
  /** Text matrix (ISO 32000-1, 9.4.2). */
  readonly matrix: readonly number[];
  readonly y: number;
  /**
   * What it says in place of its glyphs (`/ActualText`, 14.9.4) in UTF-16 as hexadecimal digits: a hyphen at the end of a line
   * is drawn as a space. Empty for most.
   */
  readonly spoken: string;
  /** Of a run that was read, a part of memory that holds until the next is read. */
  readonly codes: Uint16Array;
  /** Where each glyph stands, from the matrix's origin, in units of text space. */
  readonly xs: Float64Array;

  constructor(about: Pick<Run, 'name' | 'font' | 'size' | 'matrix' | 'y' | 'spoken'>, codes: Uint16Array, xs: Float64Array) {
    this.name = about.name;
    this.font = about.font;
    this.size = about.size;
    this.matrix = about.matrix;
    this.y = about.y;
    this.spoken = about.spoken;
    this.codes = codes;
    this.xs = xs;
  }

  /** Where its first glyph stands on the page, or in what has been transformed. */
  get origin(): readonly [x: number, y: number] {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.matrix;
    const x = this.xs[0] ?? 0;
    return [e + a * x + c * this.y, f + b * x + d * this.y];
  }

  /** A run with other glyphs in the same line. */
  with(codes: readonly number[], xs: readonly number[], name = this.name, font = this.font): Run {
    return new Run({ ...this, name, font }, Uint16Array.from(codes), Float64Array.from(xs));
  }
}

/** What a run's glyphs say, one after the other. */
export function charactersIn({ codes, font: { characters } }: Pick<Run, 'codes' | 'font'>): string {
  let text = '';
  for (let index = 0; index < codes.length; index += 1) text += characters.get(codes[index] as number) ?? '';
  return text;
}

/** What `/ActualText` says of a hyphen that only the end of a line has put into a word. */
export const softHyphen = 'FEFF00AD';

/** Begins every mark of Dossier's own in a page's text: runs that have it are shown to whoever fills them in. */
export const pilcrow = '¶';
/** What Chrome paints over a space that is spoken as a soft hyphen. */
export const hyphens: ReadonlySet<string> = new Set(['-', '\u2010']);
