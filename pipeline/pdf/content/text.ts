/**
 * Text objects as Skia writes them (ISO 32000-1, 9.4): glyph by glyph, each with its own move. They are read into runs, and
 * written with one operator for a run, which is a fifth as long and looks the same to two thousandths of the type's size.
 */
import { classes } from '../objects/parser.ts';
import type { Sink } from '../objects/sink.ts';
import { type PdfFont, widthOf } from './fonts.ts';

const nothing = { codes: new Uint16Array(), xs: new Float64Array() };

/** Glyphs that stand in one line of one font. */
export class Run {
  /** The font's name in the page's resources. */
  readonly name: string;
  readonly font: PdfFont;
  readonly size: number;
  /** Text matrix (9.4.2). */
  readonly matrix: readonly number[];
  readonly y: number;
  /**
   * What it says in place of its glyphs (`/ActualText`, 14.9.4) in UTF-16 as hexadecimal digits: a hyphen at the end of a line
   * is drawn as a space. Empty for most.
   */
  readonly spoken: string;
  /** Of a run that was read, a part of what the next text object is read into. */
  codes: Uint16Array = nothing.codes;
  /** Where each glyph stands, from the matrix's origin, in units of text space. */
  xs: Float64Array = nothing.xs;

  constructor(name: string, font: PdfFont, size: number, matrix: readonly number[], y: number, spoken: string) {
    this.name = name;
    this.font = font;
    this.size = size;
    this.matrix = matrix;
    this.y = y;
    this.spoken = spoken;
  }

  /** Where its first glyph stands on the page, or in what has been transformed. */
  get origin(): readonly [x: number, y: number] {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.matrix;
    const x = this.xs[0] ?? 0;
    return [e + a * x + c * this.y, f + b * x + d * this.y];
  }

  /** A run with other glyphs in the same line. */
  with(codes: readonly number[], xs: readonly number[], name = this.name, font = this.font): Run {
    const run = new Run(name, font, this.size, this.matrix, this.y, this.spoken);
    run.codes = Uint16Array.from(codes);
    run.xs = Float64Array.from(xs);
    return run;
  }
}

/** What a run's glyphs say, one after the other. */
export const charactersOf = ({ codes, font }: Pick<Run, 'codes' | 'font'>): string[] =>
  Array.from(codes, (code) => font.characters.get(code) ?? '');

/** The glyphs of the text object that is being read: room that is used again for each. */
class Glyphs {
  codes = new Uint16Array(1 << 10);
  xs = new Float64Array(1 << 10);
  count = 0;
  /** Where the line stands now: `Td` steps from here. */
  x = 0;

  add(code: number, x: number): void {
    if (this.count === this.codes.length) this.#grow();
    this.codes[this.count] = code;
    this.xs[this.count] = x;
    this.count += 1;
  }

  /**
   * Reads steps to the side with a glyph each, `4.38 0 Td <0024> Tj`: nearly all that a print's text is. It stands alone,
   * because what is small is compiled soon, and once.
   * @returns the place after the last of them; `at` if there is none
   */
  steps(bytes: Buffer, at: number): number {
    const { codes, xs } = this;
    const { length } = codes;
    let { count, x } = this;
    let done = at;
    for (let place = at; count < length; place += bytes[place] === 0x0a ? 1 : 0) {
      const isNegative = bytes[place] === 0x2d;
      let value = 0;
      let point = -1;
      if (isNegative) place += 1;
      for (; ; place += 1) {
        const byte = bytes[place] as number;
        if (byte >= 0x30 && byte <= 0x39) value = value * 10 + byte - 0x30;
        else if (byte === 0x2e) point = place;
        else break;
      }
      if (bytes[place] !== 0x20 || bytes[place + 1] !== 0x30 || bytes[place + 2] !== 0x20 || bytes[place + 3] !== 0x54) break;
      if (bytes[place + 4] !== 0x64 || bytes[place + 5] !== 0x20 || bytes[place + 6] !== 0x3c || bytes[place + 11] !== 0x3e) break;
      if (bytes[place + 12] !== 0x20 || bytes[place + 13] !== 0x54 || bytes[place + 14] !== 0x6a || bytes[place + 15] !== 0x0a) break;
      const scale = fractions[point < 0 ? 0 : place - point - 1];
      if (scale === undefined) break;
      x += isNegative ? -value * scale : value * scale;
      codes[count] = hex4(bytes, place + 7);
      xs[count] = x;
      count += 1;
      place += 15;
      done = place;
    }
    this.count = count;
    this.x = x;
    if (count === length) this.#grow();
    return done;
  }

  #grow(): void {
    const { codes, xs } = this;
    this.codes = new Uint16Array(codes.length * 2);
    this.codes.set(codes);
    this.xs = new Float64Array(xs.length * 2);
    this.xs.set(xs);
  }
}

const glyphs = new Glyphs();

/** A text object that was read. */
interface Text {
  readonly runs: readonly Run[];
  /** After its ET. */
  readonly end: number;
}

/**
 * Reads a text object.
 * @param at after its BT
 * @returns its runs, which hold until the next is read; undefined if it holds anything but glyphs of the known fonts, moves and
 * spoken text
 */
export const readText = (bytes: Buffer, at: number, fonts: ReadonlyMap<string, PdfFont>): Text | undefined =>
  readLine(bytes, at, fonts) ?? readAny(bytes, at, fonts);

/**
 * The same for one line of text, which most of them are:
 *
 *     /F7 13.33 Tf
 *     1 0 0 -1 177.625 12008 Tm
 *     <0024> Tj
 *     4.38 0 Td <002e> Tj
 *     ET
 */
function readLine(bytes: Buffer, at: number, fonts: ReadonlyMap<string, PdfFont>): Text | undefined {
  if (bytes[at] !== 0x0a || bytes[at + 1] !== 0x2f) return undefined;
  let place = at + 2;
  while (classes[bytes[place] as number] === 0) place += 1;
  const name = bytes.toString('latin1', at + 2, place);
  const font = fonts.get(name);
  if (font === undefined) return undefined;
  const numbers: number[] = [];
  while (numbers.length < 7) {
    const start = place + 1;
    const first = bytes[start] as number;
    if ((first < 0x30 || first > 0x39) && first !== 0x2d && first !== 0x2e) return undefined;
    place = start + 1;
    while (classes[bytes[place] as number] === 0) place += 1;
    numbers.push(numberIn(bytes, start, place));
    if (numbers.length > 1) continue;
    if (bytes[place] !== 0x20 || bytes[place + 1] !== 0x54 || bytes[place + 2] !== 0x66 || bytes[place + 3] !== 0x0a) return undefined;
    place += 3;
  }
  const size = numbers.shift() as number;
  if (size <= 0 || bytes[place] !== 0x20 || bytes[place + 1] !== 0x54 || bytes[place + 2] !== 0x6d || bytes[place + 3] !== 0x0a)
    return undefined;
  place += 4;
  if (bytes[place] !== 0x3c || bytes[place + 5] !== 0x3e || bytes[place + 6] !== 0x20) return undefined;
  if (bytes[place + 7] !== 0x54 || bytes[place + 8] !== 0x6a || bytes[place + 9] !== 0x0a) return undefined;
  glyphs.count = 0;
  glyphs.x = 0;
  glyphs.add(hex4(bytes, place + 1), 0);
  place += 10;
  const end = glyphs.steps(bytes, place);
  if (end > place) place = end + 1;
  if (bytes[place] !== 0x45 || bytes[place + 1] !== 0x54) return undefined;
  const run = new Run(name, font, size, numbers, 0, '');
  run.codes = glyphs.codes.subarray(0, glyphs.count);
  run.xs = glyphs.xs.subarray(0, glyphs.count);
  return { runs: [run], end: place + 2 };
}

function readAny(bytes: Buffer, at: number, fonts: ReadonlyMap<string, PdfFont>): Text | undefined {
  const runs: Run[] = [];
  const starts: number[] = [];
  const numbers: number[] = [];
  glyphs.count = 0;
  glyphs.x = 0;
  let name = '';
  let font: PdfFont | undefined;
  let size = 0;
  let matrix: readonly number[] = [1, 0, 0, 1, 0, 0];
  let run: Run | undefined;
  let y = 0;
  let pen = 0;
  let shown = 0;
  let spoken = '';
  /** Whether a run has what is spoken: two would say it twice. */
  let isSaid = false;
  let place = at;
  const { length } = bytes;
  while (place < length) {
    const byte = bytes[place] as number;
    if (classes[byte] === 1) {
      place += 1;
    } else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e) {
      if (numbers.length === 0 && run !== undefined && run.y === y) {
        const end = glyphs.steps(bytes, place);
        if (end > place) {
          pen = glyphs.x + (widthOf(run.font, glyphs.codes[glyphs.count - 1] as number) * size) / 1000;
          shown = 0;
          place = end;
          continue;
        }
      }
      const start = place;
      place += 1;
      while (classes[bytes[place] as number] === 0) place += 1;
      numbers.push(numberIn(bytes, start, place));
    } else if (byte === 0x3c) {
      const end = bytes.indexOf(0x3e, place);
      if (font === undefined || end < 0 || (end - place - 1) % 4 !== 0) return undefined;
      if (run === undefined || run.y !== y) {
        if (spoken !== '' && isSaid) return undefined;
        isSaid = true;
        run = new Run(name, font, size, matrix, y, spoken);
        runs.push(run);
        starts.push(glyphs.count);
      }
      for (let digit = place + 1; digit < end; digit += 4) {
        const code = hex4(bytes, digit);
        glyphs.add(code, pen);
        pen += (widthOf(font, code) * size) / 1000;
      }
      shown += 1;
      place = end + 1;
    } else if (byte === 0x2f) {
      const start = place + 1;
      place = start;
      while (classes[bytes[place] as number] === 0) place += 1;
      const word = bytes.toString('latin1', start, place);
      if (word !== 'Span') name = word;
      else {
        spoken = spoken === '' && numbers.length === 0 ? spokenAt(bytes, place) : '';
        if (spoken === '') return undefined;
        place = bytes.indexOf(beginsMark, place) + beginsMark.length;
        isSaid = false;
        run = undefined;
      }
    } else if (byte === 0x54) {
      const letter = bytes[place + 1];
      const count = numbers.length;
      if (letter === 0x6a && shown === 1) {
        // Tj
      } else if (letter === 0x64 && count === 2) {
        // Td
        glyphs.x += numbers[0] as number;
        y += numbers[1] as number;
        pen = glyphs.x;
      } else if (letter === 0x6d && count === 6) {
        // Tm
        matrix = numbers.slice();
        glyphs.x = 0;
        y = 0;
        pen = 0;
        run = undefined;
      } else if (letter === 0x66 && count === 1) {
        // Tf
        size = numbers[0] as number;
        font = fonts.get(name);
        if (font === undefined || size <= 0) return undefined;
        run = undefined;
      } else return undefined;
      if (classes[bytes[place + 2] as number] === 0) return undefined;
      numbers.length = 0;
      shown = 0;
      place += 2;
    } else if (byte === 0x45 && bytes[place + 1] === 0x54 && spoken === '') {
      // ET
      const { codes, xs, count } = glyphs;
      for (let index = 0; index < runs.length; index += 1) {
        const own = runs[index] as Run;
        own.codes = codes.subarray(starts[index], starts[index + 1] ?? count);
        own.xs = xs.subarray(starts[index], starts[index + 1] ?? count);
      }
      return { runs, end: place + 2 };
    } else if (byte === 0x45 && bytes[place + 1] === 0x4d && bytes[place + 2] === 0x43 && spoken !== '' && isSaid && shown === 0) {
      // EMC
      spoken = '';
      run = undefined;
      place += 3;
    } else return undefined;
  }
  return undefined;
}

function numberIn(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  let point = -1;
  const isNegative = bytes[start] === 0x2d;
  for (let at = isNegative ? start + 1 : start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x2e) point = at;
    else value = value * 10 + byte - 0x30;
  }
  const places = point < 0 ? 0 : end - point - 1;
  const scaled = value * (fractions[places] ?? 10 ** -places);
  return isNegative ? -scaled : scaled;
}

const beginsMark = Buffer.from('BDC');

/** The hexadecimal text of `<</ActualText <feff00ad> >> BDC`, as Skia writes it; empty for anything else. */
function spokenAt(bytes: Buffer, at: number): string {
  // Most say one character.
  const match = /^\s*<<\s*\/ActualText\s*<([0-9A-Fa-f]*)>\s*>>\s*BDC\s/.exec(bytes.toString('latin1', at, at + 256));
  return match?.[1] ?? '';
}

const fractions = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];

const digitOf = new Uint8Array(256);
for (let digit = 0; digit < 10; digit += 1) digitOf[0x30 + digit] = digit;
for (let digit = 10; digit < 16; digit += 1) {
  digitOf[0x37 + digit] = digit;
  digitOf[0x57 + digit] = digit;
}

const hex4 = (bytes: Buffer, at: number) =>
  ((digitOf[bytes[at] as number] as number) << 12) |
  ((digitOf[bytes[at + 1] as number] as number) << 8) |
  ((digitOf[bytes[at + 2] as number] as number) << 4) |
  (digitOf[bytes[at + 3] as number] as number);

/** A text object with these runs. */
export function writeText(runs: readonly Run[], sink: Sink): void {
  let name = '';
  let size = 0;
  sink.write('BT\n');
  for (const run of runs) {
    if (run.codes.length === 0) continue;
    if (run.name !== name || run.size !== size) {
      ({ name, size } = run);
      sink.write(`/${name} `);
      sink.decimal(size);
      sink.write(' Tf\n');
    }
    const [a = 1, b = 0, c = 0, d = 1] = run.matrix;
    const [x, y] = run.origin;
    if (a === 1 && b === 0 && c === 0 && d === -1) sink.write('1 0 0 -1 ');
    else
      for (const value of [a, b, c, d]) {
        sink.decimal(value);
        sink.byte(0x20);
      }
    sink.decimal(x);
    sink.byte(0x20);
    sink.decimal(y);
    sink.write(' Tm\n');
    if (run.spoken !== '') sink.write(`/Span<</ActualText<${run.spoken}>>>BDC\n`);
    writeGlyphs(run.codes, run.xs, run.size, run.font, sink);
    if (run.spoken !== '') sink.write('EMC\n');
  }
  sink.write('ET\n');
}

/** Thousandths of the type's size by which a glyph may stand beside its place. */
const slight = 1.5;

/** Room for what the widths of a run's glyphs do not say. */
let shifts = new Int32Array(1 << 10);

/** Tj, or TJ with what the glyphs' own widths do not say (9.4.3). */
function writeGlyphs(codes: Uint16Array, xs: Float64Array, size: number, { widths, otherwise }: PdfFont, sink: Sink): void {
  const { length } = codes;
  if (shifts.length < length) shifts = new Int32Array(2 * length);
  const own = shifts;
  const unit = size / 1000;
  let pen = xs[0] as number;
  let isShifted = false;
  for (let index = 0; index < length; index += 1) {
    const exact = (pen - (xs[index] as number)) / unit;
    // Less is seen by nobody, and does not add up: it is measured from where the glyph really stands.
    const shift = exact < slight && exact > -slight ? 0 : Math.round(exact);
    // More than five figures do not fit where they are written, and no glyph stands so far away.
    const bounded = shift > 99_999 ? 99_999 : shift < -99_999 ? -99_999 : shift;
    own[index] = bounded;
    if (bounded !== 0) isShifted = true;
    pen += ((widths[codes[index] as number] ?? otherwise) - bounded) * unit;
  }
  sink.write(isShifted ? '[<' : '<');
  sink.codes(codes, isShifted ? own : undefined);
  sink.write(isShifted ? '>]TJ\n' : '>Tj\n');
}
