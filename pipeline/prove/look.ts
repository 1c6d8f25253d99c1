/** Looks for everything of a plan in one finished file. Pure, so that a thread can do it. */
import { toldWhere } from './channel.ts';
import { readFile } from './file.ts';
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

/** Places told of one needle. */
const most = 20;

/**
 * @param pdf a whole file, not encrypted
 * @throws Error `not a PDF …`
 */
export function look({ pdf, packed }: { readonly pdf: Uint8Array; readonly packed: Packed }): Found[] {
  const found: Found[] = [];
  const counts = new Map<number, number>();
  const { channels } = readFile(pdf);
  searching(packed, (find) => {
    for (const { text, signs, isOver, floor, where } of channels) {
      const met = (needle: number, at: number, searched: Searched) => {
        if ((packed.weights[needle] as number) < floor) return;
        const count = counts.get(needle) ?? 0;
        counts.set(needle, count + 1);
        const end = at + (packed.starts[needle + 1] as number) - (packed.starts[needle] as number);
        if (count < most) found.push({ needle, where: toldWhere(where(searched.placeOf(at))), tears: searched.tearsIn(at, end) });
      };
      find(text, met, signs, isOver);
    }
  });
  return found;
}
