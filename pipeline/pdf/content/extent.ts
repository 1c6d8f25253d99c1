/** Matrices and bounding boxes (ISO 32000-1, 8.3). */

export type Matrix = readonly [number, number, number, number, number, number];
/** Left, bottom, right, top in points. */
export type Box = readonly [number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Six operands as a matrix. */
export const matrixOf = (operands: Float64Array): Matrix => [
  operands[0] as number,
  operands[1] as number,
  operands[2] as number,
  operands[3] as number,
  operands[4] as number,
  operands[5] as number,
];

/** Combines two transformations; the first is applied first. */
export function multiplied([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** The bounding box of two boxes. */
export const joined = (one: Box, other: Box): Box => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];

/** A bounding box that grows. */
export class Bounds {
  left = Number.POSITIVE_INFINITY;
  bottom = Number.POSITIVE_INFINITY;
  right = Number.NEGATIVE_INFINITY;
  top = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return !(this.left <= this.right);
  }

  get box(): Box {
    return [this.left, this.bottom, this.right, this.top];
  }

  clear(): void {
    this.left = this.bottom = Number.POSITIVE_INFINITY;
    this.right = this.top = Number.NEGATIVE_INFINITY;
  }

  join([left, bottom, right, top]: Box): void {
    this.left = Math.min(this.left, left);
    this.bottom = Math.min(this.bottom, bottom);
    this.right = Math.max(this.right, right);
    this.top = Math.max(this.top, top);
  }

  /** Joins a transformed point. */
  joinPoint(x: number, y: number, [a, b, c, d, e, f]: Matrix): void {
    const across = a * x + c * y + e;
    const up = b * x + d * y + f;
    this.join([across, up, across, up]);
  }

  /** Joins a transformed box. */
  joinBox([left, bottom, right, top]: Box, matrix: Matrix): void {
    this.joinPoint(left, bottom, matrix);
    this.joinPoint(left, top, matrix);
    this.joinPoint(right, bottom, matrix);
    this.joinPoint(right, top, matrix);
  }
}
