/** From one brand colour to all colours of a document. What the author says himself is left as it is. */
import { atGrey, type Colour, contrast, greyOf, hexOf, readable, readableRatio, readColour, wordsOn } from './colours.ts';

export type Brand = Readonly<Record<string, string | number>>;

/** Lightness of the series of a chart in grey: neighbours, and the first four among each other, are told apart in a print without colour. */
const greys: Readonly<Record<number, readonly number[]>> = {
  28: [28, 62, 45, 78, 36, 70],
  45: [45, 78, 28, 62, 36, 70],
  62: [62, 28, 78, 45, 70, 36],
};
/** Their hues, from that of the brand on, and how much of each: the fifth is grey. */
const hues = [0, 158, -70, 190, 0, 76];
const chromas = [undefined, 0.13, 0.085, 0.1, 0.018, 0.075];

/** The brand with everything that follows from its `accent`: names of tokens and their values. */
export function wholeBrand(brand: Brand): Brand {
  const said = String(brand['accent'] ?? '');
  const accent = readColour(said);
  if (accent === undefined) return brand;
  const ground = plain(brand['ground']) ?? '#ffffff';
  const isDark = contrast('#ffffff', ground) > contrast('#000000', ground);
  const tint = (l: number, chroma: number) => hexOf({ ...accent, l, c: Math.min(accent.c, chroma) });
  const soft = plain(brand['accent-soft']) ?? tint(isDark ? 0.28 : 0.955, 0.013);
  const text = textColour(said, accent, [ground, soft]);
  const fill = plain(brand['accent-fill']) ?? hexOf(accent);
  const deep = plain(brand['accent-deep']) ?? deepOf(accent, ground, isDark);
  return {
    ...(text === said ? {} : { 'accent-fill': fill }),
    'accent-soft': soft,
    'accent-deep': deep,
    'on-accent': wordsOn(fill),
    'on-deep': wordsOn(deep),
    muted: readable({ ...accent, l: isDark ? 0.75 : 0.48, c: Math.min(accent.c, 0.024) }, [ground, soft]),
    rule: tint(isDark ? 0.42 : 0.845, 0.018),
    ...Object.fromEntries(seriesOf(accent).map((colour, index) => [`series-${index + 1}`, colour])),
    ...brand,
    accent: text,
  };
}

/** The brand's colour for words: darkened until it can be read on paper and on tints. */
function textColour(said: string, accent: Colour, grounds: readonly string[]): string {
  return grounds.every((ground) => contrast(hexOf(accent), ground) >= readableRatio) ? said : readable(accent, grounds);
}

/** For titles, and as a ground under light words. */
function deepOf(accent: Colour, ground: string, isDark: boolean): string {
  const deep = isDark ? { l: 0.92, c: 0.03 } : { l: Math.min(0.77 * accent.l, 0.33), c: 0.85 * accent.c };
  return readable({ ...accent, ...deep }, [ground], 7);
}

/** Six colours of series: the brand's own first, where it is not too light for a line. */
export function seriesOf(accent: Colour): string[] {
  const grey = greyOf(hexOf(accent));
  const first = [28, 45, 62].reduce((best, one) => (Math.abs(one - grey) < Math.abs(best - grey) ? one : best));
  return (greys[first] as readonly number[]).map((wanted, index) =>
    index === 0 && Math.abs(grey - wanted) <= 6
      ? hexOf(accent)
      : atGrey({ ...accent, c: chromas[index] ?? accent.c, h: (accent.h ?? 257) + (hues[index] as number) }, wanted),
  );
}

const plain = (value: string | number | undefined): string | undefined => {
  const colour = value === undefined ? undefined : readColour(String(value));
  return colour && hexOf(colour);
};
