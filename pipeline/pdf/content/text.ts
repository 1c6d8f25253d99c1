/**
 * Text objects as Skia writes them (ISO 32000-1, 9.4): glyph by glyph, each with its own move. They are read into runs, and
 * written with one operator for a run, which is a fifth as long and looks the same to a thousandth of the type's size.
 */
import { classes } from '../objects/parser.ts';
import type { PdfFont } from './fonts.ts';
import type { Sink } from '../objects/sink.ts';

/** Glyphs that stand in one line of one font. */
export interface Run {
  /** The font's name in the page's resources. */
  readonly name: string;
  readonly font: PdfFont;
  readonly size: number;
  /** Text matrix (9.4.2). */
  readonly matrix: readonly number[];
  readonly codes: number[];
  /** Where each glyph stands, from the matrix's origin, in units of text space. */
  readonly xs: number[];
  readonly y: number;
  /** What it says in place of its glyphs (`/ActualText`, 14.9.4) in UTF-16 as hexadecimal digits: a hyphen at the end of a line is drawn as a space. Empty for most. */
  readonly spoken: string;
}

/**
 * Reads a text object.
 * @param at after its BT
 * @returns where it ends, after its ET; undefined if it holds anything but glyphs of the known fonts, moves and spoken text
 */
export function readText(bytes: Buffer, at: number, fonts: ReadonlyMap<string, PdfFont>): { runs: Run[]; end: number } | undefined {
  const runs: Run[] = [];
  const numbers = new Float64Array(8);
  let count = 0;
  let name = '';
  let font: PdfFont | undefined;
  let size = 0;
  let matrix: readonly number[] = [1, 0, 0, 1, 0, 0];
  let run: Run | undefined;
  let x = 0;
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
      const start = place;
      place += 1;
      while (classes[bytes[place] as number] === 0) place += 1;
      numbers[count & 7] = numberIn(bytes, start, place);
      count += 1;
    } else if (byte === 0x3c) {
      const end = bytes.indexOf(0x3e, place);
      if (font === undefined || end < 0 || (end - place - 1) % 4 !== 0) return undefined;
      if (run === undefined || run.y !== y) {
        if (spoken !== '' && isSaid) return undefined;
        isSaid = true;
        run = { name, font, size, matrix, codes: [], xs: [], y, spoken };
        runs.push(run);
      }
      for (let digit = place + 1; digit < end; digit += 4) {
        const code = hex4(bytes, digit);
        run.codes.push(code);
        run.xs.push(pen);
        pen += (font.width(code) * size) / 1000;
      }
      shown += 1;
      place = end + 1;
    } else if (byte === 0x2f) {
      const start = place + 1;
      place = start;
      while (classes[bytes[place] as number] === 0) place += 1;
      name = bytes.toString('latin1', start, place);
      if (name === 'Span') {
        spoken = spoken === '' && count === 0 ? spokenAt(bytes, place) : '';
        if (spoken === '') return undefined;
        place = bytes.indexOf(beginsMark, place) + beginsMark.length;
        isSaid = false;
        run = undefined;
      }
    } else if (byte === 0x45 && bytes[place + 1] === 0x4d && bytes[place + 2] === 0x43 && spoken !== '' && isSaid && shown === 0) {
      // EMC
      spoken = '';
      run = undefined;
      place += 3;
    } else if (byte === 0x54) {
      const letter = bytes[place + 1];
      if (letter === 0x6a && shown === 1) {
        // Tj
      } else if (letter === 0x64 && count === 2) {
        // Td
        x += numbers[0] as number;
        y += numbers[1] as number;
        pen = x;
      } else if (letter === 0x6d && count === 6) {
        // Tm
        matrix = Array.from(numbers.subarray(0, 6));
        x = 0;
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
      count = 0;
      shown = 0;
      place += 2;
    } else if (byte === 0x45 && bytes[place + 1] === 0x54 && spoken === '') return { runs, end: place + 2 };
    else return undefined;
  }
  return undefined;
}

const beginsMark = Buffer.from('BDC');

/** The hexadecimal text of `<</ActualText <feff00ad> >> BDC`, as Skia writes it; empty for anything else. */
function spokenAt(bytes: Buffer, at: number): string {
  // Most say one character.
  const match = /^\s*<<\s*\/ActualText\s*<([0-9A-Fa-f]*)>\s*>>\s*BDC\s/.exec(bytes.toString('latin1', at, at + 256));
  return match?.[1] ?? '';
}

const fractions = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];

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
  let font = '';
  sink.write('BT\n');
  for (const run of runs) {
    if (run.codes.length === 0) continue;
    const selected = `/${run.name} ${short(run.size)} Tf\n`;
    if (selected !== font) sink.write(selected);
    font = selected;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = run.matrix;
    const x = run.xs[0] as number;
    sink.write(`${short(a)} ${short(b)} ${short(c)} ${short(d)} ${short(e + a * x + c * run.y)} ${short(f + b * x + d * run.y)} Tm\n`);
    if (run.spoken !== '') sink.write(`/Span<</ActualText<${run.spoken}>>>BDC\n`);
    writeGlyphs(run, sink);
    if (run.spoken !== '') sink.write('EMC\n');
  }
  sink.write('ET\n');
}

/** Tj, or TJ with what the glyphs' own widths do not say (9.4.3). */
function writeGlyphs({ codes, xs, size, font }: Run, sink: Sink): void {
  const unit = size / 1000;
  const shifts: number[] = [];
  let pen = xs[0] as number;
  let isShifted = false;
  for (let index = 0; index < codes.length; index += 1) {
    const shift = Math.round((pen - (xs[index] as number)) / unit);
    // More than five figures do not fit where they are written, and no glyph stands so far away.
    const bounded = Math.max(-99_999, Math.min(99_999, shift));
    shifts.push(bounded);
    if (bounded !== 0) isShifted = true;
    pen += (font.width(codes[index] as number) - bounded) * unit;
  }
  sink.write(isShifted ? '[<' : '<');
  sink.codes(codes, isShifted ? shifts : undefined);
  sink.write(isShifted ? '>]TJ\n' : '>Tj\n');
}

/** As few figures as a fiftieth of a thousandth of a point needs. */
function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const scaled = Math.round(Math.abs(value) * 1e5);
  const whole = Math.floor(scaled / 1e5);
  let part = scaled - whole * 1e5;
  if (part === 0) return whole === 0 || value > 0 ? String(whole) : `-${whole}`;
  let places = 5;
  while (part % 10 === 0) {
    part /= 10;
    places -= 1;
  }
  return `${value < 0 ? '-' : ''}${whole === 0 ? '' : whole}.${String(part).padStart(places, '0')}`;
}
