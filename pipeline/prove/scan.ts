/** Searches one finished file for everything in a plan. Pure, so that it can run in a thread. */
import { describeWhere } from './channel.ts';
import { readFile } from './file.ts';
import { type ShapesToFind, shapesPrinted } from './rules/printed.ts';
import { type Packed, type Searched, searching } from './search.ts';

/** One occurrence of a search term. */
export interface Match {
  /** Number of the search term in the plan. */
  readonly searchTerm: number;
  /** Location, as reported. */
  readonly where: string;
  /** Indexes of its letters that begin a new line, cell or run. */
  readonly softBreaks: readonly number[];
}

/** The result of scanning one file. */
export interface ScanResult {
  readonly matches: readonly Match[];
  /** Rule-shaped text that the source does not show literally. */
  readonly shapes: readonly ShapeFound[];
}

export interface ShapeFound {
  /** The text and what follows it, normalised by `compared` of `rules/literals.ts`. */
  readonly text: string;
  readonly where: string;
}

/** What to search for in one file. */
export interface ScanInput {
  /** A whole file, not encrypted. */
  readonly pdf: Uint8Array;
  readonly packed: Packed;
  /** Undefined if the source has no rule-shaped text. */
  readonly shapes?: ShapesToFind | undefined;
}

/** Maximum number of locations reported for one search term. */
const maxReported = 20;

/** @throws Error `not a PDF …` */
export function scanFile({ pdf, packed, shapes }: ScanInput): ScanResult {
  const matches: Match[] = [];
  const counts = new Map<number, number>();
  const { channels } = readFile(pdf);
  searching(packed, (find) => {
    for (const { text, isOver, floor, where } of channels) {
      const onMatch = (searchTerm: number, at: number, searched: Searched) => {
        if ((packed.weights[searchTerm] as number) < floor) return;
        const count = counts.get(searchTerm) ?? 0;
        counts.set(searchTerm, count + 1);
        const end = at + (packed.starts[searchTerm + 1] as number) - (packed.starts[searchTerm] as number);
        if (count < maxReported)
          matches.push({ searchTerm, where: describeWhere(where(searched.placeOf(at))), softBreaks: searched.softBreaksIn(at, end) });
      };
      find(text, onMatch, isOver);
    }
  });
  const printed = shapes ? shapesPrinted(channels, shapes) : [];
  return { matches, shapes: printed.map(({ text, where }) => ({ text, where: describeWhere(where) })) };
}
