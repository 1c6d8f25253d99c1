/** Looks for everything of a plan in one finished file. Pure, so that a thread can do it. */
import { toldWhere } from './channel.ts';
import { readFile } from './file.ts';
import { type ShapesToFind, shapesPrinted } from './rules/printed.ts';
import { type Packed, type Searched, searching } from './search.ts';

/** One place where a needle was found. */
export interface Found {
  /** Number of the needle in the plan. */
  readonly needle: number;
  /** Where, as it is told. */
  readonly where: string;
  /** Before which of its letters the print begins a new line, cell or run. */
  readonly tears: readonly number[];
}

/** What is found in one file. */
export interface Looked {
  readonly needles: readonly Found[];
  /** Text shaped like a rule that no source shows literally. */
  readonly shapes: readonly ShapeFound[];
}

export interface ShapeFound {
  /** It and what follows it, as `compared` of `rules/literals.ts` gives it. */
  readonly text: string;
  readonly where: string;
}

/** What is looked for in one file. */
export interface ToLookFor {
  /** A whole file, not encrypted. */
  readonly pdf: Uint8Array;
  readonly packed: Packed;
  /** Nothing to look for where the source has nothing like it. */
  readonly shapes?: ShapesToFind | undefined;
}

/** Places told of one needle. */
const most = 20;

/** @throws Error `not a PDF …` */
export function look({ pdf, packed, shapes }: ToLookFor): Looked {
  const needles: Found[] = [];
  const counts = new Map<number, number>();
  const { channels } = readFile(pdf);
  searching(packed, (find) => {
    for (const { text, signs, isOver, floor, where } of channels) {
      const met = (needle: number, at: number, searched: Searched) => {
        if ((packed.weights[needle] as number) < floor) return;
        const count = counts.get(needle) ?? 0;
        counts.set(needle, count + 1);
        const end = at + (packed.starts[needle + 1] as number) - (packed.starts[needle] as number);
        if (count < most) needles.push({ needle, where: toldWhere(where(searched.placeOf(at))), tears: searched.tearsIn(at, end) });
      };
      find(text, met, signs, isOver);
    }
  });
  const printed = shapes ? shapesPrinted(channels, shapes) : [];
  return { needles, shapes: printed.map(({ text, where }) => ({ text, where: toldWhere(where) })) };
}
