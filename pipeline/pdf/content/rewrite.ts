/**
 * A page's content, written anew in one pass (ISO 32000-1, 14.6 and 14.8): what belongs to no tag becomes an artifact, and
 * so does what is tagged but says nothing (borders, grounds, rules); text takes less room; runs can be replaced.
 */
import { classes } from '../objects/parser.ts';
import { endOfLiteral } from '../objects/serialize.ts';
import { Sink } from '../objects/sink.ts';
import { type Box, Extent, identity, type Matrix, multiplied } from './extent.ts';
import { type PdfFont, widthOf } from './fonts.ts';
import { Run, readText, writeText } from './text.ts';

/** What is known about one mark of a page's content. */
export interface Marked {
  /** The tag that is written: a structure type. */
  readonly tag: string;
  /** Inside a figure or formula, where lines and grounds are content too. */
  readonly isPicture: boolean;
  /** Decoration, whatever it holds. */
  readonly isArtifact: boolean;
}

export interface Rewriting {
  /** By name in the page's resources. */
  readonly fonts: ReadonlyMap<string, PdfFont>;
  /** What the structure knows of a mark; undefined if it has none of this number. */
  readonly marked: (mcid: number) => Marked | undefined;
  /** Told for each mark that holds something and is kept; the others are to be taken out of the structure. */
  readonly keep: (mcid: number) => void;
  /** Each run that is shown, with the mark that it belongs to (-1: none). Gives what is shown in its place, if anything else. */
  readonly run: (run: Run, mcid: number) => readonly Run[] | undefined;
  /** What a form holds that has marks of its own, so that it must become a part of the page; undefined for any other. */
  readonly form: (name: string, state: string) => Form | undefined;
  /** How far an image or a form reaches in the units that hold where it is painted. */
  readonly reach: (name: string) => Box;
  /** Told how far a mark of a picture reaches on the page. */
  readonly extent: (mcid: number, box: Box) => void;
}

/** A form that becomes a part of the page. */
export interface Form {
  /** Operators that come before its content. */
  readonly open: string;
  readonly matrix: Matrix;
  readonly content: Buffer;
}

interface Open {
  readonly mcid: number;
  readonly marked: Marked | undefined;
  /** Whether its beginning is written. */
  isWritten: boolean;
  /** Paths, images or shadings were painted. */
  hasGraphics: boolean;
  hasText: boolean;
  /** Of a picture. */
  readonly extent: Extent | undefined;
}

const artifact = '/Artifact BMC\n';
const mcidName = Buffer.from('/MCID');

/** An operator's letters as one number: a page has thousands, and a string for each would cost more than all that is done with it. */
const codeOf = (name: string): number => [...name].reduce((code, letter) => (code << 8) | letter.charCodeAt(0), 0);

const [BT, BI, BDC, BMC, EMC, q, Q] = ['BT', 'BI', 'BDC', 'BMC', 'EMC', 'q', 'Q'].map(codeOf);
const [m, re, n, cm, gs, Do, sh] = ['m', 're', 'n', 'cm', 'gs', 'Do', 'sh'].map(codeOf);

/** Operators that add points to the path (8.5.2). */
const points = new Set(['m', 'l', 'c', 'v', 'y', 're'].map(codeOf));
/** Operators that paint the path before them (8.5.3). */
const paints = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 's', 'S'].map(codeOf));

/** What `/ActualText` says of a hyphen that only the end of a line has put into a word. */
export const softHyphen = 'FEFF00AD';
const hyphens = new Set(['-', '\u2010']);
const underline = /^(?:(?:[\d.-]+\s+)*(?:RG|rg|re|f)\s+)*BT(?=\s)/;

/** Whether two runs begin at the same place, but for what Chrome rounds. */
function isBeside(one: Run, other: Run): boolean {
  const [x, y] = one.origin;
  const [otherX, otherY] = other.origin;
  return Math.abs(x - otherX) < one.size / 4 && Math.abs(y - otherY) < one.size / 4;
}

/** @param matrix what holds where the content begins */
export function rewriteContent(bytes: Buffer, rewriting: Rewriting, matrix: Matrix = identity): Buffer {
  return new Rewriter(bytes, rewriting, matrix).run();
}

class Rewriter {
  readonly #bytes: Buffer;
  readonly #rewriting: Rewriting;
  readonly #sink: Sink;
  /** Up to here all is written. */
  #done = 0;
  /** Where the operands of the next operator begin; -1 before the first of them. */
  #first = -1;
  #at = 0;
  #open: Open | undefined;
  /** Marked content inside of marked content. */
  #inner = 0;
  /** Depth of q where an artifact was opened; -1 without one. */
  #artifact = -1;
  #depth = 0;
  /** How far the path reaches that is not yet painted: it may only clip. */
  #outline: Extent | undefined;
  /** Transformations that hold, one for each q. */
  readonly #matrices: Matrix[];
  /** Names of the graphics states that hold, one for each q. */
  readonly #states: string[] = [''];
  /** Where a path began that nothing marks. */
  #path = -1;

  constructor(bytes: Buffer, rewriting: Rewriting, matrix: Matrix) {
    this.#matrices = [matrix];
    this.#bytes = bytes;
    this.#rewriting = rewriting;
    this.#sink = new Sink(bytes.length >> 1);
  }

  run(): Buffer {
    const bytes = this.#bytes;
    const { length } = bytes;
    while (this.#at < length) {
      const byte = bytes[this.#at] as number;
      if (classes[byte] === 1) {
        this.#at += 1;
        continue;
      }
      if (this.#first < 0) this.#first = this.#at;
      if (byte === 0x28) this.#at = endOfLiteral(bytes, this.#at, length);
      else if (byte === 0x25) while (this.#at < length && bytes[this.#at] !== 10 && bytes[this.#at] !== 13) this.#at += 1;
      else if (byte === 0x2f || classes[byte] === 2) {
        this.#at += 1;
        if (byte === 0x2f) this.#regular();
      } else if (byte <= 0x39 && byte !== 0x27 && byte !== 0x22) this.#regular();
      else {
        const start = this.#at;
        this.#regular();
        let code = 0;
        // None that is looked for has more than three letters.
        if (this.#at - start <= 3) for (let at = start; at < this.#at; at += 1) code = (code << 8) | (bytes[at] as number);
        this.#operator(code);
        this.#first = -1;
      }
    }
    this.#first = length;
    this.#closeArtifact();
    this.#flush(length);
    return this.#sink.bytes;
  }

  #regular(): void {
    while (this.#at < this.#bytes.length && classes[this.#bytes[this.#at] as number] === 0) this.#at += 1;
  }

  #operator(code: number): void {
    if (this.#open?.extent && points.has(code)) this.#reachTo(code);
    if (code === BT) this.#text();
    else if (code === m || code === re) {
      if (this.#path < 0) this.#path = this.#first;
    } else if (code === BDC || code === BMC) this.#begin();
    else if (code === EMC) this.#end();
    else if (paints.has(code)) {
      this.#graphics(this.#path < 0 ? this.#first : this.#path);
      this.#path = -1;
      if (this.#outline?.box) this.#open?.extent?.addBox(this.#outline.box, identity);
      this.#outline = undefined;
    } else if (code === n) {
      this.#path = -1;
      this.#outline = undefined;
    } else if (code === q) {
      this.#depth += 1;
      this.#states.push(this.#states.at(-1) ?? '');
      this.#matrices.push(this.#matrix);
    } else if (code === Q) {
      if (this.#artifact === this.#depth) this.#closeArtifact();
      this.#depth -= 1;
      if (this.#states.length > 1) this.#states.pop();
      if (this.#matrices.length > 1) this.#matrices.pop();
    } else if (code === cm) this.#transform();
    else if (code === gs) this.#states[this.#states.length - 1] = this.#operandName();
    else if (code === Do) this.#object();
    else if (code === sh) this.#graphics(this.#first);
    else if (code === BI) {
      this.#graphics(this.#first);
      // An image among the operators ends at EI between white space (8.9.7).
      this.#at = this.#endOfImage();
    }
  }

  #begin(): void {
    if (this.#open) {
      this.#inner += 1;
      return;
    }
    const mcid = this.#numberOfMark();
    this.#closeArtifact();
    if (mcid < 0) {
      this.#open = { mcid, marked: undefined, isWritten: true, hasGraphics: true, hasText: true, extent: undefined };
      return;
    }
    this.#flush(this.#first);
    this.#skip();
    const marked = this.#rewriting.marked(mcid);
    const extent = marked?.isPicture ? new Extent() : undefined;
    this.#open = { mcid, marked, isWritten: false, hasGraphics: false, hasText: false, extent };
  }

  /** The MCID among the operands; -1 without one. */
  #numberOfMark(): number {
    const bytes = this.#bytes;
    let at = this.#first;
    for (let letter = 0; letter < mcidName.length; at += 1) {
      if (at >= this.#at) return -1;
      letter = bytes[at] === mcidName[letter] ? letter + 1 : bytes[at] === mcidName[0] ? 1 : 0;
    }
    while (classes[bytes[at] as number] === 1) at += 1;
    let number = -1;
    for (let digit = (bytes[at] as number) - 0x30; digit >= 0 && digit <= 9; digit = (bytes[at] as number) - 0x30) {
      number = Math.max(0, number) * 10 + digit;
      at += 1;
    }
    return number;
  }

  #end(): void {
    if (this.#inner > 0) {
      this.#inner -= 1;
      return;
    }
    const open = this.#open;
    this.#open = undefined;
    const box = open?.extent?.box;
    if (open && box) this.#rewriting.extent(open.mcid, box);
    if (open === undefined || !open.isWritten) {
      if (open?.hasGraphics) this.#beginning(open);
      else {
        // Nothing is painted: neither end is written.
        this.#flush(this.#first);
        this.#skip();
      }
    }
  }

  /** Writes how a mark begins, as late as it is known whether it says something. */
  #beginning(open: Open): void {
    if (open.isWritten) return;
    open.isWritten = true;
    const { marked, mcid } = open;
    const isKept = marked !== undefined && !marked.isArtifact && (open.hasText || marked.isPicture);
    this.#sink.write(isKept ? `/${marked.tag}<</MCID ${mcid}>>BDC\n` : artifact);
    if (isKept) this.#rewriting.keep(mcid);
  }

  #graphics(from: number): void {
    if (this.#open) this.#open.hasGraphics = true;
    else this.#openArtifact(from);
  }

  #text(): void {
    if (this.#open) {
      this.#open.hasText = true;
      this.#beginning(this.#open);
    } else this.#openArtifact(this.#first);
    const { fonts, run: shown } = this.#rewriting;
    const read = readText(this.#bytes, this.#at, fonts);
    if (read === undefined) return;
    const mcid = this.#open?.mcid ?? -1;
    if (this.#open?.extent) for (const run of read.runs) this.#reachText(run, this.#open.extent);
    const runs = read.runs.flatMap((run) => shown(run, mcid) ?? [run]);
    this.#flush(this.#first);
    this.#at = read.end;
    this.#skip();
    const last = runs.at(-1);
    if (last?.spoken !== softHyphen) {
      if (runs.length > 0) writeText(runs, this.#sink);
      return;
    }
    runs.pop();
    if (runs.length > 0) writeText(runs, this.#sink);
    const space = last.with([...last.codes], [...last.xs]);
    writeText([this.#hyphenAt(space) ?? space], this.#sink);
  }

  /**
   * The hyphen that Chrome paints, as a text of its own, over a space that is spoken as a soft hyphen: it speaks for itself
   * now (14.8.2.2.3). Else whoever copies the word, or has it read aloud, gets two hyphens in it.
   */
  #hyphenAt(space: Run): Run | undefined {
    // A line under the words may be painted before it.
    const between = underline.exec(this.#bytes.toString('latin1', this.#at, this.#at + 300));
    if (between === null || this.#open === undefined || this.#open.extent) return undefined;
    const at = this.#at + between[0].length;
    const read = readText(this.#bytes, at, this.#rewriting.fonts);
    const [run, more] = read?.runs ?? [];
    if (read === undefined || run === undefined || more !== undefined || run.codes.length !== 1) return undefined;
    if (!hyphens.has(run.font.characters.get(run.codes[0] as number) ?? '') || !isBeside(run, space)) return undefined;
    this.#flush(at - 'BT'.length);
    this.#at = read.end;
    this.#skip();
    const hyphen = new Run(run.name, run.font, run.size, run.matrix, run.y, softHyphen);
    hyphen.codes = run.codes;
    hyphen.xs = run.xs;
    return hyphen;
  }

  get #matrix(): Matrix {
    return this.#matrices.at(-1) ?? identity;
  }

  #operands(): number[] {
    return this.#bytes.toString('latin1', this.#first, this.#at).trim().split(/\s+/).slice(0, -1).map(Number);
  }

  #transform(): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.#operands();
    this.#matrices[this.#matrices.length - 1] = multiplied([a, b, c, d, e, f], this.#matrix);
  }

  #reachTo(code: number): void {
    this.#outline ??= new Extent();
    const extent = this.#outline;
    const numbers = this.#operands();
    const [x = 0, y = 0, width = 0, height = 0] = numbers;
    if (code === re) extent.addBox([x, y, x + width, y + height], this.#matrix);
    else for (let at = 0; at + 1 < numbers.length; at += 2) extent.add(numbers[at] as number, numbers[at + 1] as number, this.#matrix);
  }

  #operandName(): string {
    return this.#bytes.toString('latin1', this.#first + 1, this.#at).split(/[\s/]/, 1)[0] as string;
  }

  #object(): void {
    const name = this.#operandName();
    const form = this.#rewriting.form(name, this.#states.at(-1) ?? '');
    if (form === undefined) {
      this.#open?.extent?.addBox(this.#rewriting.reach(name), this.#matrix);
      this.#graphics(this.#first);
      return;
    }
    this.#closeArtifact();
    this.#flush(this.#first);
    this.#skip();
    if (this.#open?.isWritten) this.#sink.write('EMC\n');
    const inner = rewriteContent(form.content, this.#rewriting, multiplied(form.matrix, this.#matrix));
    this.#sink.write(`q\n${form.open}`);
    this.#sink.copy(inner, 0, inner.length);
    this.#sink.write('\nQ\n');
    // What follows in the mark that the form interrupted cannot have its number again.
    if (this.#open?.isWritten)
      this.#open = { mcid: -2, marked: undefined, isWritten: false, hasGraphics: false, hasText: false, extent: undefined };
  }

  /** As high as letters usually are. */
  #reachText({ matrix, xs, y, size, font, codes }: Run, extent: Extent): void {
    if (xs.length === 0) return;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
    const right = (xs.at(-1) as number) + (widthOf(font, codes.at(-1) as number) * size) / 1000;
    extent.addBox([xs[0] as number, y - size * 0.25, right, y + size * 0.75], multiplied([a, b, c, d, e, f], this.#matrix));
  }

  #openArtifact(from: number): void {
    if (this.#artifact >= 0) return;
    this.#flush(from);
    this.#sink.write(artifact);
    this.#artifact = this.#depth;
  }

  #closeArtifact(): void {
    if (this.#artifact < 0) return;
    this.#flush(this.#first);
    this.#sink.write('EMC\n');
    this.#artifact = -1;
  }

  /** Copies what is not yet written, up to a place. */
  #flush(to: number): void {
    this.#sink.copy(this.#bytes, this.#done, to);
    this.#done = Math.max(this.#done, to);
  }

  /** What was just read is not copied, nor the white space after it. */
  #skip(): void {
    let at = this.#at;
    while (classes[this.#bytes[at] as number] === 1) at += 1;
    this.#done = at;
    this.#at = at;
  }

  #endOfImage(): number {
    for (let at = this.#bytes.indexOf('EI', this.#at); at >= 0; at = this.#bytes.indexOf('EI', at + 2)) {
      if (classes[this.#bytes[at - 1] as number] === 1 && classes[this.#bytes[at + 2] ?? 32] === 1) return at + 2;
    }
    return this.#bytes.length;
  }
}
