/**
 * Text objects as Skia writes them (ISO 32000-1, 9.4): glyph by glyph, each positioned separately. They are parsed into runs and
 * written with one operator per run, which takes a fifth of the bytes and is accurate to two thousandths of the font size.
 */
import { endOfRegular, endOfSpace, fraction, hex4, isDigit, isHere, isHex, isRegular, isSpace, numberIn, placeOf } from './bytes';
import {
  code,
  copy,
  decimal,
  inputEnd,
  mostOperands,
  names,
  namesEnd,
  operand,
  put,
  setMatrix,
  setOperand,
  shifts,
  whole,
  write,
} from './memory';
import {
  addGlyph,
  addRun,
  baselineOf,
  codeAt,
  fontOf,
  glyphCount,
  kindOf,
  lengthOf,
  matrixIn,
  matrixOf,
  nameLength,
  nameOf,
  run,
  runCount,
  setKinds,
  setLength,
  sizeOf,
  spokenLength,
  spokenOf,
  startOf,
  widthOf,
  xAt,
  xOf,
  yOf,
} from './runs';

/** Current line position, which `Td` is relative to. */
let lineX: f64 = 0;
/** Replacement text of the following glyphs in hexadecimal digits: address and number of digits; 0 for none. */
let spoken: usize = 0;
let spokenDigits: i32 = 0;
/** Address after it. */
let spokenEnd: usize = 0;

/** The font with this name on the page; 0 if there is none. */
function fontNamed(from: usize, to: usize): usize {
  const length = to - from;
  let at = names;
  while (at < namesEnd) {
    const size = <usize>load<u32>(at, 4);
    if (size === length && memory.compare(at + 8, from, length) === 0) return load<u32>(at);
    at += (8 + size + 3) & ~3;
  }
  return 0;
}

/** Any byte followed by ` 0 Td <`, and ` Tj` with a line feed, in memory order. */
const stepTo: u64 = 0x3c20645420302000;
const shows: u32 = 0x0a6a5420;

/**
 * Reads horizontal moves with one glyph each, `4.38 0 Td <0024> Tj`: nearly all text of a print.
 * @returns the address after the last of them; `at` if there is none
 */
function readSteps(at: usize): usize {
  let done = at;
  for (let place = at; ; place += load<u8>(place) === 0x0a ? 1 : 0) {
    const isNegative = load<u8>(place) === 0x2d;
    let value: f64 = 0;
    let point: usize = 0;
    if (isNegative) place += 1;
    for (; ; place += 1) {
      const byte = load<u8>(place);
      if (byte >= 0x30 && byte <= 0x39) value = value * 10 + <f64>(byte - 0x30);
      else if (byte === 0x2e) point = place;
      else break;
    }
    if (load<u64>(place) << 8 !== stepTo || load<u8>(place, 11) !== 0x3e || load<u32>(place, 12) !== shows) break;
    const places = point === 0 ? 0 : <i32>(place - point - 1);
    if (places > 9) break;
    const step = value * fraction(places);
    lineX += isNegative ? -step : step;
    addGlyph(hex4(place + 7), lineX);
    place += 15;
    done = place;
  }
  return done;
}

/** Finds the hexadecimal text of `<</ActualText <feff00ad> >> BDC`, as Skia writes it. */
function findSpoken(from: usize): bool {
  let at = endOfSpace(from, inputEnd);
  if (!isHere(at, '<<')) return false;
  at = endOfSpace(at + 2, inputEnd);
  if (!isHere(at, '/ActualText')) return false;
  at = endOfSpace(at + 11, inputEnd);
  if (load<u8>(at) !== 0x3c) return false;
  at += 1;
  spoken = at;
  while (isHex(load<u8>(at))) at += 1;
  spokenDigits = <i32>(at - spoken);
  if (spokenDigits === 0 || load<u8>(at) !== 0x3e) return false;
  at = endOfSpace(at + 1, inputEnd);
  if (!isHere(at, '>>')) return false;
  at = endOfSpace(at + 2, inputEnd);
  if (!isHere(at, 'BDC') || at + 3 >= inputEnd || !isSpace(load<u8>(at, 3))) return false;
  spokenEnd = at + 3;
  return true;
}

/** Number of operands before the next operator. */
let count: i32 = 0;

/**
 * Parses a text object and appends its runs.
 * @param at address after its BT
 * @returns the address after its ET; 0 if it contains anything but glyphs of known fonts, moves and replacement text
 */
export function readText(at: usize): usize {
  const firstRun = runCount;
  lineX = 0;
  spokenDigits = 0;
  count = 0;
  let name: usize = 0;
  let nameEnd: usize = 0;
  let font: usize = 0;
  let size: f64 = 0;
  let a: f64 = 1;
  let b: f64 = 0;
  let c: f64 = 0;
  let d: f64 = 1;
  let e: f64 = 0;
  let f: f64 = 0;
  /** The current run; 0 if the next glyphs start a new one. */
  let open: usize = 0;
  let y: f64 = 0;
  let pen: f64 = 0;
  let shown = 0;
  /** Whether a run has the replacement text: two runs would duplicate it. */
  let isSaid = false;
  let place = at;
  while (place < inputEnd) {
    const byte = <i32>load<u8>(place);
    if (isSpace(byte)) {
      place += 1;
    } else if (isDigit(byte) || byte === 0x2d || byte === 0x2e) {
      if (count === 0 && open !== 0 && yOf(open) === y) {
        const end = readSteps(place);
        if (end > place) {
          pen = lineX + (widthOf(font, codeAt(glyphCount - 1)) * size) / 1000;
          shown = 0;
          place = end;
          continue;
        }
      }
      const end = endOfRegular(place + 1, inputEnd);
      if (count === mostOperands) return 0;
      setOperand(count, numberIn(place, end));
      count += 1;
      place = end;
    } else if (byte === 0x3c) {
      const end = placeOf(0x3e, place, inputEnd);
      if (font === 0 || end === 0 || (end - place - 1) % 4 !== 0) return 0;
      if (open === 0 || yOf(open) !== y) {
        if (spokenDigits > 0 && isSaid) return 0;
        isSaid = true;
        open = addRun(font, name, <i32>(nameEnd - name), size, y, spoken, spokenDigits);
        if (open === 0) return 0;
        setMatrix(matrixIn(open), a, b, c, d, e, f);
      }
      for (let digit = place + 1; digit < end; digit += 4) {
        const code = hex4(digit);
        addGlyph(code, pen);
        pen += (widthOf(font, code) * size) / 1000;
      }
      shown += 1;
      place = end + 1;
    } else if (byte === 0x2f) {
      const start = place + 1;
      place = endOfRegular(start, inputEnd);
      if (place - start === 4 && isHere(start, 'Span')) {
        if (spokenDigits > 0 || count > 0 || !findSpoken(place)) return 0;
        place = spokenEnd;
        isSaid = false;
        open = 0;
      } else {
        name = start;
        nameEnd = place;
      }
    } else if (byte === 0x54) {
      const letter = load<u8>(place, 1);
      if (letter === 0x6a && shown === 1) {
        // Tj
      } else if (letter === 0x64 && count === 2) {
        // Td
        lineX += operand(0);
        y += operand(1);
        pen = lineX;
      } else if (letter === 0x6d && count === 6) {
        // Tm
        a = operand(0);
        b = operand(1);
        c = operand(2);
        d = operand(3);
        e = operand(4);
        f = operand(5);
        lineX = 0;
        y = 0;
        pen = 0;
        open = 0;
      } else if (letter === 0x66 && count === 1) {
        // Tf
        size = operand(0);
        font = fontNamed(name, nameEnd);
        if (font === 0 || size <= 0) return 0;
        open = 0;
      } else return 0;
      if (place + 2 < inputEnd && isRegular(load<u8>(place, 2))) return 0;
      count = 0;
      shown = 0;
      place += 2;
    } else if (byte === 0x45 && load<u8>(place, 1) === 0x54 && spokenDigits === 0) {
      // ET
      for (let index = firstRun; index < runCount; index += 1) {
        const own = run(index);
        const next = index + 1 < runCount ? startOf(run(index + 1)) : glyphCount;
        setLength(own, next - startOf(own));
        findKinds(own);
      }
      return place + 2;
    } else if (byte === 0x45 && isHere(place, 'EMC') && spokenDigits > 0 && isSaid && shown === 0) {
      spokenDigits = 0;
      open = 0;
      place += 3;
    } else return 0;
  }
  return 0;
}

/** Stores the kinds of a run's glyphs. */
function findKinds(run: usize): void {
  const font = fontOf(run);
  const end = startOf(run) + lengthOf(run);
  let kinds = 0;
  for (let glyph = startOf(run); glyph < end; glyph += 1) kinds |= kindOf(font, codeAt(glyph));
  setKinds(run, kinds);
}

function isSameFont(one: usize, other: usize): bool {
  return (
    sizeOf(one) === sizeOf(other) &&
    nameLength(one) === nameLength(other) &&
    memory.compare(nameOf(one), nameOf(other), nameLength(one)) === 0
  );
}

/** Starts a text object. */
export function beginText(): void {
  write('BT\n');
  last = 0;
}

/** The previous run in this text object, if any. */
let last: usize = 0;

export function writeRun(run: usize): void {
  if (lengthOf(run) === 0) return;
  if (last === 0 || !isSameFont(run, last)) {
    put(0x2f);
    copy(nameOf(run), nameOf(run) + nameLength(run));
    put(0x20);
    decimal(sizeOf(run));
    write(' Tf\n');
  }
  last = run;
  if (matrixOf(run, 0) === 1 && matrixOf(run, 1) === 0 && matrixOf(run, 2) === 0 && matrixOf(run, 3) === -1) write('1 0 0 -1 ');
  else
    for (let index = 0; index < 4; index += 1) {
      decimal(matrixOf(run, index));
      put(0x20);
    }
  decimal(xOf(run));
  put(0x20);
  decimal(baselineOf(run));
  write(' Tm\n');
  if (spokenLength(run) > 0) {
    write('/Span<</ActualText<');
    copy(spokenOf(run), spokenOf(run) + spokenLength(run));
    write('>>>BDC\n');
  }
  writeGlyphs(run);
  if (spokenLength(run) > 0) write('EMC\n');
}

export function endText(): void {
  write('ET\n');
}

/** Tolerance for the position of a glyph, in thousandths of the font size. */
const slight: f64 = 1.5;

/** Writes Tj, or TJ with the offsets that differ from the glyph widths (9.4.3). */
function writeGlyphs(run: usize): void {
  const font = fontOf(run);
  const start = startOf(run);
  const length = lengthOf(run);
  const unit = sizeOf(run) / 1000;
  let pen = xAt(start);
  let isShifted = false;
  for (let index = 0; index < length; index += 1) {
    const exact = (pen - xAt(start + index)) / unit;
    // Smaller offsets are invisible and do not accumulate, because they are measured from the exact position. More than five digits
    // are never needed.
    const shift: f64 = exact < slight && exact > -slight ? 0 : max<f64>(-99999, min<f64>(99999, Math.round(exact)));
    store<i32>(shifts + ((<usize>index) << 2), <i32>shift);
    if (shift !== 0) isShifted = true;
    pen += (widthOf(font, codeAt(start + index)) - shift) * unit;
  }
  write(isShifted ? '[<' : '<');
  for (let index = 0; index < length; index += 1) {
    const shift = load<i32>(shifts + ((<usize>index) << 2));
    if (shift !== 0) {
      put(0x3e);
      if (shift < 0) put(0x2d);
      whole(abs(shift));
      put(0x3c);
    }
    code(codeAt(start + index));
  }
  write(isShifted ? '>]TJ\n' : '>Tj\n');
}
