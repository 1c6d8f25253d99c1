/**
 * Which record of a translated list is which of its original. Words cannot be compared, so only values that are the same in both
 * languages show it: codes, dates, amounts, abbreviations. In doubt nothing is said to be the same.
 */

/** A record or a term, with its fields. */
export type Fields = Readonly<Record<string, unknown>>;

export interface RecordMatches {
  /** By the index of a record of the original, that of its translation. Only what is sure. */
  readonly translationOf: ReadonlyMap<number, number>;
  /** Whether it is sure of every record of the translation, so that the others of the original are left out. */
  readonly isComplete: boolean;
}

/**
 * Lays two lists side by side.
 * @param skipped fields that are no content, such as those of rules
 */
export function matchedRecords(original: readonly Fields[], translation: readonly Fields[], skipped: readonly string[]): RecordMatches {
  const names = [...new Set(original.flatMap((row) => Object.keys(row)))].filter((name) => !skipped.includes(name));
  const candidates = new Map<number, Set<number>>();
  for (const name of names) {
    const [from, to] = [columnOf(original, name), columnOf(translation, name)];
    if (isCount(from) || (to.length > 1 && isCount(to))) continue;
    for (const [index, value] of to.entries()) {
      if (!isTelling(value) || to.indexOf(value) !== to.lastIndexOf(value)) continue;
      const other = from.indexOf(value);
      if (other < 0 || other !== from.lastIndexOf(value)) continue;
      candidates.set(index, (candidates.get(index) ?? new Set()).add(other));
    }
  }
  const all = [...candidates].flatMap(([index, others]) => [...others].map((other) => [other, index] as const));
  const sure = all.filter(([other, index]) => {
    const isOnly = candidates.get(index)?.size === 1 && all.filter(([one]) => one === other).length === 1;
    return isOnly && !isContradicted(original[other] as Fields, translation[index] as Fields, names);
  });
  return { translationOf: new Map(sure), isComplete: sure.length === translation.length };
}

const columnOf = (rows: readonly Fields[], name: string): string[] => rows.map((row) => textOf(row[name]));

const textOf = (value: unknown): string =>
  (typeof value === 'string' || typeof value === 'number' ? String(value) : '').normalize('NFKC').trim();

/** Shorter values are the same by chance. */
const isTelling = (value: string): boolean => (value.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3;

/** Numbers that count the records are counted anew in a shorter list: `No. 1`, `No. 2`. */
const isCount = (values: readonly string[]): boolean => {
  const [[, prefix] = [], ...rest] = values.map((value) => /^(.*?)0*(\d+)$/.exec(value) ?? []);
  const first = Number(/\d+$/.exec(values[0] ?? '')?.[0]);
  return first <= 1 && rest.every(([, before, number], index) => before === prefix && Number(number) === first + index + 1);
};

const numeric = /^[-+]?\d[\d.,'\s]*$/;

/** Whether the two have different numbers in one field. */
const isContradicted = (one: Fields, other: Fields, names: readonly string[]): boolean =>
  names.some((name) => {
    const [a, b] = [textOf(one[name]), textOf(other[name])];
    return numeric.test(a) && numeric.test(b) && a.replace(/\D/g, '') !== b.replace(/\D/g, '');
  });
