/** Rewrites one page, or a form that is inlined into it. */
import { classes } from '../objects/parser.ts';
import {
  endOfImage,
  endOfLine,
  endOfLiteral,
  endOfRegular,
  endOfSpace,
  isDigit,
  isHere,
  isSpace,
  numberIn,
  operatorIn,
  wholeAt,
} from './bytes.ts';
import { Bounds, type Box, type Matrix, matrixOf, multiplied } from './extent.ts';
import { widthOf } from './fonts.ts';
import { Glyphs } from './glyphs.ts';
import * as operators from './operators.ts';
import { Output } from './output.ts';
import type { Form, Marked, Rewriting } from './rewriting.ts';
import { Run, softHyphen } from './run.ts';
import { mostOperands, TextParser } from './text.ts';
import { writeText } from './write-text.ts';

/** Maximum nesting of graphics states: Chrome's output has some dozens. */
const deepest = 4096;

interface GraphicsState {
  readonly matrix: Matrix;
  /** Its name in the page's resources; empty without one. */
  readonly name: string;
}

/** An open mark. */
interface OpenMark {
  /** -1 for a mark without a number: it is written as it was. */
  readonly mcid: number;
  readonly known: Marked | undefined;
  /** Its bounding box, if it is in a figure. */
  readonly bounds: Bounds | undefined;
  /** Whether its start is written. */
  isWritten: boolean;
  /** Paths, images or shadings were painted. */
  hasGraphics: boolean;
  hasText: boolean;
}

export class PageRewriter {
  readonly #bytes: Buffer;
  readonly #rewriting: Rewriting;
  readonly #output: Output;
  readonly #text: TextParser;
  readonly #glyphs = new Glyphs();
  readonly #operands = new Float64Array(mostOperands);
  #at = 0;
  /** End of what is already written. */
  #done = 0;
  /** Start of the operands of the next operator; -1 before the first of them. */
  #first = -1;
  /** Start of the operator. */
  #operator = 0;
  #mark: OpenMark | undefined;
  /** Depth of marked content inside the open mark. */
  #inner = 0;
  /** Depth of marked content inside an artifact that was opened here. */
  #within = 0;
  /** Nesting depth of `q` where an artifact was opened; -1 without one. */
  #artifact = -1;
  #depth = 0;
  #state: GraphicsState;
  readonly #states: GraphicsState[] = [];
  /** Start of an untagged path; -1 without one. */
  #path = -1;
  /** Bounding box of the path that is not painted yet: it may only clip. */
  readonly #outline = new Bounds();

  constructor(bytes: Buffer, rewriting: Rewriting, matrix: Matrix) {
    this.#bytes = bytes;
    this.#rewriting = rewriting;
    this.#output = new Output(bytes.length);
    this.#text = new TextParser(bytes, rewriting.fonts);
    this.#state = { matrix, name: '' };
  }

  /** @throws Error if graphics states are nested too deeply */
  rewrite(): Buffer {
    const bytes = this.#bytes;
    const end = bytes.length;
    while (this.#at < end) {
      const at = this.#at;
      const byte = bytes[at] as number;
      const kind = classes[byte];
      if (kind === 1) {
        this.#at = at + 1;
        continue;
      }
      if (this.#first < 0) this.#first = at;
      if (byte === 0x28) this.#at = endOfLiteral(bytes, at, end);
      else if (byte === 0x25) this.#at = endOfLine(bytes, at, end);
      else if (byte === 0x2f) this.#at = endOfRegular(bytes, at + 1, end);
      else if (kind === 2) this.#at = at + 1;
      else if (byte <= 0x39 && byte !== 0x27 && byte !== 0x22) this.#at = endOfRegular(bytes, at, end);
      else {
        this.#operator = at;
        this.#at = endOfRegular(bytes, at, end);
        this.#operate(operatorIn(bytes, at, this.#at));
        this.#first = -1;
      }
    }
    this.#first = end;
    this.#closeArtifact();
    this.#flush(end);
    return this.#output.written;
  }

  #operate(code: number): void {
    switch (code) {
      case operators.BT:
        this.#rewriteText();
        break;
      case operators.m:
      case operators.re:
        if (this.#path < 0) this.#path = this.#first;
        this.#addToPath(code);
        break;
      case operators.l:
      case operators.c:
      case operators.v:
      case operators.y:
        this.#addToPath(code);
        break;
      case operators.BDC:
      case operators.BMC:
        this.#begin();
        break;
      case operators.EMC:
        this.#end();
        break;
      case operators.f:
      case operators.F:
      case operators.fStar:
      case operators.B:
      case operators.BStar:
      case operators.b:
      case operators.bStar:
      case operators.s:
      case operators.S:
        this.#paint(this.#path < 0 ? this.#first : this.#path);
        this.#mark?.bounds?.join(this.#outline.box);
        this.#endPath();
        break;
      case operators.n:
        this.#endPath();
        break;
      case operators.q:
        this.#depth += 1;
        if (this.#states.length + 1 === deepest) throw new Error('graphics states are nested too deeply');
        this.#states.push(this.#state);
        break;
      case operators.Q:
        if (this.#artifact === this.#depth) this.#closeArtifact();
        this.#depth -= 1;
        this.#state = this.#states.pop() ?? this.#state;
        break;
      case operators.cm:
        if (this.#readOperands() === 6)
          this.#state = { matrix: multiplied(matrixOf(this.#operands), this.#state.matrix), name: this.#state.name };
        break;
      case operators.gs:
        this.#state = { matrix: this.#state.matrix, name: this.#name() };
        break;
      case operators.Do:
        this.#paintObject();
        break;
      case operators.sh:
        this.#paint(this.#first);
        break;
      case operators.BI:
        this.#paint(this.#first);
        this.#at = endOfImage(this.#bytes, this.#at, this.#bytes.length);
    }
  }

  #begin(): void {
    if (this.#mark) {
      this.#inner += 1;
      return;
    }
    const mcid = this.#markNumber();
    // Chrome marks right-to-left characters inside a text object: the artifact around it continues.
    if (mcid < 0 && this.#artifact >= 0 && !isHere(this.#bytes, this.#first, '/Artifact')) {
      this.#within += 1;
      return;
    }
    this.#closeArtifact();
    if (mcid < 0) {
      this.#mark = { mcid, known: undefined, bounds: undefined, isWritten: true, hasGraphics: true, hasText: true };
      return;
    }
    this.#flush(this.#first);
    this.#skip();
    const known = this.#rewriting.marks[mcid];
    const bounds = known?.isPicture ? new Bounds() : undefined;
    this.#mark = { mcid, known, bounds, isWritten: false, hasGraphics: false, hasText: false };
  }

  /** The MCID among the operands; -1 without one. */
  #markNumber(): number {
    const bytes = this.#bytes;
    for (let at = this.#first; at + 5 < this.#operator; at += 1)
      if (bytes[at] === 0x2f && isHere(bytes, at, '/MCID')) return wholeAt(bytes, endOfSpace(bytes, at + 5, this.#operator));
    return -1;
  }

  #end(): void {
    const mark = this.#mark;
    if (!mark && this.#within > 0) {
      this.#within -= 1;
      return;
    }
    if (this.#inner > 0) {
      this.#inner -= 1;
      return;
    }
    this.#mark = undefined;
    if (mark?.bounds && !mark.bounds.isEmpty) this.#rewriting.extent(mark.mcid, mark.bounds.box);
    if (mark?.isWritten) return;
    if (mark?.hasGraphics) this.#writeStart(mark);
    else {
      // Nothing is painted, so the mark is dropped.
      this.#flush(this.#first);
      this.#skip();
    }
  }

  /** Writes the start of a mark, once it is known whether the mark has content. */
  #writeStart(mark: OpenMark): void {
    if (mark.isWritten) return;
    mark.isWritten = true;
    const { known, mcid, hasText } = mark;
    if (!known || known.isArtifact || !(hasText || known.isPicture)) {
      this.#output.text('/Artifact BMC\n');
      return;
    }
    this.#output.text(`${known.isPicture ? '/Figure' : '/P'}<</MCID ${mcid}>>BDC\n`);
    this.#rewriting.keep(mcid);
  }

  #paint(from: number): void {
    if (this.#mark) this.#mark.hasGraphics = true;
    else this.#openArtifact(from);
  }

  #rewriteText(): void {
    const mark = this.#mark;
    if (mark) {
      mark.hasText = true;
      this.#writeStart(mark);
    } else this.#openArtifact(this.#first);
    this.#text.forget();
    const text = this.#text.parse(this.#at);
    if (text === undefined) return;
    const runs: Run[] = [];
    for (const run of text.runs) {
      if (mark?.bounds) this.#joinRun(mark.bounds, run);
      const isAsked = mark?.known?.isLink || this.#glyphs.hasPlaceholder(run);
      const filled = isAsked ? this.#rewriting.run(run, mark ? mark.mcid : -1) : undefined;
      if (filled) runs.push(...filled);
      else runs.push(run);
    }
    this.#flush(this.#first);
    this.#at = text.end;
    this.#skip();
    const last = runs.at(-1);
    if (last?.spoken !== softHyphen) {
      writeText(runs, this.#output);
      return;
    }
    writeText(runs.slice(0, -1), this.#output);
    writeText([this.#hyphenAt(last) ?? last], this.#output);
  }

  /**
   * Finds the hyphen that Chrome paints, as a separate text, over a space whose replacement text is a soft hyphen. The hyphen takes
   * over the replacement text (14.8.2.2.3); otherwise copying the word or reading it aloud would give two hyphens.
   */
  #hyphenAt(space: Run): Run | undefined {
    if (!this.#mark || this.#mark.bounds) return undefined;
    const begin = this.#afterUnderline();
    const text = begin < 0 ? undefined : this.#text.parse(begin);
    const [hyphen] = text?.runs ?? [];
    if (text?.runs.length !== 1 || !hyphen || !this.#glyphs.isHyphen(hyphen) || !isBeside(hyphen, space)) return undefined;
    this.#flush(begin - 2);
    this.#at = text.end;
    this.#skip();
    return new Run({ ...hyphen, spoken: space.spoken }, hyphen.codes, hyphen.xs);
  }

  /** The offset after the next BT, skipping an underline; -1 if anything else comes first. */
  #afterUnderline(): number {
    const bytes = this.#bytes;
    const limit = Math.min(bytes.length, this.#at + 300);
    for (let at = this.#at; at < limit; ) {
      const start = at;
      at = endOfRegular(bytes, start, limit);
      if (at === start || at === limit || !isSpace(bytes[at])) return -1;
      const code = operatorIn(bytes, start, at);
      if (code === operators.BT) return at;
      const byte = bytes[start];
      const isNumber = isDigit(byte) || byte === 0x2d || byte === 0x2e;
      const isDrawn = code === operators.RG || code === operators.rg || code === operators.re || code === operators.f;
      if (!isNumber && !isDrawn) return -1;
      at = endOfSpace(bytes, at, limit);
    }
    return -1;
  }

  /** Extends the bounding box by a run, assuming usual ascent and descent. */
  #joinRun(bounds: Bounds, { codes, xs, font, size, y, matrix }: Run): void {
    const last = codes.length - 1;
    if (last < 0) return;
    const right = (xs[last] as number) + (widthOf(font, codes[last] as number) * size) / 1000;
    const box: Box = [xs[0] as number, y - size * 0.25, right, y + size * 0.75];
    bounds.joinBox(box, multiplied(matrix as Matrix, this.#state.matrix));
  }

  /** Reads the operands of the operator. @returns their number */
  #readOperands(): number {
    const bytes = this.#bytes;
    const operator = this.#operator;
    let count = 0;
    for (let at = this.#first; at < operator && count < mostOperands; ) {
      at = endOfSpace(bytes, at, operator);
      if (at === operator) break;
      const end = endOfRegular(bytes, at, operator);
      if (end === at) return count;
      this.#operands[count] = numberIn(bytes, at, end);
      count += 1;
      at = end;
    }
    return count;
  }

  /** Extends the box of the path (8.5.2), if it is wanted. */
  #addToPath(code: number): void {
    if (!this.#mark?.bounds) return;
    const count = this.#readOperands();
    const { matrix } = this.#state;
    const points = this.#operands;
    if (code !== operators.re) {
      for (let index = 0; index + 1 < count; index += 2)
        this.#outline.joinPoint(points[index] as number, points[index + 1] as number, matrix);
    } else if (count === 4) {
      const [left, bottom] = [points[0] as number, points[1] as number];
      this.#outline.joinBox([left, bottom, left + (points[2] as number), bottom + (points[3] as number)], matrix);
    }
  }

  #endPath(): void {
    this.#path = -1;
    this.#outline.clear();
  }

  /** The name before the operator. */
  #name(): string {
    const from = this.#first + 1;
    return this.#bytes.toString('latin1', from, endOfRegular(this.#bytes, from, this.#at));
  }

  #paintObject(): void {
    const name = this.#name();
    const form = this.#rewriting.form(name, this.#state.name);
    const mark = this.#mark;
    if (form === undefined) {
      mark?.bounds?.joinBox(this.#rewriting.reach(name), this.#state.matrix);
      this.#paint(this.#first);
      return;
    }
    this.#closeArtifact();
    this.#flush(this.#first);
    this.#skip();
    if (mark?.isWritten) this.#output.text('EMC\n');
    this.#inline(form);
    // The rest of the mark that the form interrupted must not use its MCID again.
    if (mark?.isWritten)
      this.#mark = { mcid: -2, known: undefined, bounds: undefined, isWritten: false, hasGraphics: false, hasText: false };
  }

  #inline({ open, matrix, content, placed }: Form): void {
    const start = multiplied(matrix, this.#state.matrix);
    const inner = new PageRewriter(placed?.(start) ?? content, this.#rewriting, start).rewrite();
    this.#output.text(`q\n${open}`);
    this.#output.copy(inner);
    this.#output.text('\nQ\n');
  }

  #openArtifact(from: number): void {
    if (this.#artifact >= 0) return;
    this.#flush(from);
    this.#output.text('/Artifact BMC\n');
    this.#artifact = this.#depth;
  }

  #closeArtifact(): void {
    if (this.#artifact < 0) return;
    this.#flush(this.#first);
    this.#output.text('EMC\n');
    this.#artifact = -1;
  }

  /** Copies content that is not written yet, up to an offset. */
  #flush(to: number): void {
    this.#output.copy(this.#bytes, this.#done, to);
    this.#done = Math.max(this.#done, to);
  }

  /** Skips what was just read and the white space after it. */
  #skip(): void {
    this.#at = endOfSpace(this.#bytes, this.#at, this.#bytes.length);
    this.#done = this.#at;
  }
}

/** Whether two runs start at the same position, up to Chrome's rounding. */
function isBeside(one: Run, other: Run): boolean {
  const slight = one.size / 4;
  const [x, y] = one.origin;
  const [otherX, otherY] = other.origin;
  return Math.abs(x - otherX) < slight && Math.abs(y - otherY) < slight;
}
