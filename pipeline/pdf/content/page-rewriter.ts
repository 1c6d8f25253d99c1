/** Rewrites one page, or a form that is inlined into it. */
import { endOfImage, endOfSpace } from './bytes.ts';
import { Bounds, type Matrix, matrixOf, multiplied } from './extent.ts';
import { Glyphs } from './glyphs.ts';
import { newMark, type OpenMark, otherMark } from './marks.ts';
import { OperatorReader } from './operator-reader.ts';
import * as operators from './operators.ts';
import { Output } from './output.ts';
import { joinPath, joinRun } from './painted.ts';
import type { Form, Rewriting } from './rewriting.ts';
import { isBeside, Run, softHyphen } from './run.ts';
import { TextParser } from './text.ts';
import { writeText } from './write-text.ts';

/** Maximum nesting of graphics states: Chrome's output has some dozens. */
const deepest = 4096;

interface GraphicsState {
  readonly matrix: Matrix;
  /** Its name in the page's resources; empty without one. */
  readonly name: string;
}

export class PageRewriter {
  readonly #bytes: Buffer;
  readonly #rewriting: Rewriting;
  readonly #output: Output;
  readonly #text: TextParser;
  readonly #glyphs = new Glyphs();
  readonly #reader: OperatorReader;
  /** End of what is already written. */
  #done = 0;
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
    this.#reader = new OperatorReader(bytes);
    this.#text = new TextParser(bytes, rewriting.fonts);
    this.#state = { matrix, name: '' };
  }

  /** @throws Error if graphics states are nested too deeply */
  rewrite(): Buffer {
    for (let code = this.#reader.next(); code >= 0; code = this.#reader.next()) this.#operate(code);
    this.#closeArtifact();
    this.#flush(this.#bytes.length);
    return this.#output.written;
  }

  #operate(code: number): void {
    switch (code) {
      case operators.BT:
        this.#rewriteText();
        break;
      case operators.m:
      case operators.re:
        if (this.#path < 0) this.#path = this.#reader.first;
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
        this.#paint(this.#path < 0 ? this.#reader.first : this.#path);
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
        if (this.#reader.readOperands() === 6)
          this.#state = { matrix: multiplied(matrixOf(this.#reader.operands), this.#state.matrix), name: this.#state.name };
        break;
      case operators.gs:
        this.#state = { matrix: this.#state.matrix, name: this.#reader.name() };
        break;
      case operators.Do:
        this.#paintObject();
        break;
      case operators.sh:
        this.#paint(this.#reader.first);
        break;
      case operators.BI:
        this.#paint(this.#reader.first);
        this.#reader.at = endOfImage(this.#bytes, this.#reader.at, this.#bytes.length);
    }
  }

  #begin(): void {
    if (this.#mark) {
      this.#inner += 1;
      return;
    }
    const mcid = this.#reader.markNumber();
    // Chrome marks right-to-left characters inside a text object: the artifact around it continues.
    if (mcid < 0 && this.#artifact >= 0 && !this.#reader.startsWith('/Artifact')) {
      this.#within += 1;
      return;
    }
    this.#closeArtifact();
    if (mcid < 0) {
      this.#mark = otherMark();
      return;
    }
    this.#flush(this.#reader.first);
    this.#skip();
    this.#mark = newMark(mcid, this.#rewriting.marks[mcid]);
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
      this.#flush(this.#reader.first);
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
    } else this.#openArtifact(this.#reader.first);
    this.#text.forget();
    const text = this.#text.parse(this.#reader.at);
    if (text === undefined) return;
    const runs: Run[] = [];
    for (const run of text.runs) {
      if (mark?.bounds) joinRun(mark.bounds, run, this.#state.matrix);
      const isAsked = mark?.known?.isLink || this.#glyphs.hasPlaceholder(run);
      const filled = isAsked ? this.#rewriting.run(run, mark ? mark.mcid : -1) : undefined;
      if (filled) runs.push(...filled);
      else runs.push(run);
    }
    this.#flush(this.#reader.first);
    this.#reader.at = text.end;
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
    const begin = this.#reader.afterUnderline();
    const text = begin < 0 ? undefined : this.#text.parse(begin);
    const [hyphen] = text?.runs ?? [];
    if (text?.runs.length !== 1 || !hyphen || !this.#glyphs.isHyphen(hyphen) || !isBeside(hyphen, space)) return undefined;
    this.#flush(begin - 2);
    this.#reader.at = text.end;
    this.#skip();
    return new Run({ ...hyphen, spoken: space.spoken }, hyphen.codes, hyphen.xs);
  }

  /** Extends the box of the path (8.5.2), if it is wanted. */
  #addToPath(code: number): void {
    if (!this.#mark?.bounds) return;
    const count = this.#reader.readOperands();
    joinPath(this.#outline, code, this.#reader.operands.subarray(0, count), this.#state.matrix);
  }

  #endPath(): void {
    this.#path = -1;
    this.#outline.clear();
  }

  #paintObject(): void {
    const name = this.#reader.name();
    const form = this.#rewriting.form(name, this.#state.name);
    const mark = this.#mark;
    if (form === undefined) {
      mark?.bounds?.joinBox(this.#rewriting.reach(name), this.#state.matrix);
      this.#paint(this.#reader.first);
      return;
    }
    this.#closeArtifact();
    this.#flush(this.#reader.first);
    this.#skip();
    if (mark?.isWritten) this.#output.text('EMC\n');
    this.#inline(form);
    // The rest of the mark that the form interrupted must not use its MCID again.
    if (mark?.isWritten) this.#mark = newMark(-2, undefined);
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
    this.#flush(this.#reader.first);
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
    this.#reader.at = endOfSpace(this.#bytes, this.#reader.at, this.#bytes.length);
    this.#done = this.#reader.at;
  }
}
