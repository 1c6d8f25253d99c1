/**
 * Where everything stands in memory. First fonts, one after the other, which stay from page to page; behind them what one page
 * needs, which is laid out anew for each; the output comes last, so that it can grow.
 */

import { aligned, reach } from './grow';

/** What is read. Behind it stand zeros. */
export let input: usize = 0;
export let inputEnd: usize = 0;
/** Names of the page's fonts: place of the font, length of the name, the name; each at a multiple of four. */
export let names: usize = 0;
export let namesEnd: usize = 0;
/** Where there is no room for more of them. */
export let namesLimit: usize = 0;
/** A byte for each mark of the page: what is known of it (`rewrite.ts`). */
export let marks: usize = 0;
export let markCount: i32 = 0;
/** A byte for each mark: 1 once it is written. */
export let kept: usize = 0;
export let runs: usize = 0;
/** How many runs there is room for. */
export let mostRuns: i32 = 0;
/** Codes of all glyphs that were read, two bytes each. */
export let codes: usize = 0;
/** Where they stand in their lines, eight bytes each. */
export let xs: usize = 0;
/** What widths do not say of a run's glyphs, four bytes each. */
export let shifts: usize = 0;
/** Order in which runs are written, by number. */
export let order: usize = 0;
/** Six numbers for each graphics state that was saved. */
export let matrices: usize = 0;
/** Place and length of the name of each graphics state. */
export let states: usize = 0;
/** Numbers before an operator. */
let operands: usize = 0;
export let output: usize = 0;

/** Graphics states within each other: what Chrome writes has some dozens. */
export const deepest: i32 = 4096;
/** Operands of which an operator needs to know. */
export const mostOperands: i32 = 16;
/** Bytes of a run: see `runs.ts`. */
export const runSize: usize = 96;
/** Glyphs and runs that the host may add. */
export const spareGlyphs: i32 = 1 << 14;
const spareRuns: i32 = 1 << 10;
/** Bytes of names and of fonts that may be added while a page is read. */
const spareNames: usize = 1 << 13;
const spareFonts: usize = 1 << 24;
/** Looking ahead goes no further. */
const margin: usize = 64;

/** Where the next font stands. */
let top: usize = 0;
/** Where one stands that is added while a page is read, and only for this page; 0 while none is. */
let spare: usize = 0;
/** Where memory ends. */
let end: usize = 0;

/** Forgets all fonts. */
export function reset(): void {
  top = aligned(__heap_base);
  spare = 0;
}

/** Nothing of the page is needed any more. */
export function leavePage(): void {
  spare = 0;
}

/**
 * Room for a font: `otherwise` at its beginning, then how many widths and sorts follow, the widths, and a byte for the sort of
 * each code.
 */
export function font(widths: i32, sorts: i32): usize {
  const place = spare === 0 ? top : spare;
  const next = aligned(place + 16 + ((<usize>widths) << 3) + sorts);
  if (spare === 0) {
    top = next;
    end = reach(next);
  } else {
    if (next > names) unreachable();
    spare = next;
  }
  store<i32>(place, widths, 8);
  store<i32>(place, sorts, 12);
  return place;
}

/** Lays out memory for a page. The host fills in names, marks and the input. */
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
  const room = <usize>(length / 4 + spareGlyphs);
  xs = operands + <usize>mostOperands * 8;
  shifts = xs + (room << 3);
  codes = shifts + (room << 2);
  runs = aligned(codes + (room << 1));
  // Before each run of a text something moves: ten bytes at least.
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

/** Says where the names end that the host has written. */
export function named(to: usize): void {
  namesEnd = to;
}

/** Up to where the output is written. */
let at: usize = 0;

export function outputLength(): i32 {
  return <i32>(at - output);
}

/** Makes room for so many bytes. */
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

/** Leaves out so many bytes, which another writes. @returns where they stand */
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

/** A whole number that is not negative. */
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

/** A number in as few figures as a fiftieth of a thousandth needs. */
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

/** Four hexadecimal digits. */
export function code(value: i32): void {
  grow(4);
  store<u8>(at, load<u8>(digits + (value >> 12)));
  store<u8>(at, load<u8>(digits + ((value >> 8) & 15)), 1);
  store<u8>(at, load<u8>(digits + ((value >> 4) & 15)), 2);
  store<u8>(at, load<u8>(digits + (value & 15)), 3);
  at += 4;
}
