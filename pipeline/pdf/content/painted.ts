/** How far paths and texts reach that a page paints. */
import { type Bounds, type Box, type Matrix, multiplied } from './extent.ts';
import { widthOf } from './fonts.ts';
import * as operators from './operators.ts';
import type { Run } from './run.ts';

/** Extends a box by what an operator adds to a path (ISO 32000-1, 8.5.2). */
export function joinPath(bounds: Bounds, code: number, operands: Float64Array, matrix: Matrix): void {
  if (code !== operators.re) {
    for (let index = 0; index + 1 < operands.length; index += 2)
      bounds.joinPoint(operands[index] as number, operands[index + 1] as number, matrix);
  } else if (operands.length === 4) {
    const [left = 0, bottom = 0, width = 0, height = 0] = operands;
    bounds.joinBox([left, bottom, left + width, bottom + height], matrix);
  }
}

/** Extends a box by a run, assuming usual ascent and descent. */
export function joinRun(bounds: Bounds, { codes, xs, font, size, y, matrix }: Run, outer: Matrix): void {
  const last = codes.length - 1;
  if (last < 0) return;
  const right = (xs[last] as number) + (widthOf(font, codes[last] as number) * size) / 1000;
  const box: Box = [xs[0] as number, y - size * 0.25, right, y + size * 0.75];
  bounds.joinBox(box, multiplied(matrix as Matrix, outer));
}
