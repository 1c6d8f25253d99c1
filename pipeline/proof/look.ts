/** Looks for everything of a plan in one finished file. Pure, so that a thread can do it. */
import { toldWhere } from './channel.ts';
import { readFile } from './file.ts';
import { type Letters, torn } from './letters.ts';
import { find, findOver, type Packed } from './search.ts';

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
  for (const { letters, floor, seams, where } of readFile(pdf).channels) {
    const met = (needle: number, at: number) => {
      if ((packed.weights[needle] as number) < floor) return;
      const count = counts.get(needle) ?? 0;
      counts.set(needle, count + 1);
      const end = at + (packed.starts[needle + 1] as number) - (packed.starts[needle] as number);
      if (count < most) found.push({ needle, where: toldWhere(where(at)), tears: tearsIn(letters, at, end) });
    };
    if (seams) findOver(packed, letters, seams, met);
    else find(packed, letters, met);
  }
  return found;
}

function tearsIn({ bounds }: Letters, from: number, to: number): number[] {
  const tears: number[] = [];
  for (let at = from + 1; at < to; at += 1) if ((bounds[at] as number) & torn) tears.push(at - from);
  return tears;
}
