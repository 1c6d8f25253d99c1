/** One piece of a long document. */
import type { Diagnostic } from '../model/diagnostic.ts';
import { cacheKey } from '../platform/hash.ts';
import { headingTexts } from './heading-texts.ts';
import { withLabels } from './labels.ts';
import { type PageNumberPlaceholder, placeholderStyle, withPlaceholders } from './placeholders.ts';
import { isIndex } from './split.ts';
import type { PrintedPiece } from './types.ts';

/** The cached print of a piece. */
export interface Print {
  readonly pages: number;
  /** Pages by element id, from 1 within the piece. */
  readonly places: readonly (readonly [string, number])[];
  /** Ids of removed placeholders. */
  readonly gone: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Files of the pack and of templates that were loaded, with their hashes. */
  readonly files: readonly (readonly [string, string])[];
  readonly hasMarks: boolean;
}

/**
 * Chrome writes one box for a whole link, or one for each word, depending on whether the fonts were loaded at the first layout:
 * one clickable area, or several. An element that is an anchor for positioning always has one box.
 * Without a scope Chrome would propagate the anchor names of all links to every box around them, again and again.
 */
const linkStyle = 'a[href]{anchor-name:--link;anchor-scope:--link}';

/** HTML with placeholders, for Chrome. */
export const forChrome = (marked: string): string =>
  withLabels(marked.replace('</head>', `<style>${placeholderStyle}${linkStyle}</style></head>`));

export class Piece {
  readonly index: number;
  /** HTML with placeholders for page numbers. */
  readonly html: string;
  /** The HTML for Chrome. */
  readonly labelled: string;
  readonly placeholders: PageNumberPlaceholder[];
  readonly headings: readonly string[];
  /** Ids of placeholders that must be as wide as their numbers. */
  readonly exact: readonly string[];
  /** Whether it is printed after all others. */
  readonly isLast: boolean;
  /** The page numbers it was printed for, as far as its text depends on them. */
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

  /** Number of digits of its exact placeholders, by id. */
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
      placeholder.isGone = false;
      if (placeholder.isExact && this.expected[placeholder.id] !== undefined)
        placeholder.digits = String(this.expected[placeholder.id]).length;
    }
  }

  /** Whether its text would change with these page numbers. */
  isStale(numbers: ReadonlyMap<string, number>): boolean {
    return JSON.stringify(this.#mattersOf(this.#named(numbers))) !== JSON.stringify(this.#mattersOf(this.expected));
  }

  /** The numbers shown by its exact placeholders. */
  #named(numbers: ReadonlyMap<string, number>): Record<string, number> {
    return Object.fromEntries(this.exact.flatMap((id) => (numbers.has(id) ? [[id, numbers.get(id) as number]] : [])));
  }

  /** What its text depends on: the widths of numbers, or in an index which of them are equal. */
  #mattersOf(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
    return this.isLast ? numbers : digitsOf(numbers);
  }

  take(print: Print): void {
    this.print = print;
    this.drop(print.gone);
  }

  drop(gone: readonly string[]): void {
    for (const placeholder of this.placeholders) placeholder.isGone = gone.includes(placeholder.id);
  }
}

const digitsOf = (numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).map(([id, number]) => [id, String(number).length]));

/** Approximate number of characters of HTML per page. */
const perPage = 2_900;

/** Page numbers for placeholders in running text that no build has seen: estimated from their position in the HTML. */
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
