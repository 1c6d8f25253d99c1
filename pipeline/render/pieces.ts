/** Prints the changed pieces of a long document in parallel. */
import { diagnostic } from '../model/diagnostic.ts';
import { destinations } from '../pdf/destinations.ts';
import type { Context } from '../platform/context.ts';
import { collecting } from '../platform/context.ts';
import { cacheKey, sha256 } from '../platform/hash.ts';
import { isFont, PrintPage } from '../platform/print-page.ts';
import { marks } from '../template/marks.ts';
import type { Templated } from '../template/types.ts';
import { printFitting } from './fitting.ts';
import { layOut } from './layout.ts';
import { dropRepeats, setDigits } from './measure.ts';
import { pagesBefore, printedNumbers } from './page-numbers.ts';
import { estimatedNumbers, Piece, type Print } from './piece.ts';
import { hasAllPlaceholders, hasMarks } from './readable.ts';
import { beginsPage } from './split.ts';
import { streamValues } from './stream-values.ts';
import type { PrintedPiece } from './types.ts';

/** Runs work that needs a browser page, when one is free. */
export type WhenFree = <T>(work: () => Promise<T>) => Promise<T>;

export interface RenderOptions {
  readonly whenFree: WhenFree;
  /** Print everything, even if it is cached. */
  readonly isFresh: boolean;
}

/** The pieces of a document, and the number of pages before the one numbered 1. */
export interface PrintedPieces {
  readonly pieces: readonly PrintedPiece[];
  readonly front: number;
}

/**
 * Prints the pieces made by `piecesOf`.
 * @yields each piece as soon as it is final, and the page numbers it shows are known
 * @returns undefined if they do not add up to the document, which must then be printed as a whole
 */
export async function* printPieces(
  document: Templated,
  htmls: readonly string[],
  firstPage: string | null,
  context: Context,
  options: RenderOptions,
): AsyncGenerator<PrintedPiece, PrintedPieces | undefined> {
  return yield* streamValues<PrintedPiece, PrintedPieces | undefined>((give) =>
    new Pieces(document, htmls, firstPage, context, options, give).print(),
  );
}

class Pieces {
  readonly #document: Templated;
  readonly #context: Context;
  readonly #options: RenderOptions;
  readonly #give: (piece: PrintedPiece) => void;
  readonly #firstPage: string | null;
  readonly #pieces: readonly Piece[];
  /** Whether pages show the total number of pages. */
  readonly #isCounted: boolean;

  constructor(
    document: Templated,
    htmls: readonly string[],
    firstPage: string | null,
    context: Context,
    options: RenderOptions,
    give: (piece: PrintedPiece) => void,
  ) {
    this.#give = give;
    this.#document = document;
    this.#context = context;
    this.#options = options;
    this.#firstPage = firstPage;
    this.#pieces = htmls.map((html, index) => new Piece(html, index));
    // Templates escape special characters as CSS does.
    const plain = (htmls[0] ?? '').replace(/\\([0-9a-f]{2}) /g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    this.#isCounted = plain.includes(marks.pages) || plain.includes(marks.pagesRight);
  }

  /** Prints all pieces; undefined if one of them cannot be printed separately. */
  async print(): Promise<PrintedPieces | undefined> {
    const { folder, audience, lang } = this.#document.edition;
    const memory = cacheKey('page numbers', folder, audience, lang, this.#document.kind);
    const exact = this.#pieces.filter(({ exact: ids }) => ids.length > 0);
    const known = exact.length > 0 ? (((await this.#context.cache.get(memory)) ?? {}) as Record<string, number>) : {};
    let numbers = exact.length > 0 ? estimatedNumbers(this.#pieces, new Map(Object.entries(known))) : new Map<string, number>();
    const [last, first] = [this.#pieces.filter(({ isLast }) => isLast), this.#pieces.filter(({ isLast }) => !isLast)];
    if (!(await this.#printAll(first, numbers))) return undefined;
    if (last.length > 0 && !(await this.#printAll(last, new Map([...numbers, ...this.#numbers().numbers])))) return undefined;
    for (let attempt = 2; ; attempt += 1) {
      numbers = this.#numbers().numbers;
      const stale = exact.filter((piece) => piece.isStale(numbers));
      if (stale.length === 0) break;
      if (attempt > 3) {
        this.#context.report(diagnostic('PAGE_NUMBERS_UNSETTLED', {}, this.#document.edition.place));
        break;
      }
      if (!(await this.#printAll(stale, numbers))) return undefined;
    }
    if (exact.length > 0) {
      const wanted = Object.fromEntries(
        exact.flatMap(({ exact: ids }) => ids.flatMap((id) => (numbers.has(id) ? [[id, numbers.get(id)]] : []))),
      );
      if (JSON.stringify(wanted) !== JSON.stringify(known)) await this.#context.cache.set(memory, wanted);
    }
    // No mark can be read, so that nothing could be filled in.
    if (this.#pieces.every(({ print }) => print?.hasMarks === false)) return undefined;
    // Problems that all pieces share, such as in their styles, are reported once.
    const distinct = new Map(this.#pieces.flatMap(({ print }) => print?.diagnostics ?? []).map((one) => [JSON.stringify(one), one]));
    for (const one of distinct.values()) this.#context.report(one);
    this.#release(true);
    const { front = 0 } = this.#numbers();
    return { pieces: this.#pieces.map(({ made }) => made as PrintedPiece), front };
  }

  /** Printed page numbers so far; none until the first numbered page is known. */
  #numbers(): { numbers: Map<string, number>; front: number | undefined; total: number } {
    const places = new Map<string, number>();
    let before = 0;
    for (const { print } of this.#pieces) {
      if (print === undefined) break;
      for (const [id, page] of print.places) places.set(id, page + before);
      before += print.pages;
    }
    const isKnown = this.#firstPage === null || places.has(this.#firstPage) || this.#pieces.every(({ print }) => print !== undefined);
    const front = isKnown ? pagesBefore(this.#firstPage, places) : undefined;
    return { numbers: front === undefined ? new Map() : printedNumbers(places, front), front, total: before };
  }

  /**
   * Releases the pieces that are complete.
   * @param isEnd whether all printing is done
   */
  #release(isEnd: boolean): void {
    const { numbers, front, total } = this.#numbers();
    if (front === undefined || (this.#isCounted && !isEnd)) return;
    let before = 0;
    let section = '';
    for (const [index, piece] of this.#pieces.entries()) {
      const { print, placeholders, headings, key } = piece;
      if (print === undefined) return;
      const here = new Set(print.places.map(([id]) => id));
      const heads = this.#document.running.filter(({ id }) => here.has(id));
      const ids = new Set(placeholders.map(({ id }) => id));
      const isKnown = isEnd || ([...ids].every((id) => numbers.has(id)) && !piece.isStale(numbers));
      const named = [...numbers].filter(([id]) => ids.has(id));
      const among = { ordinal: index + 1, before, front, total: this.#isCounted ? total : 0, section, numbers: named };
      // A piece released earlier may start on another page now, because another one was printed again.
      if (isKnown && JSON.stringify(piece.made?.among) !== JSON.stringify(among)) {
        const isFresh = piece.bytes !== undefined;
        // A copy: another print may change their digits while this one waits to be finished.
        const own = { placeholders: placeholders.map((placeholder) => ({ ...placeholder })), running: heads, firstPage: null };
        const about = { key, isFresh, pages: print.pages, headings, ...own };
        piece.made = { ...about, pdf: () => this.#bytes(piece), among };
        this.#give(piece.made);
      }
      before += print.pages;
      section = heads.at(-1)?.text ?? section;
    }
  }

  /** The print's bytes; a print lost from the cache is made again. */
  async #bytes(piece: Piece): Promise<Uint8Array> {
    const bytes = piece.bytes ?? (await this.#context.cache.bytes(`piece ${piece.key}`));
    if (bytes !== undefined) return bytes;
    await this.#printNow([piece]);
    return piece.bytes as Uint8Array;
  }

  /** False if one of them cannot be printed separately. */
  async #printAll(pieces: readonly Piece[], numbers: ReadonlyMap<string, number>): Promise<boolean> {
    const { cache, version, browser } = this.#context;
    const base = JSON.stringify([await version(), await browser.identity()]);
    const isHeld = await Promise.all(
      pieces.map(async (piece) => {
        piece.expect(numbers, base);
        const print = this.#options.isFresh ? undefined : ((await cache.get(piece.key)) as Print | undefined);
        if (print === undefined || !(await this.#isCurrent(print))) return false;
        piece.take(print);
        return true;
      }),
    );
    const left = pieces.filter((_, index) => !isHeld[index]);
    // Finishing them will keep a thread busy while the next are printed.
    if (left.length > 1 && this.#context.workers.idleCapacity > 0) this.#context.workers.warm();
    return this.#printNow(left);
  }

  async #isCurrent({ files }: Print): Promise<boolean> {
    const hashes = await Promise.all(files.map(([name]) => this.#hashOfFile(name)));
    return files.every(([, hash], index) => hashes[index] === hash);
  }

  async #hashOfFile(name: string): Promise<string | undefined> {
    const resource = this.#document.resources.get(name);
    return resource && `${sha256(await this.#context.files.bytes(resource.path))}${resource.keepsMetadata ? ' with metadata' : ''}`;
  }

  /** Prints in as many browser pages as are free. False if one of the pieces cannot be printed separately. */
  async #printNow(pieces: readonly Piece[]): Promise<boolean> {
    const waiting = [...pieces];
    let isSeparable = true;
    const drain = () =>
      this.#context.browser.withPage(async (page) => {
        const shown = await PrintPage.at(page, this.#document.resources);
        for (let piece = waiting.shift(); piece && isSeparable; piece = waiting.shift()) {
          try {
            isSeparable = (await this.#printOne(piece, shown)) && isSeparable;
          } catch (cause) {
            // Another page may print it if this one crashed.
            waiting.unshift(piece);
            throw cause;
          }
        }
      });
    const drained = pieces.map(() => this.#options.whenFree(() => (waiting.length > 0 && isSeparable ? drain() : Promise.resolve())));
    // All pages must be idle before the document is abandoned.
    const failed = (await Promise.allSettled(drained)).find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return isSeparable;
  }

  /** False if it does not begin on a new page, or its page numbers could not be filled in. */
  async #printOne(piece: Piece, shown: PrintPage): Promise<boolean> {
    const own = collecting(this.#context);
    const { page } = shown;
    await layOut(shown, piece.labelled, this.#document, own.context);
    if (piece.index > 0 && !(await page.evaluate(beginsPage))) return false;
    const gone = piece.isLast ? await page.evaluate(dropRepeats, piece.expected) : [];
    if (piece.exact.length > 0) await page.evaluate(setDigits, piece.digits);
    const file = await printFitting(page, { html: piece.html, place: this.#document.edition.place }, own.context);
    const places = destinations(file);
    piece.drop(gone);
    if (!hasAllPlaceholders(file, piece.placeholders)) return false;
    const files = [...shown.loaded].filter((name) => !isFont(name)).sort();
    const hashes = await Promise.all(files.map(async (name) => [name, (await this.#hashOfFile(name)) ?? ''] as const));
    const print: Print = {
      pages: file.pages().length,
      places: [...places],
      gone,
      diagnostics: own.diagnostics,
      files: hashes,
      // One piece proves that this browser's marks can be read; the first is mostly the cover and the table of contents.
      hasMarks: piece.index > 0 && (this.#pieces.some(({ print: known }) => known?.hasMarks) || hasMarks(file)),
    };
    piece.take(print);
    piece.bytes = file.bytes;
    this.#release(false);
    const { cache } = this.#context;
    // Not awaited: the next build prints again what could not be written.
    void Promise.all([cache.setBytes(`piece ${piece.key}`, file.bytes), cache.set(piece.key, print)]);
    return true;
  }
}
