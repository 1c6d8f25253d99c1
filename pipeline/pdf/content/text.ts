/** Text objects as Skia writes them (ISO 32000-1, 9.4): glyph by glyph, each positioned separately. They are parsed into runs. */
import { classes } from '../objects/parser.ts';
import { endOfRegular, endOfSpace, fraction, hex4, isHere, isHex, isRegular, isSpace, numberIn } from './bytes.ts';
import { identity, type Matrix, matrixOf } from './extent.ts';
import { type PdfFont, widthOf } from './fonts.ts';
import { Run } from './run.ts';

/** Maximum number of operands. */
export const mostOperands = 16;

/** What a text object has parsed to. */
export interface TextObject {
  readonly runs: readonly Run[];
  /** The offset after its ET. */
  readonly end: number;
}

/** A run whose glyphs are still being read. */
interface OpenRun {
  readonly name: string;
  readonly font: PdfFont;
  readonly size: number;
  readonly matrix: Matrix;
  readonly y: number;
  readonly spoken: string;
  /** Index of its first glyph. */
  readonly start: number;
}

/** Parses the text objects of a page. */
export class TextParser {
  readonly #bytes: Buffer;
  readonly #fonts: ReadonlyMap<string, PdfFont>;
  /** All glyphs of a text object. A glyph takes at least four bytes of the page. */
  readonly #codes: Uint16Array;
  readonly #xs: Float64Array;
  #count = 0;
  readonly #operands = new Float64Array(mostOperands);
  /** Current line position, which `Td` is relative to. */
  #lineX = 0;

  /** @param fonts by name in the page's resources */
  constructor(bytes: Buffer, fonts: ReadonlyMap<string, PdfFont>) {
    this.#bytes = bytes;
    this.#fonts = fonts;
    this.#codes = new Uint16Array(bytes.length >> 2);
    this.#xs = new Float64Array(bytes.length >> 2);
  }

  /** Releases the runs of all text objects that were parsed. */
  forget(): void {
    this.#count = 0;
  }

  /**
   * Parses a text object.
   * @param from offset after its BT
   * @returns undefined if it contains anything but glyphs of known fonts, moves and replacement text
   */
  parse(from: number): TextObject | undefined {
    const bytes = this.#bytes;
    const operands = this.#operands;
    const limit = bytes.length;
    const runs: OpenRun[] = [];
    this.#lineX = 0;
    let spoken = '';
    let count = 0;
    let name = '';
    let font: PdfFont | undefined;
    let size = 0;
    let matrix = identity;
    /** The current run; undefined if the next glyphs start a new one. */
    let open: OpenRun | undefined;
    let y = 0;
    let pen = 0;
    let shown = 0;
    /** Whether a run has the replacement text: two runs would duplicate it. */
    let isSaid = false;
    let at = from;
    while (at < limit) {
      const byte = bytes[at] as number;
      if (classes[byte] === 1) {
        at += 1;
      } else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e) {
        if (count === 0 && font !== undefined && open !== undefined && open.y === y) {
          const end = this.#readSteps(at);
          if (end > at) {
            pen = this.#lineX + (widthOf(font, this.#codes[this.#count - 1] as number) * size) / 1000;
            shown = 0;
            at = end;
            continue;
          }
        }
        const end = endOfRegular(bytes, at + 1, limit);
        if (count === mostOperands) return undefined;
        operands[count] = numberIn(bytes, at, end);
        count += 1;
        at = end;
      } else if (byte === 0x3c) {
        let end = at + 1;
        while (end < limit && bytes[end] !== 0x3e) end += 1;
        if (font === undefined || end === limit || (end - at - 1) % 4 !== 0) return undefined;
        if (open === undefined || open.y !== y) {
          if (spoken !== '' && isSaid) return undefined;
          isSaid = true;
          open = { name, font, size, matrix, y, spoken, start: this.#count };
          runs.push(open);
        }
        for (let digit = at + 1; digit < end; digit += 4) {
          const code = hex4(bytes, digit);
          this.#add(code, pen);
          pen += (widthOf(font, code) * size) / 1000;
        }
        shown += 1;
        at = end + 1;
      } else if (byte === 0x2f) {
        const start = at + 1;
        at = endOfRegular(bytes, start, limit);
        if (at - start === 4 && isHere(bytes, start, 'Span')) {
          const found = spoken === '' && count === 0 ? spokenAt(bytes, at) : undefined;
          if (found === undefined) return undefined;
          spoken = found.spoken;
          at = found.end;
          isSaid = false;
          open = undefined;
        } else if (at - start !== name.length || !isHere(bytes, start, name)) name = bytes.toString('latin1', start, at);
      } else if (byte === 0x54) {
        const letter = bytes[at + 1];
        if (letter === 0x6a && shown === 1) {
          // Tj
        } else if (letter === 0x64 && count === 2) {
          // Td
          this.#lineX += operands[0] as number;
          y += operands[1] as number;
          pen = this.#lineX;
        } else if (letter === 0x6d && count === 6) {
          // Tm
          matrix = matrixOf(operands);
          this.#lineX = 0;
          y = 0;
          pen = 0;
          open = undefined;
        } else if (letter === 0x66 && count === 1) {
          // Tf
          size = operands[0] as number;
          font = this.#fonts.get(name);
          if (font === undefined || size <= 0) return undefined;
          open = undefined;
        } else return undefined;
        if (at + 2 < limit && isRegular(bytes[at + 2])) return undefined;
        count = 0;
        shown = 0;
        at += 2;
      } else if (byte === 0x45 && bytes[at + 1] === 0x54 && spoken === '') {
        // ET
        return { runs: this.#closed(runs), end: at + 2 };
      } else if (byte === 0x45 && isHere(bytes, at, 'EMC') && spoken !== '' && isSaid && shown === 0) {
        spoken = '';
        open = undefined;
        at += 3;
      } else return undefined;
    }
    return undefined;
  }

  /** The runs with their glyphs. */
  #closed(runs: readonly OpenRun[]): Run[] {
    return runs.map((run, index) => {
      const end = runs[index + 1]?.start ?? this.#count;
      return new Run(run, this.#codes.subarray(run.start, end), this.#xs.subarray(run.start, end));
    });
  }

  #add(code: number, x: number): void {
    this.#codes[this.#count] = code;
    this.#xs[this.#count] = x;
    this.#count += 1;
  }

  /**
   * Reads horizontal moves with one glyph each, `4.38 0 Td <0024> Tj`: nearly all text of a print.
   * @returns the offset after the last of them; `from` if there is none
   */
  #readSteps(from: number): number {
    const bytes = this.#bytes;
    let done = from;
    for (let at = from; ; at += bytes[at] === 0x0a ? 1 : 0) {
      const isNegative = bytes[at] === 0x2d;
      let value = 0;
      let point = -1;
      if (isNegative) at += 1;
      for (; ; at += 1) {
        const byte = bytes[at] as number;
        if (byte >= 0x30 && byte <= 0x39) value = value * 10 + (byte - 0x30);
        else if (byte === 0x2e) point = at;
        else break;
      }
      if (!isStep(bytes, at)) break;
      const places = point < 0 ? 0 : at - point - 1;
      if (places > 9) break;
      const step = value * fraction(places);
      this.#lineX += isNegative ? -step : step;
      this.#add(hex4(bytes, at + 7), this.#lineX);
      at += 15;
      done = at;
    }
    return done;
  }
}

/** Whether ` 0 Td <0024> Tj` and a line feed are here, with any glyph. */
const isStep = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0x20 &&
  bytes[at + 1] === 0x30 &&
  bytes[at + 2] === 0x20 &&
  bytes[at + 3] === 0x54 &&
  bytes[at + 4] === 0x64 &&
  bytes[at + 5] === 0x20 &&
  bytes[at + 6] === 0x3c &&
  bytes[at + 11] === 0x3e &&
  bytes[at + 12] === 0x20 &&
  bytes[at + 13] === 0x54 &&
  bytes[at + 14] === 0x6a &&
  bytes[at + 15] === 0x0a;

/** The hexadecimal text of `<</ActualText <feff00ad> >> BDC`, as Skia writes it. */
function spokenAt(bytes: Buffer, from: number): { readonly spoken: string; readonly end: number } | undefined {
  const limit = bytes.length;
  let at = endOfSpace(bytes, from, limit);
  if (!isHere(bytes, at, '<<')) return undefined;
  at = endOfSpace(bytes, at + 2, limit);
  if (!isHere(bytes, at, '/ActualText')) return undefined;
  at = endOfSpace(bytes, at + 11, limit);
  if (bytes[at] !== 0x3c) return undefined;
  const start = at + 1;
  at = start;
  while (isHex(bytes[at])) at += 1;
  if (at === start || bytes[at] !== 0x3e) return undefined;
  const spoken = bytes.toString('latin1', start, at);
  at = endOfSpace(bytes, at + 1, limit);
  if (!isHere(bytes, at, '>>')) return undefined;
  at = endOfSpace(bytes, at + 2, limit);
  if (!isHere(bytes, at, 'BDC') || at + 3 >= limit || !isSpace(bytes[at + 3])) return undefined;
  return { spoken, end: at + 3 };
}
