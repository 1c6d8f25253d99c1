/** Names of series where they end: in one line or, where those would take too much of the width, in two. */
import type { Look } from '../draw.ts';
import { emsOf, lined, widestOf } from './scales.ts';

export interface EndNames {
  /** Lines of each name. */
  readonly lines: readonly (readonly string[])[];
  readonly width: number;
  /** From one name to the next. */
  readonly gap: number;
}

/** How names are set; undefined where they take too much room in any way. */
export function endNames(names: readonly string[], look: Look): EndNames | undefined {
  const widthOf = (lines: readonly (readonly string[])[]) => widestOf(lines.flat(), look) * 1.06 + 10;
  const one = names.map((name) => [name]);
  if (widthOf(one) <= look.width * 0.3) return { lines: one, width: widthOf(one), gap: look.size * 1.2 };
  const two = names.map((name) => lined(name, Math.max(8, emsOf(name) * 0.6)));
  const isBetter = two.every((lines) => lines.length <= 2) && widthOf(two) < widthOf(one) * 0.85;
  const lines = isBetter ? two : one;
  return widthOf(lines) > look.width * 0.4 ? undefined : { lines, width: widthOf(lines), gap: look.size * (isBetter ? 2.3 : 1.2) };
}

/** Layers of names, whose places are in the data; those of two lines are raised by half a line. */
export function endLayers(values: readonly { readonly __name: string }[], at: object, look: Look): object[] {
  const height = Math.round(look.size * 1.12);
  return [1, 2].flatMap((count) => {
    const own = values.filter(({ __name }) => __name.split('\n').length === count);
    const text = {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      dx: 7,
      dy: (-(count - 1) * height) / 2,
      lineBreak: '\n',
      lineHeight: height,
    };
    const encoding = { ...at, text: { field: '__name', type: 'nominal' }, color: { field: '__ink', type: 'nominal', scale: null } };
    return own.length === 0 ? [] : [{ data: { values: own }, mark: { ...text, fontWeight: 600, fontSize: look.size }, encoding }];
  });
}
