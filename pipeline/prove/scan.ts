/** Looks for everything of a plan in one finished file. Pure, so that a thread can do it. */
import { describeWhere } from './channel.ts';
import { readFile } from './file.ts';
import { type ShapesToFind, shapesPrinted } from './rules/printed.ts';
import { type Packed, type Searched, searching } from './search.ts';

/** One place where a search term was found. */
export interface Match {
  /** Number of the search term in the plan. */
  readonly searchTerm: number;
  /** Where, as it is told. */
  readonly where: string;
  /** Before which of its letters the print begins a new line, cell or run. */
  readonly softBreaks: readonly number[];
}

/** What is found in one file. */
export interface ScanResult {
  readonly matches: readonly Match[];
  /** Text shaped like a rule that no source shows literally. */
  readonly shapes: readonly ShapeFound[];
}

export interface ShapeFound {
  /** It and what follows it, as `compared` of `rules/literals.ts` gives it. */
  readonly text: string;
  readonly where: string;
}

/** What is looked for in one file. */
export interface ScanInput {
  /** A whole file, not encrypted. */
  readonly pdf: Uint8Array;
  readonly packed: Packed;
  /** Nothing to look for where the source has nothing like it. */
  readonly shapes?: ShapesToFind | undefined;
}

/** Places told of one search term. */
const most = 20;

/** @throws Error `not a PDF …` */
export function scanFile({ pdf, packed, shapes }: ScanInput): ScanResult {
  const matches: Match[] = [];
  const counts = new Map<number, number>();
  const { channels } = readFile(pdf);
  searching(packed, (find) => {
    for (const { text, signs, isOver, floor, where } of channels) {
      const met = (searchTerm: number, at: number, searched: Searched) => {
        if ((packed.weights[searchTerm] as number) < floor) return;
        const count = counts.get(searchTerm) ?? 0;
        counts.set(searchTerm, count + 1);
        const end = at + (packed.starts[searchTerm + 1] as number) - (packed.starts[searchTerm] as number);
        if (count < most)
          matches.push({ searchTerm, where: describeWhere(where(searched.placeOf(at))), softBreaks: searched.softBreaksIn(at, end) });
      };
      find(text, met, signs, isOver);
    }
  });
  const printed = shapes ? shapesPrinted(channels, shapes) : [];
  return { matches, shapes: printed.map(({ text, where }) => ({ text, where: describeWhere(where) })) };
}
