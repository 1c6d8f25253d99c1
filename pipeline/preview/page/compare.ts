/** Which pages of two files differ. */
import { bare } from './locate.ts';
import type { PdfFile } from './pdf.ts';

/** Numbers of the pages of each that the other has not: by their words, in the order of both. */
export async function differentPages(one: PdfFile, other: PdfFile): Promise<readonly [ReadonlySet<number>, ReadonlySet<number>]> {
  const [a, b] = await Promise.all([wordsOf(one), wordsOf(other)]);
  const common = longestCommon(a, b);
  const missing = (pages: readonly string[], kept: ReadonlySet<number>) => new Set([...pages.keys()].filter((page) => !kept.has(page)));
  return [missing(a, new Set(common.map(([left]) => left))), missing(b, new Set(common.map(([, right]) => right)))];
}

/** The words of each page without its own number: that differs wherever pages before it do. */
const wordsOf = (file: PdfFile): Promise<string[]> =>
  Promise.all(
    Array.from({ length: file.length }, async (_, page) => {
      const { runs } = await file.text(page);
      const { height } = file.size(page);
      return bare(
        runs
          .filter(({ y }) => y > 0.06 * height && y < 0.93 * height)
          .map(({ text }) => text)
          .join(' '),
      );
    }),
  );

/** Pairs of equal items, as many as there are in the same order. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      (lengths[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  return pairs;
}
