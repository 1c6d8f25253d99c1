/** Rewrites the pages of a print, each in one pass: page numbers, margins, artifacts, compact text. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { type Box, joined } from '../../pdf/content/extent.ts';
import { Fonts, type PdfFont } from '../../pdf/content/fonts.ts';
import { rewriteContent } from '../../pdf/content/rewrite.ts';
import { charactersIn, type Run, softHyphen } from '../../pdf/content/run.ts';
import { Dict, level, Name, type PdfDocument, PdfString, Ref, Stream, type Value } from '../../pdf/objects/index.ts';
import { isMarked } from '../../template/marks.ts';
import type { Structure } from '../structure/read.ts';
import { inlined, reachOf } from './forms.ts';
import { LineNumbers } from './line-numbers.ts';
import type { PageNumberFiller } from './page-numbers.ts';
import { fillMargin, type Margins } from './running.ts';

export interface PageWork {
  readonly pageNumbers: PageNumberFiller;
  /** By page index; undefined if the margins have no placeholders. */
  readonly margins: ((page: number) => Omit<Margins, 'nameOf'>) | undefined;
  readonly structure: Structure;
  /** The first page of each long table, as it is found. */
  readonly firstPages?: Map<string, number>;
}

export interface PageResult {
  /** The text of each mark inside a link. */
  readonly words: (string | undefined)[][];
  /** Marks with content, by page. */
  readonly kept: ReadonlySet<number>[];
  /** Hash of the content of all pages. */
  readonly hash: string;
}

/** Content nearly always shrinks to a third: with this buffer size it is written in one chunk. */
const chunkSizeFor = ({ length }: Uint8Array) => Math.max(1 << 10, length >> 1);

/** Yields to the event loop after each page: this thread may have to answer a browser that is printing. */
export async function rewritePages(pdf: PdfDocument, pages: readonly Ref[], work: PageWork): Promise<PageResult> {
  const fonts = new Fonts(pdf);
  const firstPages = new Map<string, number>();
  const hash = createHash('sha256');
  const words: (string | undefined)[][] = pages.map(() => []);
  const kept = pages.map(() => new Set<number>());
  for (const [index, ref] of pages.entries()) {
    const contents = pdf.dict(ref)?.get('Contents');
    if (!(contents instanceof Ref)) continue;
    const own = new Page(
      pdf,
      ref,
      index,
      fonts,
      { ...work, firstPages },
      words[index] as (string | undefined)[],
      kept[index] as Set<number>,
    );
    const bytes = own.rewrite(viewOf(pdf.data(pdf.peek(contents) as Stream)));
    // Synchronous: handing this to Node's thread pool would take longer than the work itself.
    const raw = deflateSync(bytes, { level, chunkSize: chunkSizeFor(bytes) });
    pdf.set(contents, new Stream(Dict.of({ Filter: new Name('FlateDecode') }), raw));
    hash.update(raw);
    await setImmediate();
  }
  return { words, kept, hash: hash.digest('hex') };
}

const viewOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function within([left, bottom, right, top]: Box, page: Value): Box {
  const [x = 0, y = 0, width = right, height = top] = Array.isArray(page) ? page.map(Number) : [];
  return [Math.max(left, x), Math.max(bottom, y), Math.min(right, width), Math.min(top, height)];
}

class Page {
  readonly #pdf: PdfDocument;
  readonly #ref: Ref;
  readonly #index: number;
  readonly #fonts: Fonts;
  readonly #work: PageWork;
  readonly #words: (string | undefined)[];
  readonly #kept: Set<number>;
  readonly #names: Map<string, PdfFont>;
  /** Names of forms that were inlined into the page, and of forms and images that it still paints. */
  readonly #forms = { inlined: new Set<string>(), painted: new Set<string>() };

  constructor(pdf: PdfDocument, ref: Ref, index: number, fonts: Fonts, work: PageWork, words: (string | undefined)[], kept: Set<number>) {
    this.#pdf = pdf;
    this.#ref = ref;
    this.#index = index;
    this.#fonts = fonts;
    this.#work = work;
    this.#words = words;
    this.#kept = kept;
    this.#names = fonts.ofPage(ref);
  }

  readonly #lines = new LineNumbers();

  /** Position and size of the last run of a link, and whether it ends inside a word. */
  #last = { x: 0, y: 0, size: 0, endsInWord: false };

  rewrite(content: Buffer): Buffer {
    const marks = this.#work.structure.marks[this.#index] ?? [];
    const [pdf, ref] = [this.#pdf, this.#ref];
    const written = rewriteContent(content, {
      fonts: this.#names,
      marks,
      keep: (mcid) => void this.#kept.add(mcid),
      run: (run, mcid) => this.#run(run, mcid),
      reach: (name) => reachOf(this.#pdf, this.#resources, name),
      extent: (mcid, box) => {
        const place = marks[mcid];
        // Content beyond the page's edge is not visible.
        const seen = place && within(box, pdf.inherited(ref, 'MediaBox'));
        if (place && seen) place.box = place.box ? joined(place.box, seen) : seen;
      },
      form: (name, state) => {
        const form = inlined(this.#pdf, this.#resources, name, state);
        this.#forms[form ? 'inlined' : 'painted'].add(name);
        if (form) for (const [own, font] of this.#fonts.ofPage(this.#ref)) this.#names.set(own, font);
        return form;
      },
    });
    this.#dropForms();
    return written;
  }

  /** Removes inlined forms from the page's resources, so that the file does not contain them twice. */
  #dropForms(): void {
    const objects = this.#pdf.dict(this.#ref)?.get('Resources') instanceof Dict ? this.#resources.get('XObject') : undefined;
    // Shared resources stay: other pages may paint them.
    if (!(objects instanceof Dict)) return;
    for (const name of this.#forms.inlined) if (!this.#forms.painted.has(name)) objects.delete(name);
    if (objects.size === 0) this.#resources.delete('XObject');
  }

  #run(run: Run, mcid: number): readonly Run[] | undefined {
    const { pageNumbers, margins, structure, firstPages } = this.#work;
    const { again, isLink, isArtifact } = structure.marks[this.#index]?.[mcid] ?? {};
    if (again !== undefined && firstPages) {
      if (!firstPages.has(again)) firstPages.set(again, this.#index);
      return firstPages.get(again) === this.#index ? [] : undefined;
    }
    const filled =
      pageNumbers.fill(run) ??
      (isArtifact ? this.#lines.fill(run) : undefined) ??
      (margins && mcid < 0 && isMarked(run) ? this.#margin(run, margins(this.#index)) : undefined);
    if (isLink) {
      const said = (filled ?? [run]).map(textOf).join('');
      this.#words[mcid] = this.#continued(this.#words[mcid] ?? '', said, run);
    }
    return filled;
  }

  /** Appends a run to the text of a link. At the end of a line no space is printed between two words. */
  #continued(before: string, said: string, { origin: [x, y], size, spoken }: Run): string {
    const here = { x, y, size, endsInWord: spoken === softHyphen };
    const last = this.#last;
    this.#last = here;
    // Superscripts and subscripts continue to the right.
    const isNewLine = Math.abs(y - last.y) > Math.max(size, last.size) / 2 && x <= last.x;
    return before !== '' && isNewLine && !last.endsInWord && isSpaced(before, said) ? `${before} ${said}` : before + said;
  }

  #margin(run: Run, margins: Omit<Margins, 'nameOf'>): Run[] {
    return fillMargin(run, this.#fonts, { ...margins, nameOf: (font) => this.#nameOf(font) });
  }

  get #resources(): Dict {
    const resources = this.#pdf.inherited(this.#ref, 'Resources');
    return resources instanceof Dict ? resources : new Dict();
  }

  #nameOf(font: PdfFont): string {
    for (const [name, own] of this.#names) if (own === font) return name;
    const name = `D${font.num}`;
    this.#pdf.dict(this.#resources.get('Font'))?.set(name, new Ref(font.num));
    this.#names.set(name, font);
    return name;
  }
}

/** Scripts without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
/** An address, or a character after which a line may break without a space. */
const unfinished = /:\/\/\S*$|www\.\S*$|[-\u2010-\u2014/]$/;

/** Whether there is a space between the end of a line and the start of the next. */
function isSpaced(before: string, after: string): boolean {
  return !unfinished.test(before) && !unspaced.test([...before].at(-1) ?? '') && !unspaced.test([...after][0] ?? '');
}

/** The text of a run, without hyphens inserted at the end of a line. */
function textOf(run: Run): string {
  const { spoken } = run;
  if (spoken === '') return charactersIn(run);
  return new PdfString(Buffer.from(spoken, 'hex')).text.replaceAll('\u00ad', '');
}
