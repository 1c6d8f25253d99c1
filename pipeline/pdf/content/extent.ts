/** How far drawing reaches on a page (ISO 32000-1, 8.3): for the box of a figure. */

export type Matrix = readonly [number, number, number, number, number, number];
/** Left, bottom, right, top in points. */
export type Box = readonly [number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** What the first does comes before what the second does. */
export function multiplied([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** The smallest box around points. */
export class Extent {
  #left = Number.POSITIVE_INFINITY;
  #bottom = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #top = Number.NEGATIVE_INFINITY;

  add(x: number, y: number, [a, b, c, d, e, f]: Matrix): void {
    const left = a * x + c * y + e;
    const bottom = b * x + d * y + f;
    this.#left = Math.min(this.#left, left);
    this.#right = Math.max(this.#right, left);
    this.#bottom = Math.min(this.#bottom, bottom);
    this.#top = Math.max(this.#top, bottom);
  }

  addBox([left, bottom, right, top]: Box, matrix: Matrix): void {
    for (const x of [left, right]) for (const y of [bottom, top]) this.add(x, y, matrix);
  }

  /** Undefined if nothing was drawn. */
  get box(): Box | undefined {
    return this.#left <= this.#right ? [this.#left, this.#bottom, this.#right, this.#top] : undefined;
  }
}

/** Two boxes as one. */
export const joined = (one: Box, other: Box): Box => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];
