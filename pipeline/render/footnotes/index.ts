/** Footnotes: placed in the browser before the print, and checked in the printed file. */
import type { Page } from 'puppeteer';
import { destinationOf } from '../../pdf/destinations.ts';
import type { PdfDocument } from '../../pdf/objects/index.ts';
import { runInPage } from '../page-script.ts';
import type { Care } from './tools.ts';

/** Whether a document has footnotes to place at the bottom of its pages. */
export const hasFootnotes = (html: string): boolean => html.includes('<div class="notes">');

/**
 * Moves every footnote to the page on which its reference will be printed. Can be called again after the text has changed.
 * @param attempt from 1: each attempt is more careful than the one before
 */
export async function placeFootnotes(page: Page, attempt: number): Promise<void> {
  const care: Care = { slack: 1.5 + 4 * (attempt - 1), isPinned: attempt > 1 };
  await runInPage(page, 'notes.js', `dossierNotes.layOutNotes(${JSON.stringify(care)})`);
}

/** A footnote of the document. */
export interface FootnoteIds {
  readonly id: string;
  /** Id of its first reference. */
  readonly reference: string;
  /** `file:line:column` */
  readonly at: string;
}

const note = /<div id="([^"]+)" class="note"(?: data-at="([^"]*)")?(?: data-tag="[^"]*")?><p><a class="note__number" href="#([^"]+)"/g;

/**
 * Footnotes on another page than their first reference.
 * @param pages page numbers by element id
 */
export function misplacedFootnotes(html: string, pages: ReadonlyMap<string, number>, pdf: PdfDocument): FootnoteIds[] {
  const far = [...html.matchAll(note)]
    .map(([, id, at, reference]) => ({ id: id as string, reference: reference as string, at: at ?? '' }))
    .filter(({ id, reference }) => pages.get(id) !== pages.get(reference));
  if (far.length === 0) return far;
  // Chrome assigns the top of a page to the one before; the link annotation is on the page where the reference is really painted.
  const refs = pdf.pages();
  const isReferencedOn = (id: string, page: number) => {
    const links = pdf.array(pdf.dict(refs[page - 1])?.get('Annots')) ?? [];
    return links.some((link) => destinationOf(pdf.dict(link)?.get('Dest')) === id);
  };
  return far.filter(({ id }) => !isReferencedOn(id, pages.get(id) ?? 0));
}
