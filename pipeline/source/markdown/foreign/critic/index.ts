/**
 * CriticMarkup: insertions are printed, deletions and comments are not, of replacements the new words are. For review, signs show them
 * all (`signs.ts`), of which the transform stage makes change marks.
 */
import type { Line } from '../lines.ts';
import type { ForeignReading, Rewriting } from '../reading.ts';
import { checkChanges } from './check.ts';
import { changesWithinLines } from './grid-cells.ts';
import { criticSign, type Mark, type Scanned, type Sort, scan } from './scan.ts';
import { written as withChanges } from './write.ts';

export const criticMarkup: Rewriting = {
  sign: criticSign,
  rewrite(written, reading) {
    const lines = changesWithinLines(written);
    const matter = matterEnd(lines);
    const parts = [lines.slice(0, matter), lines.slice(matter)].filter((part) => part.length > 0);
    const counts = new Map<Sort, number>();
    let first: number | undefined;
    const made = parts.flatMap((part) => {
      const isMatter = matter > 0 && part[0] === lines[0];
      if (!part.some(({ text }) => criticSign.test(text))) return part;
      const scanned = scan(part, isMatter);
      const placeOf = placesIn(scanned.text, part);
      reportUnclosed(scanned, reading, placeOf);
      if (scanned.marks.length === 0) return part;
      first ??= placeOf((scanned.marks[0] as Mark).from)[0];
      count(scanned.marks, counts);
      checkChanges(scanned, isMatter, reading, placeOf);
      return withChanges(scanned, part, reading.isReview && !isMatter);
    });
    if (first !== undefined) reading.report('CHANGES', { ...numbersOf(counts), isReview: reading.isReview }, first);
    return made;
  },
};

/** How many lines front matter takes. */
function matterEnd(lines: readonly Line[]): number {
  const fence = /^\uFEFF?(---|\+\+\+)[ \t]*$/.exec(lines[0]?.text ?? '')?.[1];
  if (fence === undefined) return 0;
  const end = lines.findIndex(
    ({ text }, index) => index > 0 && (text.trimEnd() === fence || (fence === '---' && text.trimEnd() === '...')),
  );
  return end + 1;
}

function count(marks: readonly Mark[], counts: Map<Sort, number>): void {
  for (const { sort, inner } of marks) {
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
    count(inner, counts);
  }
}

/** How many changes of each sort there are. */
export function countsOf(marks: readonly Mark[]): ReturnType<typeof numbersOf> {
  const counts = new Map<Sort, number>();
  count(marks, counts);
  return numbersOf(counts);
}

const numbersOf = (counts: ReadonlyMap<Sort, number>) => ({
  deletions: (counts.get('deleted') ?? 0) + (counts.get('replaced') ?? 0),
  insertions: (counts.get('added') ?? 0) + (counts.get('replaced') ?? 0),
  comments: counts.get('comment') ?? 0,
});

function reportUnclosed({ text, unclosed }: Scanned, reading: ForeignReading, placeOf: (at: number) => readonly [number, number]): void {
  for (const at of unclosed) {
    // `C{++` at the end of words is no change.
    if (!text.startsWith('{>>', at) && /^\s|^$/.test(text.slice(at + 3, at + 4))) continue;
    const said = /^[^\n]{0,40}/.exec(text.slice(at))?.[0].trim() ?? '';
    reading.report('CHANGE_UNCLOSED', { text: said, isComment: text.startsWith('{>>', at) }, ...placeOf(at));
  }
}

/** Line and column of an offset. Those asked for come in order, or nearly so. */
function placesIn(text: string, lines: readonly Line[]): (at: number) => readonly [number, number] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return [lines[low]?.number ?? 1, at - (starts[low] as number) + 1];
  };
}
