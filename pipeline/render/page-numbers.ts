/** Page numbers as printed. */

/** Number of pages before the one numbered 1. */
export const pagesBefore = (first: string | null, places: ReadonlyMap<string, number>): number =>
  first === null ? 0 : (places.get(first) ?? 1) - 1;

/** Printed page numbers by id, without the front pages, which have roman numerals. */
export const printedNumbers = (places: ReadonlyMap<string, number>, front: number): Map<string, number> =>
  new Map([...places].filter(([, page]) => page > front).map(([id, page]) => [id, page - front]));
