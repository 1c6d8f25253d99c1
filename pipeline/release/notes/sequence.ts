/** What of two sequences is the same, and what is only in one of them. */

export interface Step {
  readonly sort: 'same' | 'removed' | 'added';
  /** Where it is in the first sequence, and in the second. */
  readonly before: number;
  readonly after: number;
}

/** So many cells of a table are quick; more is compared by what occurs once. */
const most = 4_000_000;

/** The steps from the first sequence to the second, in order. */
export function stepsBetween(one: readonly string[], other: readonly string[]): Step[] {
  const steps: Step[] = [];
  walk(one, other, [0, one.length, 0, other.length], steps);
  return steps;
}

type Part = readonly [from: number, to: number, otherFrom: number, otherTo: number];

function walk(one: readonly string[], other: readonly string[], [a, b, c, d]: Part, steps: Step[]): void {
  let [from, to, otherFrom, otherTo] = [a, b, c, d];
  while (from < to && otherFrom < otherTo && one[from] === other[otherFrom]) {
    steps.push({ sort: 'same', before: from, after: otherFrom });
    from += 1;
    otherFrom += 1;
  }
  const tail: Step[] = [];
  while (to > from && otherTo > otherFrom && one[to - 1] === other[otherTo - 1]) {
    to -= 1;
    otherTo -= 1;
    tail.unshift({ sort: 'same', before: to, after: otherTo });
  }
  const cells = (to - from + 1) * (otherTo - otherFrom + 1);
  const anchor = cells > most ? onceInBoth(one, other, [from, to, otherFrom, otherTo]) : undefined;
  if (anchor !== undefined) {
    walk(one, other, [from, anchor[0], otherFrom, anchor[1]], steps);
    walk(one, other, [anchor[0], to, anchor[1], otherTo], steps);
  } else if (cells > most) replace([from, to, otherFrom, otherTo], steps);
  else longest(one, other, [from, to, otherFrom, otherTo], steps);
  steps.push(...tail);
}

function replace([from, to, otherFrom, otherTo]: Part, steps: Step[]): void {
  for (let at = from; at < to; at += 1) steps.push({ sort: 'removed', before: at, after: otherFrom });
  for (let at = otherFrom; at < otherTo; at += 1) steps.push({ sort: 'added', before: to, after: at });
}

/** Of what occurs once in both parts, that nearest to the middle. */
function onceInBoth(
  one: readonly string[],
  other: readonly string[],
  [from, to, otherFrom, otherTo]: Part,
): readonly [number, number] | undefined {
  const places = (list: readonly string[], start: number, end: number) => {
    const found = new Map<string, number>();
    for (let at = start; at < end; at += 1) found.set(list[at] as string, found.has(list[at] as string) ? -1 : at);
    return found;
  };
  const [mine, theirs] = [places(one, from, to), places(other, otherFrom, otherTo)];
  const middle = (from + to) / 2;
  let best: readonly [number, number] | undefined;
  for (const [text, at] of mine) {
    const there = theirs.get(text) ?? -1;
    if (at < 0 || there < 0) continue;
    if (best === undefined || Math.abs(at - middle) < Math.abs(best[0] - middle)) best = [at, there];
  }
  return best;
}

/** By the longest common subsequence. */
function longest(one: readonly string[], other: readonly string[], [from, to, otherFrom, otherTo]: Part, steps: Step[]): void {
  const [rows, columns] = [to - from, otherTo - otherFrom];
  const table = new Uint32Array((rows + 1) * (columns + 1));
  const at = (row: number, column: number) => row * (columns + 1) + column;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      table[at(row, column)] =
        one[from + row] === other[otherFrom + column]
          ? (table[at(row + 1, column + 1)] as number) + 1
          : Math.max(table[at(row + 1, column)] as number, table[at(row, column + 1)] as number);
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const step = { before: from + row, after: otherFrom + column };
    const isSame = row < rows && column < columns && one[from + row] === other[otherFrom + column];
    const isRemoved =
      row < rows && (column === columns || (table[at(row + 1, column)] as number) >= (table[at(row, column + 1)] as number));
    steps.push({ ...step, sort: isSame ? 'same' : isRemoved ? 'removed' : 'added' });
    if (isSame || isRemoved) row += 1;
    if (isSame || !isRemoved) column += 1;
  }
}
