/** One piece of a long document, as it is printed. */
import type { Diagnostic } from '../model/diagnostic.ts';
import { cacheKey } from '../platform/hash.ts';
import { headingTexts } from './heading-texts.ts';
import { withLabels } from './labels.ts';
import { type PageNumberPlaceholder, placeholderStyle, withPlaceholders } from './placeholders.ts';
import { isIndex } from './split.ts';
import type { PrintedPiece } from './types.ts';

/** What is remembered of a piece's print. */
export interface Print {
  readonly pages: number;
  /** Pages by id, from 1 in the piece. */
  readonly places: readonly (readonly [string, number])[];
  /** Ids of slots that were taken out. */
  readonly gone: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the pack and of templates that were loaded, with their hashes. */
  readonly files: readonly (readonly [string, string])[];
  readonly hasMarks: boolean;
}

/**
 * Chrome makes a box of a link, or of each word in it, depending on whether the page had its fonts when it was first laid out:
 * one area that can be clicked, or several. An element that has a name for anchor positioning always has a box.
 * Nobody looks for the name: without a scope Chrome would hand those of all links up to every box around them, again and again.
 */
const linkStyle = 'a[href]{anchor-name:--link;anchor-scope:--link}';

/** HTML with placeholders, as it is given to Chrome. */
export const forChrome = (marked: string): string =>
  withLabels(marked.replace('</head>', `<style>${placeholderStyle}${linkStyle}</style></head>`));

export class Piece {
  readonly index: number;
  /** With placeholders for page numbers. */
  readonly html: string;
  /** As it is given to Chrome. */
  readonly labelled: string;
  readonly placeholders: PageNumberPlaceholder[];
  readonly headings: readonly string[];
  /** Ids of slots that must be as wide as their numbers. */
  readonly exact: readonly string[];
  /** Whether it is printed when all others are. */
  readonly isLast: boolean;
  /** Page numbers that it was printed for, as far as its text depends on them. */
  expected: Readonly<Record<string, number>> = {};
  key = '';
  print: Print | undefined;
  bytes: Uint8Array | undefined;
  made: PrintedPiece | undefined;

  constructor(html: string, index: number) {
    const { html: marked, placeholders } = withPlaceholders(html);
    this.index = index;
    this.html = marked;
    this.labelled = forChrome(marked);
    this.placeholders = placeholders;
    this.headings = headingTexts(html);
    this.exact = [...new Set(placeholders.filter(({ isExact }) => isExact).map(({ id }) => id))];
    this.isLast = isIndex(html);
  }

  /** Figures that its exact slots have room for. */
  get digits(): Record<string, number> {
    return digitsOf(this.expected);
  }

  expect(numbers: ReadonlyMap<string, number>, base: string): void {
    this.expected = this.#named(numbers);
    this.key = cacheKey('print', base, this.labelled, this.#mattersOf(this.expected));
    this.print = undefined;
    this.bytes = undefined;
    this.made = undefined;
    for (const placeholder of this.placeholders) {
      placeholder.isRemoved = false;
      if (placeholder.isExact && this.expected[placeholder.id] !== undefined)
        placeholder.digits = String(this.expected[placeholder.id]).length;
    }
  }

  /** Whether its text would be another with these page numbers. */
  isStale(numbers: ReadonlyMap<string, number>): boolean {
    return JSON.stringify(this.#mattersOf(this.#named(numbers))) !== JSON.stringify(this.#mattersOf(this.expected));
  }

  /** The numbers that its exact slots tell. */
  #named(numbers: ReadonlyMap<string, number>): Record<string, number> {
    return Object.fromEntries(this.exact.flatMap((id) => (numbers.has(id) ? [[id, numbers.get(id) as number]] : [])));
  }

  /** What its text depends on: how wide numbers are, or in an index which of them are the same. */
  #mattersOf(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
    return this.isLast ? numbers : digitsOf(numbers);
  }

  take(print: Print): void {
    this.print = print;
    this.drop(print.gone);
  }

  drop(gone: readonly string[]): void {
    for (const placeholder of this.placeholders) placeholder.isRemoved = gone.includes(placeholder.id);
  }
}

const digitsOf = (numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).map(([id, number]) => [id, String(number).length]));

/** Characters of HTML on a page, about. */
const perPage = 2_900;

/** Page numbers for slots in running text that no build has seen: where they stand in the HTML. */
export function estimatedNumbers(pieces: readonly Piece[], known: ReadonlyMap<string, number>): Map<string, number> {
  const numbers = new Map(known);
  const wanted = new Set(pieces.flatMap(({ exact }) => exact).filter((id) => !known.has(id)));
  if (wanted.size === 0) return numbers;
  let before = 0;
  for (const { html } of pieces.slice(1)) {
    const start = html.indexOf('<body');
    for (const { 1: id, index } of html.matchAll(/\sid="([^"]+)"/g))
      if (wanted.has(id as string)) numbers.set(id as string, 1 + Math.floor((before + Math.max(0, index - start)) / perPage));
    before += html.length - start;
  }
  return numbers;
}
