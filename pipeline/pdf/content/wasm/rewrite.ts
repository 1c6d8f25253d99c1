/**
 * Rewrites the content of a page in one pass (ISO 32000-1, 14.6 and 14.8): untagged content becomes an artifact, and so does tagged
 * content without meaning (borders, backgrounds, rules); text is written compactly; runs can be replaced.
 */
import {
  endOfImage,
  endOfLine,
  endOfLiteral,
  endOfRegular,
  endOfSpace,
  isDelimiter,
  isDigit,
  isHere,
  isSpace,
  numberIn,
  operatorIn,
  wholeAt,
} from './bytes';
import { form, inside, pour, reach, extent as reportExtent, shown } from './host';
import {
  copy,
  deepest,
  input,
  inputEnd,
  kept,
  leave,
  markCount,
  marks,
  matrices,
  mostOperands,
  operand,
  order,
  setMatrix,
  setOperand,
  states,
  whole,
  write,
} from './memory';
import {
  baselineOf,
  codeAt,
  fontOf,
  forget,
  kindOf,
  kindsOf,
  lengthOf,
  matrixOf,
  run,
  runCount,
  sizeOf,
  speakLike,
  spokenLength,
  spokenOf,
  startOf,
  widthOf,
  xAt,
  xOf,
  yOf,
} from './runs';
import { beginText, endText, readText, writeRun } from './text';

/** Flags of a mark; 0 if the structure tree does not contain it. */
const known: i32 = 1;
/** Inside a figure or formula, where lines and backgrounds are content too. */
const picture: i32 = 2;
/** Decoration, regardless of its content. */
const decoration: i32 = 4;
/** Its runs are passed to the host. */
const link: i32 = 8;

/** Kinds of glyphs. */
const ownMark: i32 = 1;
const hyphen: i32 = 2;

/** End of the input that is already written. */
let done: usize = 0;
/** Start of the operands of the next operator; 0 before the first of them. */
let first: usize = 0;
/** Start of the operator. */
let operator: usize = 0;
let at: usize = 0;

/** The open mark. */
let isOpen: bool = false;
let mcid: i32 = -1;
let mark: i32 = 0;
/** Whether its start is written. */
let isWritten: bool = false;
/** Paths, images or shadings were painted. */
let hasGraphics: bool = false;
let hasText: bool = false;
/** Whether its bounding box is measured, because it is in a figure. */
let isMeasured: bool = false;
/** Depth of marked content inside the open mark. */
let inner: i32 = 0;
/** Depth of marked content inside an artifact that was opened here. */
let within: i32 = 0;
/** Nesting depth of `q` where an artifact was opened; -1 without one. */
let artifact: i32 = -1;
let depth: i32 = 0;
/** Nesting level of the graphics state. */
let level: i32 = 0;
/** Start of an untagged path; 0 without one. */
let path: usize = 0;

/** Bounding box of the open mark: left, bottom, right, top. */
const extent = memory.data(32, 8);
/** Bounding box of the path that is not painted yet: it may only clip. */
const outline = memory.data(32, 8);
/** A box written by the host. */
const box = memory.data(32, 8);
/** A temporary matrix. */
const own = memory.data(48, 8);

function clear(extent: usize): void {
  store<f64>(extent, Infinity);
  store<f64>(extent, Infinity, 8);
  store<f64>(extent, -Infinity, 16);
  store<f64>(extent, -Infinity, 24);
}

function isEmpty(extent: usize): bool {
  return !(load<f64>(extent) <= load<f64>(extent, 16));
}

function join(extent: usize, left: f64, bottom: f64, right: f64, top: f64): void {
  store<f64>(extent, min(load<f64>(extent), left));
  store<f64>(extent, min(load<f64>(extent, 8), bottom), 8);
  store<f64>(extent, max(load<f64>(extent, 16), right), 16);
  store<f64>(extent, max(load<f64>(extent, 24), top), 24);
}

/** Extends a box by a transformed point. */
function joinPoint(extent: usize, x: f64, y: f64, matrix: usize): void {
  const across = load<f64>(matrix) * x + load<f64>(matrix, 16) * y + load<f64>(matrix, 32);
  const up = load<f64>(matrix, 8) * x + load<f64>(matrix, 24) * y + load<f64>(matrix, 40);
  join(extent, across, up, across, up);
}

function joinBox(extent: usize, left: f64, bottom: f64, right: f64, top: f64, matrix: usize): void {
  joinPoint(extent, left, bottom, matrix);
  joinPoint(extent, left, top, matrix);
  joinPoint(extent, right, bottom, matrix);
  joinPoint(extent, right, top, matrix);
}

/** The characters of an operator as a number. */
function codeOf(name: string): i32 {
  let code = 0;
  for (let index = 0; index < name.length; index += 1) code = (code << 8) | name.charCodeAt(index);
  return code;
}

const BT = codeOf('BT');
const BI = codeOf('BI');
const BDC = codeOf('BDC');
const BMC = codeOf('BMC');
const EMC = codeOf('EMC');
const q = codeOf('q');
const Q = codeOf('Q');
const m = codeOf('m');
const l = codeOf('l');
const c = codeOf('c');
const v = codeOf('v');
const y = codeOf('y');
const re = codeOf('re');
const n = codeOf('n');
const cm = codeOf('cm');
const gs = codeOf('gs');
const Do = codeOf('Do');
const sh = codeOf('sh');
const f = codeOf('f');
const F = codeOf('F');
const fStar = codeOf('f*');
const B = codeOf('B');
const BStar = codeOf('B*');
const b = codeOf('b');
const bStar = codeOf('b*');
const s = codeOf('s');
const S = codeOf('S');

/** Operators that add points to the path (8.5.2). */
function addsPoints(code: i32): bool {
  return code === m || code === l || code === c || code === re || code === v || code === y;
}

/** Operators that paint the path before them (8.5.3). */
function paints(code: i32): bool {
  return (
    code === f || code === S || code === fStar || code === F || code === B || code === BStar || code === b || code === bStar || code === s
  );
}

/**
 * Rewrites the input of a page after `page` has laid out memory.
 * @returns false if graphics states are nested too deeply
 */
export function rewrite(ma: f64, mb: f64, mc: f64, md: f64, me: f64, mf: f64): bool {
  done = input;
  first = 0;
  at = input;
  isOpen = false;
  isMeasured = false;
  inner = 0;
  artifact = -1;
  within = 0;
  depth = 0;
  level = 0;
  path = 0;
  clear(outline);
  setMatrix(matrices, ma, mb, mc, md, me, mf);
  store<u32>(states, 0);
  store<i32>(states, 0, 4);
  while (at < inputEnd) {
    const byte = <i32>load<u8>(at);
    if (isSpace(byte)) {
      at += 1;
      continue;
    }
    if (first === 0) first = at;
    if (byte === 0x28) at = endOfLiteral(at, inputEnd);
    else if (byte === 0x25) at = endOfLine(at, inputEnd);
    else if (byte === 0x2f || isDelimiter(byte)) {
      at += 1;
      if (byte === 0x2f) at = endOfRegular(at, inputEnd);
    } else if (byte <= 0x39 && byte !== 0x27 && byte !== 0x22) at = endOfRegular(at, inputEnd);
    else {
      operator = at;
      at = endOfRegular(at, inputEnd);
      if (!operate(operatorIn(operator, at))) return false;
      first = 0;
    }
  }
  first = inputEnd;
  closeArtifact();
  flush(inputEnd);
  return true;
}

function operate(code: i32): bool {
  if (isOpen && isMeasured && addsPoints(code)) reachTo(code);
  if (code === BT) text();
  else if (code === m || code === re) {
    if (path === 0) path = first;
  } else if (code === BDC || code === BMC) begin();
  else if (code === EMC) end();
  else if (paints(code)) {
    graphics(path === 0 ? first : path);
    path = 0;
    if (isOpen && isMeasured) join(extent, load<f64>(outline), load<f64>(outline, 8), load<f64>(outline, 16), load<f64>(outline, 24));
    clear(outline);
  } else if (code === n) {
    path = 0;
    clear(outline);
  } else if (code === q) {
    depth += 1;
    if (level + 1 === deepest) return false;
    level += 1;
    memory.copy(matrix(), matrix() - 48, 48);
    memory.copy(state(), state() - 8, 8);
  } else if (code === Q) {
    if (artifact === depth) closeArtifact();
    depth -= 1;
    if (level > 0) level -= 1;
  } else if (code === cm) transform();
  else if (code === gs) {
    store<u32>(state(), <u32>(first + 1));
    store<i32>(state(), operandLength(), 4);
  } else if (code === Do) object();
  else if (code === sh) graphics(first);
  else if (code === BI) {
    graphics(first);
    at = endOfImage(at, inputEnd);
  }
  return true;
}

function begin(): void {
  if (isOpen) {
    inner += 1;
    return;
  }
  const number = numberOfMark();
  // Chrome marks right-to-left characters inside a text object: the artifact around it continues.
  if (number < 0 && artifact >= 0 && !isHere(first, '/Artifact')) {
    within += 1;
    return;
  }
  closeArtifact();
  isOpen = true;
  mcid = number;
  isMeasured = false;
  if (number < 0) {
    mark = 0;
    isWritten = true;
    hasGraphics = true;
    hasText = true;
    return;
  }
  flush(first);
  skip();
  mark = number < markCount ? <i32>load<u8>(marks + number) : 0;
  isWritten = false;
  hasGraphics = false;
  hasText = false;
  isMeasured = (mark & picture) !== 0;
  clear(extent);
}

/** The MCID among the operands; -1 without one. */
function numberOfMark(): i32 {
  for (let place = first; place + 5 < operator; place += 1) {
    if (isHere(place, '/MCID')) return wholeAt(endOfSpace(place + 5, operator));
  }
  return -1;
}

function end(): void {
  if (!isOpen && within > 0) {
    within -= 1;
    return;
  }
  if (inner > 0) {
    inner -= 1;
    return;
  }
  const wasOpen = isOpen;
  isOpen = false;
  if (wasOpen && isMeasured && !isEmpty(extent))
    reportExtent(mcid, load<f64>(extent), load<f64>(extent, 8), load<f64>(extent, 16), load<f64>(extent, 24));
  if (wasOpen && isWritten) return;
  if (wasOpen && hasGraphics) beginning();
  else {
    // Nothing is painted, so the mark is dropped.
    flush(first);
    skip();
  }
}

/** Writes the start of a mark, once it is known whether the mark has content. */
function beginning(): void {
  if (isWritten) return;
  isWritten = true;
  const isKept = (mark & known) !== 0 && (mark & decoration) === 0 && (hasText || (mark & picture) !== 0);
  if (!isKept) {
    write('/Artifact BMC\n');
    return;
  }
  write((mark & picture) !== 0 ? '/Figure<</MCID ' : '/P<</MCID ');
  whole(mcid);
  write('>>BDC\n');
  store<u8>(kept + mcid, 1);
}

function graphics(from: usize): void {
  if (isOpen) hasGraphics = true;
  else openArtifact(from);
}

/** Number of runs to be written. */
let orderCount: i32 = 0;

function push(index: i32): void {
  store<i32>(order + ((<usize>orderCount) << 2), index);
  orderCount += 1;
}

function ordered(index: i32): usize {
  return run(load<i32>(order + ((<usize>index) << 2)));
}

function writeOrdered(): void {
  if (orderCount === 0) return;
  beginText();
  for (let index = 0; index < orderCount; index += 1) writeRun(ordered(index));
  endText();
}

function text(): void {
  if (isOpen) {
    hasText = true;
    beginning();
  } else openArtifact(first);
  forget();
  const end = readText(at);
  if (end === 0) return;
  const read = runCount;
  const number = isOpen ? mcid : -1;
  const isAsked = isOpen && (mark & link) !== 0;
  orderCount = 0;
  for (let index = 0; index < read; index += 1) {
    if (isOpen && isMeasured) reachText(run(index));
    const from = runCount;
    const added = isAsked || (kindsOf(run(index)) & ownMark) !== 0 ? shown(index, number) : -1;
    if (added < 0) push(index);
    for (let more = 0; more < added; more += 1) push(from + more);
  }
  flush(first);
  at = end;
  skip();
  const last = orderCount > 0 ? ordered(orderCount - 1) : 0;
  if (last === 0 || spokenLength(last) !== 8 || !isHere(spokenOf(last), 'FEFF00AD')) {
    writeOrdered();
    return;
  }
  orderCount -= 1;
  writeOrdered();
  const own = hyphenAt(last);
  beginText();
  writeRun(own === 0 ? last : own);
  endText();
}

/**
 * Finds the hyphen that Chrome paints, as a separate text, over a space whose replacement text is a soft hyphen. The hyphen takes
 * over the replacement text (14.8.2.2.3); otherwise copying the word or reading it aloud would give two hyphens.
 */
function hyphenAt(space: usize): usize {
  if (!isOpen || isMeasured) return 0;
  const begin = afterUnderline();
  if (begin === 0) return 0;
  const index = runCount;
  const end = readText(begin);
  if (end === 0 || runCount !== index + 1) return 0;
  const own = run(index);
  if (lengthOf(own) !== 1 || (kindOf(fontOf(own), codeAt(startOf(own))) & hyphen) === 0 || !isBeside(own, space)) return 0;
  flush(begin - 2);
  at = end;
  skip();
  speakLike(own, space);
  return own;
}

/** The address after the next BT, skipping an underline; 0 if anything else comes first. */
function afterUnderline(): usize {
  let place = at;
  const limit = min(inputEnd, at + 300);
  while (place < limit) {
    const start = place;
    place = endOfRegular(place, limit);
    if (place === start || place === limit || !isSpace(load<u8>(place))) return 0;
    const byte = load<u8>(start);
    const length = place - start;
    if (length === 2 && isHere(start, 'BT')) return place;
    const isNumber = isDigit(byte) || byte === 0x2d || byte === 0x2e;
    const isDrawn =
      (length === 2 && (isHere(start, 'RG') || isHere(start, 'rg') || isHere(start, 're'))) || (length === 1 && byte === 0x66);
    if (!isNumber && !isDrawn) return 0;
    place = endOfSpace(place, limit);
  }
  return 0;
}

/** Whether two runs start at the same position, up to Chrome's rounding. */
function isBeside(one: usize, other: usize): bool {
  const slight = sizeOf(one) / 4;
  return abs(xOf(one) - xOf(other)) < slight && abs(baselineOf(one) - baselineOf(other)) < slight;
}

function matrix(): usize {
  return matrices + <usize>level * 48;
}

/** Address and length of the name of the current graphics state. */
function state(): usize {
  return states + <usize>level * 8;
}

/** Multiplies a matrix with the current one. */
function multiply(to: usize, ma: f64, mb: f64, mc: f64, md: f64, me: f64, mf: f64): void {
  const now = matrix();
  const A = load<f64>(now);
  const B = load<f64>(now, 8);
  const C = load<f64>(now, 16);
  const D = load<f64>(now, 24);
  const E = load<f64>(now, 32);
  const F = load<f64>(now, 40);
  setMatrix(to, ma * A + mb * C, ma * B + mb * D, mc * A + md * C, mc * B + md * D, me * A + mf * C + E, me * B + mf * D + F);
}

/** Reads the operands of the operator. @returns their number */
function readOperands(): i32 {
  let count = 0;
  let place = first;
  while (place < operator && count < mostOperands) {
    place = endOfSpace(place, operator);
    if (place === operator) break;
    const end = endOfRegular(place, operator);
    if (end === place) return count;
    setOperand(count, numberIn(place, end));
    count += 1;
    place = end;
  }
  return count;
}

function transform(): void {
  if (readOperands() === 6) multiply(matrix(), operand(0), operand(1), operand(2), operand(3), operand(4), operand(5));
}

function reachTo(code: i32): void {
  const count = readOperands();
  if (code !== re) for (let index = 0; index + 1 < count; index += 2) joinPoint(outline, operand(index), operand(index + 1), matrix());
  else if (count === 4) joinBox(outline, operand(0), operand(1), operand(0) + operand(2), operand(1) + operand(3), matrix());
}

/** Length of the name before the operator. */
function operandLength(): i32 {
  return <i32>(endOfRegular(first + 1, at) - first - 1);
}

function object(): void {
  const name = first + 1;
  const length = operandLength();
  if (!form(name, length, load<u32>(state()), load<i32>(state(), 4))) {
    if (isOpen && isMeasured) {
      reach(name, length, box);
      joinBox(extent, load<f64>(box), load<f64>(box, 8), load<f64>(box, 16), load<f64>(box, 24), matrix());
    }
    graphics(first);
    return;
  }
  closeArtifact();
  flush(first);
  skip();
  if (isOpen && isWritten) write('EMC\n');
  const now = matrix();
  const size = inside(load<f64>(now), load<f64>(now, 8), load<f64>(now, 16), load<f64>(now, 24), load<f64>(now, 32), load<f64>(now, 40));
  pour(leave(size));
  if (!isOpen || !isWritten) return;
  // The rest of the mark that the form interrupted must not use its MCID again.
  mcid = -2;
  mark = 0;
  isWritten = false;
  hasGraphics = false;
  hasText = false;
  isMeasured = false;
}

/** Extends the bounding box by a run, assuming usual ascent and descent. */
function reachText(run: usize): void {
  const length = lengthOf(run);
  if (length === 0) return;
  const start = startOf(run);
  const last = start + length - 1;
  const size = sizeOf(run);
  const right = xAt(last) + (widthOf(fontOf(run), codeAt(last)) * size) / 1000;
  multiply(own, matrixOf(run, 0), matrixOf(run, 1), matrixOf(run, 2), matrixOf(run, 3), matrixOf(run, 4), matrixOf(run, 5));
  joinBox(extent, xAt(start), yOf(run) - size * 0.25, right, yOf(run) + size * 0.75, own);
}

function openArtifact(from: usize): void {
  if (artifact >= 0) return;
  flush(from);
  write('/Artifact BMC\n');
  artifact = depth;
}

function closeArtifact(): void {
  if (artifact < 0) return;
  flush(first);
  write('EMC\n');
  artifact = -1;
}

/** Copies input that is not written yet, up to an address. */
function flush(to: usize): void {
  copy(done, to);
  done = max(done, to);
}

/** Skips what was just read and the white space after it. */
function skip(): void {
  at = endOfSpace(at, inputEnd);
  done = at;
}

/** Passes every run with a Dossier placeholder to the host. Content between text objects is skipped without parsing. */
export function findMarks(): void {
  for (let place = input; place + 4 < inputEnd; ) {
    // Chrome writes each operator on its own line.
    if (!isHere(place, '\nBT\n')) {
      place += 1;
      continue;
    }
    place += 4;
    forget();
    const end = readText(place);
    if (end === 0) continue;
    place = end;
    const read = runCount;
    for (let index = 0; index < read; index += 1) if ((kindsOf(run(index)) & ownMark) !== 0) shown(index, -1);
  }
}
