/** Runs of text on a page. */
import type { PdfFont } from './fonts.ts';

/** Glyphs on one line in one font. */
export class Run {
  /** The font's name in the page's resources. */
  readonly name: string;
  readonly font: PdfFont;
  readonly size: number;
  /** Text matrix (ISO 32000-1, 9.4.2). */
  readonly matrix: readonly number[];
  readonly y: number;
  /**
   * Replacement text (`/ActualText`, 14.9.4) in UTF-16 as hexadecimal digits: a hyphen at the end of a line is drawn as a space.
   * Usually empty.
   */
  readonly spoken: string;
  /** For a run read from a page, a view of the parser's memory, valid until it forgets its text objects. */
  readonly codes: Uint16Array;
  /** Position of each glyph from the origin of the matrix, in text space units. */
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

  /** Position of its first glyph on the page, or in the transformed coordinate system. */
  get origin(): readonly [x: number, y: number] {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.matrix;
    const x = this.xs[0] ?? 0;
    return [e + a * x + c * this.y, f + b * x + d * this.y];
  }

  /** A run with other glyphs on the same line. */
  with(codes: readonly number[], xs: readonly number[], name = this.name, font = this.font): Run {
    return new Run({ ...this, name, font }, Uint16Array.from(codes), Float64Array.from(xs));
  }
}

/** The text of a run's glyphs. */
export function charactersIn({ codes, font: { characters } }: Pick<Run, 'codes' | 'font'>): string {
  let text = '';
  for (let index = 0; index < codes.length; index += 1) text += characters.get(codes[index] as number) ?? '';
  return text;
}

/** The `/ActualText` of a hyphen inserted at the end of a line. */
export const softHyphen = 'FEFF00AD';

/** Starts every Dossier placeholder in the text of a page: runs that contain it are passed to `Rewriting.run`. */
export const pilcrow = '¶';
/** What Chrome paints over a space whose replacement text is a soft hyphen. */
export const hyphens: ReadonlySet<string> = new Set(['-', '\u2010']);

/** Whether two runs start at the same position, up to Chrome's rounding. */
export function isBeside(one: Run, other: Run): boolean {
  const slight = one.size / 4;
  const [x, y] = one.origin;
  const [otherX, otherY] = other.origin;
  return Math.abs(x - otherX) < slight && Math.abs(y - otherY) < slight;
}
