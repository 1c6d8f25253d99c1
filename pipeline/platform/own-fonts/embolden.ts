/** Bolder outlines, as FreeType makes them: every point moves outwards, along the line that halves its angle. */

/** A point of an outline, and whether the line goes through it. */
export type Point = readonly [x: number, y: number, isOn: boolean];

/** @param weight how much wider strokes become; they become half as much taller */
export function emboldened(contours: readonly (readonly Point[])[], weight: number): Point[][] {
  const area = contours.reduce((sum, contour) => sum + areaOf(contour), 0);
  // Outer contours of TrueType run clockwise, those of CFF the other way.
  const side = area < 0 ? 1 : -1;
  return contours.map((contour) => contour.map((_, index) => moved(contour, index, side, weight / 2)));
}

function areaOf(contour: readonly Point[]): number {
  return contour.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = contour[(index + 1) % contour.length] as Point;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

/** Where a point goes. Both stroke's sides move by half of what it becomes wider; the glyph stays on its line. */
function moved(contour: readonly Point[], index: number, side: number, half: number): Point {
  const [x, y, isOn] = contour[index] as Point;
  const into = direction(contour, index - 1);
  const out = direction(contour, index);
  const cosine = into.x * out.x + into.y * out.y;
  let [shiftX, shiftY] = [0, 0];
  // At a sharp point there is no room for more.
  if (cosine > -0.9375) {
    const by = cosine + 1;
    const turn = -side * (out.x * into.y - out.y * into.x);
    const room = Math.min(into.length, out.length);
    const scale = half * turn <= room * by ? half / by : room / Math.max(turn, 1e-6);
    [shiftX, shiftY] = [-side * (into.y + out.y) * scale, side * (into.x + out.x) * scale];
  }
  return [x + half + shiftX, y + (half + shiftY) / 2, isOn];
}

interface Direction {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** From a point to the next one. */
function direction(contour: readonly Point[], index: number): Direction {
  const count = contour.length;
  const [x, y] = contour[(index + count) % count] as Point;
  const [nextX, nextY] = contour[(index + 1) % count] as Point;
  const length = Math.hypot(nextX - x, nextY - y);
  return length === 0 ? { x: 0, y: 0, length } : { x: (nextX - x) / length, y: (nextY - y) / length, length };
}
