/** Runs the module in `wasm/`: copies a page into its memory, implements its imports, and reads its output. */
import { instanceOf, isLarge } from '../../platform/modules.ts';
import type { Matrix } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import type { Exports, Host, Marked } from './module.ts';
import { hyphens, pilcrow, Run } from './run.ts';

/** Bits of `wasm/rewrite.ts`. */
const bitsOf = ({ isPicture, isArtifact, isLink }: Marked) => 1 | (isPicture ? 2 : 0) | (isArtifact ? 4 : 0) | (isLink ? 8 : 0);
const sortOf = (character: string) => (character === pilcrow ? 1 : hyphens.has(character) ? 2 : 0);

/** Fonts stay in memory from one document to the next; above this number of bytes they are cleared. */
const maxFontBytes = 1 << 23;

/** An instance of the module, which holds one page at a time. */
export class Engine {
  readonly #exports: Exports;
  readonly #places = new Map<PdfFont, number>();
  readonly #fonts = new Map<number, PdfFont>();
  #fontBytes = 0;
  /** Fonts that were added while a page was processed, and are released with it. */
  readonly #pageFonts = new Set<PdfFont>();
  /** Addresses of the names of the page's fonts. */
  readonly #names = new Map<string, number>();
  #namesEnd = 0;
  #host: Host | undefined;
  /** Addresses of the page's runs and glyphs. */
  #layout = { runs: 0, codes: 0, xs: 0, runSize: 0 };
  #inlined: Buffer = Buffer.alloc(0);
  #bytes: Buffer = Buffer.alloc(0);
  /** Typed views of the same memory. */
  #halves: Uint16Array = new Uint16Array();
  #wholes: Int32Array = new Int32Array();
  #doubles: Float64Array = new Float64Array();

  constructor() {
    const host = {
      shown: (run: number, mcid: number) => this.#shown(run, mcid),
      form: (name: number, length: number, state: number, stateLength: number) => this.#form(name, length, state, stateLength),
      inside: (...matrix: [number, number, number, number, number, number]) => {
        this.#inlined = this.#currentHost.inlined(matrix);
        return this.#inlined.length;
      },
      pour: (to: number) => void this.#inlined.copy(this.#memory(), to),
      reach: (name: number, length: number, box: number) => {
        const found = this.#currentHost.reach(this.#text(name, length));
        this.#memory();
        this.#doubles.set(found, box >> 3);
      },
      extent: (mcid: number, left: number, bottom: number, right: number, top: number) =>
        this.#currentHost.extent(mcid, [left, bottom, right, top]),
    };
    this.#exports = instanceOf<Exports>('content', host);
    this.#exports.reset();
  }

  /**
   * Rewrites a page's content.
   * @param matrix transformation matrix at the start of the content
   * @throws Error if graphics states are nested too deeply
   */
  rewrite(content: Buffer, host: Host, matrix: Matrix): Buffer {
    const { marks } = host;
    const { marks: first, kept, output, rewrite, outputLength } = this.#exports;
    this.#begin(content, host);
    const before = this.#memory();
    for (const [mcid, mark] of marks.entries()) before[first.value + mcid] = mark ? bitsOf(mark) : 0;
    if (rewrite(...matrix) === 0) throw new Error('graphics states are nested too deeply');
    const after = this.#memory();
    for (let mcid = 0; mcid < marks.length; mcid += 1) if (after[kept.value + mcid] === 1) host.keep(mcid);
    const written = Buffer.from(after.subarray(output.value, output.value + outputLength()));
    this.#end();
    return written;
  }

  /** Visits the runs that contain a Dossier placeholder, in all text that can be parsed. */
  findMarks(content: Buffer, fonts: ReadonlyMap<string, PdfFont>, visit: (run: Run) => void): void {
    this.#begin(content, {
      fonts,
      marks: [],
      keep: () => {},
      run: (run) => void visit(run),
      reach: () => [0, 0, 1, 1],
      extent: () => {},
      inlines: () => false,
      inlined: () => this.#inlined,
    });
    this.#exports.findMarks();
    this.#end();
  }

  #begin(content: Buffer, host: Host): void {
    const { reset, page, input, runs, codes, xs, runSize } = this.#exports;
    this.#host = host;
    if (this.#fontBytes > maxFontBytes) {
      reset();
      this.#fontBytes = 0;
      this.#places.clear();
      this.#fonts.clear();
    }
    let nameBytes = 0;
    for (const [name, font] of host.fonts) {
      this.#placeOf(font);
      nameBytes += sizeOfName(name);
    }
    page(content.length, nameBytes, host.marks.length);
    this.#layout = { runs: runs.value, codes: codes.value, xs: xs.value, runSize: runSize.value };
    content.copy(this.#memory(), input.value);
    this.#writeNames();
  }

  #end(): void {
    for (const font of this.#pageFonts) this.#forget(font);
    this.#pageFonts.clear();
    this.#exports.leavePage();
    this.#host = undefined;
  }

  #forget(font: PdfFont): void {
    this.#fonts.delete(this.#places.get(font) as number);
    this.#places.delete(font);
  }

  /** Whether its memory is too large to keep: it cannot shrink. */
  get isLarge(): boolean {
    return isLarge(this.#exports.memory);
  }

  get #currentHost(): Host {
    return this.#host as Host;
  }

  /** The whole memory. The views are renewed when it grows. */
  #memory(): Buffer {
    const { buffer } = this.#exports.memory;
    if (this.#bytes.buffer !== buffer) {
      this.#bytes = Buffer.from(buffer);
      this.#halves = new Uint16Array(buffer);
      this.#wholes = new Int32Array(buffer);
      this.#doubles = new Float64Array(buffer);
    }
    return this.#bytes;
  }

  #text(at: number, length: number): string {
    return this.#memory().toString('latin1', at, at + length);
  }

  #placeOf(font: PdfFont): number {
    return this.#places.get(font) ?? this.#putFont(font);
  }

  #putFont(font: PdfFont): number {
    const { widths, defaultWidth, characters } = font;
    const sorts = [...characters].map(([code, character]) => [code, sortOf(character)] as const).filter(([, sort]) => sort > 0);
    const count = sorts.reduce((most, [code]) => Math.max(most, code + 1), 0);
    const place = this.#exports.font(widths.length, count);
    const memory = this.#memory();
    this.#doubles[place >> 3] = defaultWidth;
    this.#doubles.set(widths, (place + 16) >> 3);
    const first = place + 16 + 8 * widths.length;
    memory.fill(0, first, first + count);
    for (const [code, sort] of sorts) memory[first + code] = sort;
    this.#places.set(font, place);
    this.#fonts.set(place, font);
    this.#fontBytes += 16 + 8 * widths.length + count;
    return place;
  }

  #writeNames(): void {
    this.#names.clear();
    this.#namesEnd = this.#exports.names.value;
    for (const [name, font] of this.#currentHost.fonts) this.#putName(name, this.#placeOf(font));
  }

  /** Returns the address of the name's characters. */
  #putName(name: string, font: number): number {
    const memory = this.#memory();
    const at = this.#namesEnd;
    if (at + sizeOfName(name) > this.#exports.namesLimit.value) throw new Error('too many fonts on a page');
    this.#wholes[at >> 2] = font;
    this.#wholes[(at >> 2) + 1] = name.length;
    memory.write(name, at + 8, 'latin1');
    this.#names.set(name, at + 8);
    this.#namesEnd = at + sizeOfName(name);
    this.#exports.named(this.#namesEnd);
    return at + 8;
  }

  #shown(index: number, mcid: number): number {
    const filled = this.#currentHost.run(this.#runAt(index), mcid);
    if (filled === undefined) return -1;
    for (const run of filled) this.#add(index, run);
    return filled.length;
  }

  #runAt(index: number): Run {
    this.#memory();
    const [wholes, doubles] = [this.#wholes, this.#doubles];
    const { runs, codes, xs, runSize } = this.#layout;
    const at = runs + index * runSize;
    // Read one by one: destructuring a subarray would take several times as long.
    const whole = (field: number) => wholes[(at >> 2) + field] as number;
    const double = (field: number) => doubles[(at >> 3) + field] as number;
    const spokenLength = whole(4);
    const about = {
      name: this.#text(whole(1), whole(2)),
      font: this.#fonts.get(whole(0)) as PdfFont,
      size: double(4),
      matrix: [double(5), double(6), double(7), double(8), double(9), double(10)],
      y: double(11),
      spoken: spokenLength === 0 ? '' : this.#text(whole(3), spokenLength),
    };
    const count = whole(6);
    const [from, place] = [(codes >> 1) + whole(5), (xs >> 3) + whole(5)];
    return new Run(about, this.#halves.subarray(from, from + count), doubles.subarray(place, place + count));
  }

  /** Adds a run that differs from another in its glyphs and possibly its font. */
  #add(like: number, { name, font, codes: glyphs, xs: places }: Run): void {
    const { addLike } = this.#exports;
    const { runs, codes, xs, runSize } = this.#layout;
    const place = this.#places.get(font) ?? this.#putPageFont(font);
    const added = addLike(like, place, this.#names.get(name) ?? this.#putName(name, place), name.length, glyphs.length);
    if (added < 0) throw new Error('too much text in the margins of a page');
    this.#memory();
    const start = this.#wholes[(runs + added * runSize + 20) >> 2] as number;
    this.#halves.set(glyphs, (codes >> 1) + start);
    this.#doubles.set(places, (xs >> 3) + start);
  }

  #putPageFont(font: PdfFont): number {
    this.#pageFonts.add(font);
    return this.#putFont(font);
  }

  #form(name: number, length: number, state: number, stateLength: number): number {
    const isInlined = this.#currentHost.inlines(this.#text(name, length), this.#text(state, stateLength));
    if (!isInlined) return 0;
    for (const font of this.#currentHost.fonts.values()) if (!this.#places.has(font)) this.#putPageFont(font);
    this.#writeNames();
    return 1;
  }
}

/** Bytes of a name and the address of its font before it. */
const sizeOfName = (name: string): number => (8 + name.length + 3) & ~3;
