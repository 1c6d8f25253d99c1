/** Colours as numbers: how well one is read on another, and the same hue lighter or darker (OKLCH). */
import {
  clampChroma,
  converter,
  formatHex,
  modeHsl,
  modeHwb,
  modeLab65,
  modeLch,
  modeLrgb,
  modeOklab,
  modeOklch,
  modeRgb,
  modeXyz65,
  type Oklch,
  parse,
  useMode,
  wcagContrast,
  wcagLuminance,
} from 'culori/fn';

for (const mode of [modeRgb, modeLrgb, modeHsl, modeHwb, modeOklab, modeOklch, modeXyz65, modeLab65, modeLch])
  useMode(mode as typeof modeRgb);
const [oklch, lab] = [converter('oklch'), converter('lab65')];

export type Colour = Oklch;
/** WCAG 2, level AA, for text. */
export const readableRatio = 4.5;
const [white, nearBlack, black] = ['#ffffff', '#16191d', '#000000'];

/** A colour of CSS that says all by itself; undefined for others, and for transparent ones. */
export function readColour(text: string): Colour | undefined {
  const known = parse(text.trim());
  return known === undefined || (known.alpha ?? 1) < 1 ? undefined : oklch(known);
}

/** As six digits; what no screen shows loses chroma, not its hue. */
export const hexOf = (colour: Colour): string => formatHex(clampChroma(colour, 'oklch'));

/** Relative luminance (WCAG 2) of red, green and blue from 0 to 255. */
export const luminanceOf = ({ r, g, b }: { readonly r: number; readonly g: number; readonly b: number }): number =>
  wcagLuminance({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 });

/** Between 1 and 21. */
export const contrast = (one: string, other: string): number => wcagContrast(readColour(one) ?? white, readColour(other) ?? white);

/** How light it is in a print without colour, from 0 to 100 (CIE L*). */
export const greyOf = (text: string): number => lab(text)?.l ?? 100;

/** The colour as dark, or on dark grounds as light, as it must be to be read on all grounds. */
export function readable(colour: Colour, grounds: readonly string[], ratio = readableRatio): string {
  const isFit = (l: number) => grounds.every((ground) => contrast(hexOf({ ...colour, l }), ground) >= ratio);
  if (isFit(colour.l)) return hexOf(colour);
  const end = grounds.every((ground) => contrast(white, ground) > contrast(black, ground)) ? 1 : 0;
  return hexOf({ ...colour, l: nearest((l) => isFit(l), colour.l, end) });
}

/** The same hue, as light in grey as asked. */
export function atGrey(colour: Colour, grey: number): string {
  const isBelow = (l: number) => greyOf(hexOf({ ...colour, l })) <= grey;
  return hexOf({ ...colour, l: nearest(isBelow, 1, 0) });
}

/** White where it can be read, otherwise what is nearly black. */
export const wordsOn = (ground: string): string =>
  [white, nearBlack].find((words) => contrast(words, ground) >= readableRatio) ??
  (contrast(white, ground) > contrast(black, ground) ? white : black);

/** The value nearest to `from` that is fit, where all beyond it towards `to` are. */
function nearest(isFit: (value: number) => boolean, from: number, to: number): number {
  let [unfit, fit] = [from, to];
  for (let step = 0; step < 24; step += 1) {
    const middle = (unfit + fit) / 2;
    if (isFit(middle)) fit = middle;
    else unfit = middle;
  }
  return fit;
}
