/** The text of a finished PDF, block by block, in the order of its tags: what a reader of the file has, and nothing else. */
import { Dict, PdfDocument, type Ref, type Value } from '../../pdf/objects/index.ts';
import { Memory } from '../../platform/memory.ts';
import { FontCodes } from '../../prove/fonts.ts';
import { lineOf, type Run, runsOf } from './runs.ts';

/** A paragraph, heading, row of a table or the like. */
export interface Block {
  readonly text: string;
  /** The page that it begins on, from 1. */
  readonly page: number;
}

/** What is a block of its own; all else is part of the block around it. */
const blocks = /^(?:P|H|H[1-6]|LI|TR|Caption|BlockQuote|Note|Figure|Formula|Code|Title|Index|BibEntry)$/;

/** Numbers of items and slides, and tables of contents: they move with what is put in elsewhere. */
const moving = new Set(['Lbl', 'TOC', 'TOCI', 'Artifact']);

/** The blocks of a file; undefined if its pages cannot be read, because it is encrypted or has no tags. */
export function blocksOf(bytes: Uint8Array): readonly Block[] | undefined {
  const document = PdfDocument.read(bytes);
  const root = document.isEncrypted ? undefined : document.dict(document.catalog.get('StructTreeRoot'));
  if (root === undefined) return undefined;
  const reading = new Reading(document);
  reading.kids(root.get('K'), undefined);
  reading.end();
  return reading.found;
}

class Reading {
  readonly found: Block[] = [];
  readonly #document: PdfDocument;
  readonly #runs: ReadonlyMap<number, ReadonlyMap<number, readonly Run[]>>;
  readonly #numbers: ReadonlyMap<number, number>;
  #parts: (readonly Run[])[] = [];
  #page = 0;

  constructor(document: PdfDocument) {
    this.#document = document;
    const pages = document.pages();
    this.#numbers = new Map(pages.map(({ num }, index) => [num, index + 1]));
    const fonts = new FontCodes(document);
    const memory = new Memory();
    this.#runs = new Map(pages.map((page) => [page.num, runsOf(page, document, fonts, memory)]));
  }

  /** @param page of what has none of its own */
  kids(value: Value | undefined, page: number | undefined): void {
    const own = this.#document.resolve(value);
    if (typeof own === 'number') this.#mark(page, own);
    else if (Array.isArray(own)) for (const one of own) this.kids(one, page);
    else if (own instanceof Dict) this.#element(own, page);
  }

  /** What was read until now is a block. */
  end(): void {
    const text = lineOf(this.#parts).replace(/(?: \|)+$/, '');
    if (text !== '') this.found.push({ text, page: this.#page });
    this.#parts = [];
  }

  #element(dict: Dict, above: number | undefined): void {
    const own = dict.get('Pg');
    const page = own !== undefined && own !== null && typeof own === 'object' && 'num' in own ? (own as Ref).num : above;
    const type = this.#document.name(dict.get('Type'));
    if (type === 'OBJR') return;
    if (type === 'MCR') {
      this.#mark(page, this.#document.number(dict.get('MCID')));
      return;
    }
    const role = this.#document.name(dict.get('S')) ?? '';
    if (moving.has(role)) return;
    const isBlock = blocks.test(role);
    if (isBlock) this.end();
    const alt = this.#document.text(dict.get('Alt'));
    if (alt !== undefined && role === 'Figure') this.#add(page, [{ text: alt, at: undefined }]);
    else this.kids(dict.get('K'), page);
    // Cells of a row are told apart.
    if (role === 'TH' || role === 'TD') this.#parts.push([{ text: ' | ', at: undefined }]);
    if (isBlock) this.end();
  }

  #mark(page: number | undefined, mcid: number | undefined): void {
    const runs = this.#runs.get(page ?? -1)?.get(mcid ?? -1);
    if (runs !== undefined) this.#add(page, runs);
  }

  #add(page: number | undefined, runs: readonly Run[]): void {
    if (this.#parts.length === 0) this.#page = this.#numbers.get(page ?? -1) ?? 0;
    this.#parts.push(runs);
  }
}
