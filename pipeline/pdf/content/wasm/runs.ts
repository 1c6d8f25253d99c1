/** Runs: glyphs on one line in one font. The host reads these fields too (`../engine.ts`). */
import { codes, mostRuns, runSize, runs, spareGlyphs, xs } from './memory';

export let runCount: i32 = 0;
export let glyphCount: i32 = 0;
/** How many of them the host has added. */
let addedGlyphs: i32 = 0;

/** Releases all runs. */
export function forget(): void {
  runCount = 0;
  glyphCount = 0;
  addedGlyphs = 0;
}

export function run(index: i32): usize {
  return runs + <usize>index * runSize;
}

/** Address of the font. */
export function fontOf(run: usize): usize {
  return load<u32>(run);
}
/** Address and length of the font's name in the page's resources. */
export function nameOf(run: usize): usize {
  return load<u32>(run, 4);
}
export function nameLength(run: usize): i32 {
  return load<i32>(run, 8);
}
/** Replacement text (`/ActualText`, 14.9.4) in hexadecimal digits. */
export function spokenOf(run: usize): usize {
  return load<u32>(run, 12);
}
/** Usually 0: no replacement text. */
export function spokenLength(run: usize): i32 {
  return load<i32>(run, 16);
}
/** Index of the first glyph. */
export function startOf(run: usize): i32 {
  return load<i32>(run, 20);
}
/** Number of glyphs. */
export function lengthOf(run: usize): i32 {
  return load<i32>(run, 24);
}
/** Kinds of its glyphs, as flags. */
export function kindsOf(run: usize): i32 {
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

export function setKinds(run: usize, kinds: i32): void {
  store<i32>(run, kinds, 28);
}

/** Address of its text matrix. */
export function matrixIn(run: usize): usize {
  return run + 40;
}

/** Copies the replacement text of another run. */
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

/** Adds a run without glyphs; the caller writes its matrix. @returns its address; 0 if there are too many runs, as in no print */
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

/** For the host: adds a copy of a run, possibly in another font, whose glyphs the host writes. @returns its index; -1 if full */
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

/** Position of its first glyph on the page, or in the transformed coordinate system. */
export function xOf(run: usize): f64 {
  const x = lengthOf(run) > 0 ? xAt(startOf(run)) : 0;
  return matrixOf(run, 4) + matrixOf(run, 0) * x + matrixOf(run, 2) * yOf(run);
}

export function baselineOf(run: usize): f64 {
  const x = lengthOf(run) > 0 ? xAt(startOf(run)) : 0;
  return matrixOf(run, 5) + matrixOf(run, 1) * x + matrixOf(run, 3) * yOf(run);
}

/** Advance width of a code, in thousandths of the font size. */
export function widthOf(font: usize, code: i32): f64 {
  return code < load<i32>(font, 8) ? load<f64>(font + ((<usize>code) << 3), 16) : load<f64>(font);
}

/** 1: the start of a Dossier placeholder; 2: a hyphen. */
export function kindOf(font: usize, code: i32): i32 {
  if (code >= load<i32>(font, 12)) return 0;
  return load<u8>(font + ((<usize>load<i32>(font, 8)) << 3) + code, 16);
}
