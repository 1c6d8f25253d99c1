/** Prints composed kinds: the parts first, because the cover shows how many pages each has. */
import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../model/diagnostic.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import type { Templated } from '../template/types.ts';
import type { Stamp } from './stamps.ts';
import type { Printed, PrintedPart } from './types.ts';

/** A print, when its first page was started (on the context's clock), and its diagnostics. */
export interface Print {
  readonly printed: Printed;
  readonly start: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param print prints a document; returns the same print for the same document, even if it is also a file of its own
 * @param draw draws the protective marking, for pages that others have made
 */
export async function renderComposed(document: Templated, print: Printer, draw: (text: string) => Promise<Stamp>): Promise<Print> {
  const diagnostics: Diagnostic[] = [];
  let start = Number.POSITIVE_INFINITY;
  const parts = await Promise.all(
    document.parts.map(async (part): Promise<PrintedPart> => {
      const { id, prefix } = part;
      if (!('document' in part)) return { ...part, pdf: await readFile(part.file) };
      const own = await print(part.document);
      diagnostics.push(...own.diagnostics);
      start = Math.min(start, own.start);
      return { id, prefix, printed: own.printed };
    }),
  );
  const cover = await print({ ...document, html: withCounts(document, parts), parts: [] });
  const hasAnnexes = parts.some((part) => !('printed' in part));
  const { marking: line } = document.words;
  const marking = line === null || !hasAnnexes ? undefined : { ...(await draw(line.text)), size: line.size };
  return {
    printed: { ...cover.printed, parts, marking },
    start: Math.min(start, cover.start),
    diagnostics: [...diagnostics, ...cover.diagnostics],
  };
}

type Printer = (document: Templated) => Promise<Print>;

/**
 * Prints each document that is part of another only once; prints of other documents are not kept.
 * @param documents all documents of an edition
 * @param print prints one document; `again` is the returned printer, for its parts
 */
export function printingOnce(documents: readonly Templated[], print: (document: Templated, again: Printer) => Promise<Print>): Printer {
  const parts = documents.flatMap((document) => document.parts.flatMap((part) => ('document' in part ? [part.document] : [])));
  const prints = new Map<Templated, Promise<Print> | undefined>(parts.map((part) => [part, undefined]));
  const once: Printer = (document) => {
    if (!prints.has(document)) return print(document, once);
    const made = prints.get(document) ?? print(document, once);
    prints.set(document, made);
    return made;
  };
  return once;
}

/** Writes each part's page count where the layout has `data-pages-of`. */
function withCounts({ html, words }: Templated, parts: readonly PrintedPart[]): string {
  const counts = new Map(parts.map((part) => [part.id, pagesOf(part)]));
  return html.replace(/(<[^>]*\sdata-pages-of="([^"]*)"[^>]*>)[^<]*/g, (_, open: string, id: string) => {
    const count = counts.get(id);
    if (count === undefined) return open;
    return open + (count === 1 ? words.pages.one : words.pages.many.replace('{}', String(count)));
  });
}

/** Undefined if it is not a PDF: finishing reports it. */
function pagesOf(part: PrintedPart): number | undefined {
  if ('printed' in part) return part.printed.pieces.reduce((sum, { pages }) => sum + pages, 0);
  try {
    return PdfDocument.read(part.pdf).pages().length;
  } catch {
    return undefined;
  }
}
