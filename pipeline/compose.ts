/** Kinds that are composed of others: the documents that they need, and prints that several artifacts share. */
import { readFile } from 'node:fs/promises';
import { Mender } from './finish/pieces.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { PdfDocument } from './pdf/objects/index.ts';
import { type Context, collecting } from './platform/context.ts';
import type { PieceOptions } from './render/pieces.ts';
import { render } from './render/render.ts';
import type { Printed, PrintedPart } from './render/types.ts';
import { kindNamed } from './template/kinds/index.ts';
import type { Templated, TemplatedPart } from './template/types.ts';
import type { Transformed } from './transform/types.ts';

/** A document, or undefined after faults that stop it, and what was reported. */
export interface LaidOut {
  readonly document: Templated | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A document with its parts.
 * @param layOut lays the edition out as one kind; the same document each time
 */
export async function compose(
  edition: Transformed,
  kind: string,
  layOut: (kind: string) => Promise<LaidOut>,
  { files }: Context,
): Promise<LaidOut> {
  const own = await layOut(kind);
  const wanted = kindNamed(kind).parts?.(edition);
  if (wanted === undefined || own.document === undefined) return own;
  const diagnostics = [...own.diagnostics];
  const parts: TemplatedPart[] = [];
  for (const part of wanted) {
    if ('kind' in part) {
      const { document, diagnostics: more } = await layOut(part.kind);
      diagnostics.push(...more);
      if (document === undefined) return { document: undefined, diagnostics };
      parts.push({ id: part.id, prefix: part.prefix, document });
    } else {
      const file = await files.confine(edition.edition.folder, part.file);
      // A file that is not there was told by `source`.
      if (file !== undefined && (await files.isFile(file))) parts.push({ ...part, file, name: part.file });
    }
  }
  return { document: { ...own.document, parts }, diagnostics };
}

/** A print, when it began, and what was reported of it. */
export interface Print {
  readonly printed: Printed;
  readonly start: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints documents, each once, even if it is an artifact and a part of another as well. */
export class Prints {
  /** Only for documents that a composed one holds: the others’ prints need not be kept. */
  readonly #known = new WeakMap<Templated, Promise<Print> | undefined>();
  readonly #options: Pick<PieceOptions, 'whenFree' | 'isFresh'>;
  readonly #context: Context;
  /** Finishes pieces of long documents, beginning while others are printed. */
  readonly mender: Mender;

  constructor(options: Pick<PieceOptions, 'whenFree' | 'isFresh'>, context: Context) {
    this.#options = options;
    this.mender = new Mender(context);
    this.#context = context;
  }

  /** Says that the parts of a document may be asked for again. */
  share({ parts }: Templated): void {
    for (const part of parts) if ('document' in part && !this.#known.has(part.document)) this.#known.set(part.document, undefined);
  }

  /** @param onStart is called when a printer begins with the first page of the document */
  async of(document: Templated, onStart: () => void = () => {}): Promise<Print> {
    const known = this.#known.get(document);
    if (known) return known;
    const made = document.parts.length > 0 ? this.#whole(document, onStart) : this.#single(document, onStart);
    if (this.#known.has(document)) this.#known.set(document, made);
    return made;
  }

  async #single(document: Templated, onStart: () => void): Promise<Print> {
    const own = collecting(this.#context);
    let start: number | undefined;
    const whenFree = <T>(work: () => Promise<T>) =>
      this.#options.whenFree(() => {
        if (start === undefined) onStart();
        start ??= this.#context.clock.elapsed();
        return work();
      });
    const printed = await render(document, own.context, {
      ...this.#options,
      whenFree,
      onPiece: (piece) => void this.mender.begin(document, piece),
    });
    return { printed, start: start ?? this.#context.clock.elapsed(), diagnostics: own.diagnostics };
  }

  /** The parts first: the cover tells how many pages each has. */
  async #whole(document: Templated, onStart: () => void): Promise<Print> {
    const diagnostics: Diagnostic[] = [];
    let start: number | undefined;
    const parts = await Promise.all(
      document.parts.map(async (part): Promise<PrintedPart> => {
        const { id, prefix } = part;
        if (!('document' in part)) return { ...part, pdf: await readFile(part.file) };
        const print = await this.of(part.document);
        start = Math.min(start ?? print.start, print.start);
        diagnostics.push(...print.diagnostics);
        return { id, prefix, printed: print.printed };
      }),
    );
    const cover = await this.#single({ ...document, html: withCounts(document, parts), parts: [] }, onStart);
    return {
      printed: { ...cover.printed, parts },
      start: Math.min(start ?? cover.start, cover.start),
      diagnostics: [...diagnostics, ...cover.diagnostics],
    };
  }
}

/** Writes how many pages each part has where the layout has `data-pages-of`. */
function withCounts({ html, words }: Templated, parts: readonly PrintedPart[]): string {
  const counts = new Map(parts.map((part) => [part.id, pagesOf(part)]));
  return html.replace(/(<[^>]*\sdata-pages-of="([^"]*)"[^>]*>)[^<]*/g, (_, open: string, id: string) => {
    const count = counts.get(id);
    if (count === undefined) return open;
    return open + (count === 1 ? words.pages.one : words.pages.many.replace('{}', String(count)));
  });
}

/** None for what is no PDF: finishing tells. */
function pagesOf(part: PrintedPart): number | undefined {
  if ('printed' in part) return part.printed.pieces.reduce((sum, { pages }) => sum + pages, 0);
  try {
    return PdfDocument.read(part.pdf).pages().length;
  } catch {
    return undefined;
  }
}
