/** Glyphs that stand in one line of one font. The host reads these fields too (`../engine.ts`). */
import { codes, mostRuns, runSize, runs, spareGlyphs, xs } from './memory';

export let runCount: i32 = 0;
export let glyphCount: i32 = 0;
/** How many of them the host has added. */
let addedGlyphs: i32 = 0;

/** Nothing that was read is needed any more. */
export function forget(): void {
  runCount = 0;
  glyphCount = 0;
  addedGlyphs = 0;
}

export function run(index: i32): usize {
  return runs + <usize>index * runSize;
}

/** Place of the font. */
export function fontOf(run: usize): usize {
  return load<u32>(run);
}
/** The font's name in the page's resources: where it stands, and its length. */
export function nameOf(run: usize): usize {
  return load<u32>(run, 4);
}
export function nameLength(run: usize): i32 {
  return load<i32>(run, 8);
}
/** What it says in place of its glyphs (`/ActualText`, 14.9.4), in hexadecimal digits. */
export function spokenOf(run: usize): usize {
  return load<u32>(run, 12);
}
/** 0 for most: they say what their glyphs do. */
export function spokenLength(run: usize): i32 {
  return load<i32>(run, 16);
}
/** The first glyph of all that were read. */
export function startOf(run: usize): i32 {
  return load<i32>(run, 20);
}
/** How many glyphs. */
export function lengthOf(run: usize): i32 {
  return load<i32>(run, 24);
}
/** Sorts of all its glyphs. */
export function sortsOf(run: usize): i32 {
  return load<i32>(run, 28);
}
export function sizeOf(run: usize): f64 {
  return load<f64>(run, 32);
}
/** One of the six numbers of its text matrix (9.4.2). */
export function matrixOf(run: usize, index: i32): f64 {
  return load<f64>(matrixIn(run) + ((<usize>index) << 3));
}
export function yOf(run: usize): f64 {
  return load<f64>(run, 88);
}

export function setLength(run: usize, length: i32): void {
  store<i32>(run, length, 24);
}

export function setSorts(run: usize, sorts: i32): void {
  store<i32>(run, sorts, 28);
}

/** Where the six numbers of its text matrix stand. */
export function matrixIn(run: usize): usize {
  return run + 40;
}

/** Gives it what another says in place of its glyphs. */
export function speakLike(run: usize, other: usize): void {
  store<u32>(run, <u32>spokenOf(other), 12);
  store<i32>(run, spokenLength(other), 16);
}

export function codeAt(glyph: i32): i32 {
  return load<u16>(codes + ((<usize>glyph) << 1));
}

export function xAt(glyph: i32): f64 {
  return load<f64>(xs + ((<usize>glyph) << 3));
}

export function addGlyph(code: i32, x: f64): void {
  store<u16>(codes + ((<usize>glyphCount) << 1), code);
  store<f64>(xs + ((<usize>glyphCount) << 3), x);
  glyphCount += 1;
}

/** A new run without glyphs. Its matrix is still to be written. @returns its place; 0 if there is no room: no print has so many */
export function addRun(font: usize, name: usize, nameLength: i32, size: f64, y: f64, spoken: usize, spokenLength: i32): usize {
  if (runCount === mostRuns) return 0;
  const place = run(runCount);
  runCount += 1;
  store<u32>(place, <u32>font);
  store<u32>(place, <u32>name, 4);
  store<i32>(place, nameLength, 8);
  store<u32>(place, <u32>spoken, 12);
  store<i32>(place, spokenLength, 16);
  store<i32>(place, glyphCount, 20);
  store<i32>(place, 0, 24);
  store<i32>(place, 0, 28);
  store<f64>(place, size, 32);
  store<f64>(place, y, 88);
  return place;
}

/** For the host: a run like another, with so many glyphs that it writes itself, and perhaps of another font. @returns its number */
export function addLike(index: i32, font: usize, name: usize, nameLength: i32, glyphs: i32): i32 {
  if (addedGlyphs + glyphs > spareGlyphs) return -1;
  addedGlyphs += glyphs;
  const like = run(index);
  const place = addRun(font, name, nameLength, sizeOf(like), yOf(like), spokenOf(like), spokenLength(like));
  if (place === 0) return -1;
  memory.copy(matrixIn(place), matrixIn(like), 48);
  setLength(place, glyphs);
  glyphCount += glyphs;
  return runCount - 1;
}

/** Where its first glyph stands on the page, or in what has been transformed. */
export function xOf(run: usize): f64 {
  const x = lengthOf(run) > 0 ? xAt(startOf(run)) : 0;
  return matrixOf(run, 4) + matrixOf(run, 0) * x + matrixOf(run, 2) * yOf(run);
}

export function baselineOf(run: usize): f64 {
  const x = lengthOf(run) > 0 ? xAt(startOf(run)) : 0;
  return matrixOf(run, 5) + matrixOf(run, 1) * x + matrixOf(run, 3) * yOf(run);
}

/** Advance of a code in thousandths of its font's size. */
export function widthOf(font: usize, code: i32): f64 {
  return code < load<i32>(font, 8) ? load<f64>(font + ((<usize>code) << 3), 16) : load<f64>(font);
}

/** 1: a mark of Dossier's own; 2: a hyphen. */
export function sortOf(font: usize, code: i32): i32 {
  if (code >= load<i32>(font, 12)) return 0;
  return load<u8>(font + ((<usize>load<i32>(font, 8)) << 3) + code, 16);
}
