/**
 * Memory layout. First the fonts, which stay from page to page; then the data of one page, laid out again for each page; last the
 * output, so that it can grow.
 */

import { aligned, reach } from './grow';

/** The input, followed by zeros. */
export let input: usize = 0;
export let inputEnd: usize = 0;
/** Names of the page's fonts: address of the font, length of the name, the name; each aligned to four bytes. */
export let names: usize = 0;
export let namesEnd: usize = 0;
/** End of the space for names. */
export let namesLimit: usize = 0;
/** A byte for each mark of the page: its flags (`rewrite.ts`). */
export let marks: usize = 0;
export let markCount: i32 = 0;
/** A byte for each mark: 1 once it is written. */
export let kept: usize = 0;
export let runs: usize = 0;
/** Maximum number of runs. */
export let mostRuns: i32 = 0;
/** Codes of all glyphs, two bytes each. */
export let codes: usize = 0;
/** Positions of all glyphs on their lines, eight bytes each. */
export let xs: usize = 0;
/** Offsets of a run's glyphs from the positions given by their widths, four bytes each. */
export let shifts: usize = 0;
/** Numbers of the runs in the order in which they are written. */
export let order: usize = 0;
/** The matrices of saved graphics states, six numbers each. */
export let matrices: usize = 0;
/** Address and length of the name of each graphics state. */
export let states: usize = 0;
/** Numbers before an operator. */
let operands: usize = 0;
export let output: usize = 0;

/** Maximum nesting of graphics states: Chrome's output has some dozens. */
export const deepest: i32 = 4096;
/** Maximum number of operands that are read. */
export const mostOperands: i32 = 16;
/** Bytes of a run: see `runs.ts`. */
export const runSize: usize = 96;
/** Glyphs and runs that the host may add. */
export const spareGlyphs: i32 = 1 << 14;
const spareRuns: i32 = 1 << 10;
/** Bytes reserved for names and fonts that are added while a page is processed. */
const spareNames: usize = 1 << 13;
const spareFonts: usize = 1 << 24;
/** Maximum look-ahead. */
const margin: usize = 64;

/** Address of the next font. */
let top: usize = 0;
/** Address of the next font that is added for the current page only; 0 outside a page. */
let spare: usize = 0;
/** End of memory. */
let end: usize = 0;

/** Releases all fonts. */
export function reset(): void {
  top = aligned(__heap_base);
  spare = 0;
}

/** Releases the data of the page. */
export function leavePage(): void {
  spare = 0;
}

/**
 * Allocates a font: the default width, the number of widths and of glyph kinds, the widths, and a byte with the kind of each code.
 */
export function font(widths: i32, kinds: i32): usize {
  const place = spare === 0 ? top : spare;
  const next = aligned(place + 16 + ((<usize>widths) << 3) + kinds);
  if (spare === 0) {
    top = next;
    end = reach(next);
  } else {
    if (next > names) unreachable();
    spare = next;
  }
  store<i32>(place, widths, 8);
  store<i32>(place, kinds, 12);
  return place;
}

/** Lays out memory for a page. The host writes names, marks and the input. */
export function page(length: i32, nameBytes: i32, marksOfPage: i32): void {
  let place = top + spareFonts;
  spare = top;
  names = place;
  namesEnd = names;
  namesLimit = place + nameBytes + spareNames;
  place = aligned(namesLimit);
  markCount = marksOfPage;
  marks = place;
  kept = marks + marksOfPage;
  place = aligned(kept + marksOfPage);
  matrices = place;
  states = matrices + <usize>deepest * 48;
  operands = states + <usize>deepest * 8;
  // A glyph takes four digits.
  const capacity = <usize>(length / 4 + spareGlyphs);
  xs = operands + <usize>mostOperands * 8;
  shifts = xs + (capacity << 3);
  codes = shifts + (capacity << 2);
  runs = aligned(codes + (capacity << 1));
  // Each run is preceded by at least ten bytes of positioning.
  mostRuns = min(length / 10 + spareRuns, 1 << 16);
  order = runs + <usize>mostRuns * runSize;
  input = aligned(order + ((<usize>mostRuns) << 2));
  inputEnd = input + length;
  output = aligned(inputEnd + margin);
  end = reach(output + length);
  memory.fill(kept, 0, marksOfPage);
  memory.fill(inputEnd, 0, margin);
  at = output;
}

export function operand(index: i32): f64 {
  return load<f64>(operands + ((<usize>index) << 3));
}

export function setOperand(index: i32, value: f64): void {
  store<f64>(operands + ((<usize>index) << 3), value);
}

export function setMatrix(to: usize, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64): void {
  store<f64>(to, a);
  store<f64>(to, b, 8);
  store<f64>(to, c, 16);
  store<f64>(to, d, 24);
  store<f64>(to, e, 32);
  store<f64>(to, f, 40);
}

/** Sets the end of the names written by the host. */
export function named(to: usize): void {
  namesEnd = to;
}

/** End of the output written so far. */
let at: usize = 0;

export function outputLength(): i32 {
  return <i32>(at - output);
}

/** Ensures space for this number of bytes. */
export function grow(by: usize): void {
  if (at + by > end) end = reach(at + by);
}

export function put(byte: i32): void {
  grow(1);
  store<u8>(at, byte);
  at += 1;
}

export function copy(from: usize, to: usize): void {
  if (to <= from) return;
  grow(to - from);
  memory.copy(at, from, to - from);
  at += to - from;
}

/** Reserves bytes that the host writes. @returns their address */
export function leave(length: usize): usize {
  grow(length);
  const place = at;
  at += length;
  return place;
}

/** Only ASCII. */
export function write(text: string): void {
  const length = text.length;
  grow(length);
  for (let index = 0; index < length; index += 1) store<u8>(at + index, text.charCodeAt(index));
  at += length;
}

/** Writes a non-negative integer. */
export function whole(value: i64): void {
  grow(20);
  let size = 1;
  for (let rest = value; rest >= 10; rest /= 10) size += 1;
  let rest = value;
  for (let place = at + size - 1; place >= at; place -= 1) {
    store<u8>(place, 0x30 + <u8>(rest % 10));
    rest /= 10;
  }
  at += size;
}

/** Writes a number with at most five decimal places. */
export function decimal(value: f64): void {
  const size = min(abs(value), 1e15);
  if (size > 1e9) {
    if (value < 0) put(0x2d);
    whole(<i64>Math.round(size));
    return;
  }
  const scaled = <i64>Math.round(size * 1e5);
  if (value < 0 && scaled > 0) put(0x2d);
  const units = scaled / 100000;
  let part = <i32>(scaled - units * 100000);
  if (units > 0 || part === 0) whole(units);
  if (part === 0) return;
  put(0x2e);
  for (let weight = 10000; part > 0; weight /= 10) {
    const digit = part / weight;
    put(0x30 + digit);
    part -= digit * weight;
  }
}

/** `0123456789abcdef` */
const digits = memory.data<u8>([48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102]);

/** Writes four hexadecimal digits. */
export function code(value: i32): void {
  grow(4);
  store<u8>(at, load<u8>(digits + (value >> 12)));
  store<u8>(at, load<u8>(digits + ((value >> 8) & 15)), 1);
  store<u8>(at, load<u8>(digits + ((value >> 4) & 15)), 2);
  store<u8>(at, load<u8>(digits + (value & 15)), 3);
  at += 4;
}
