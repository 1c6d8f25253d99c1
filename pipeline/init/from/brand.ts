/** Brand tokens from the one colour that another program's theme states. */
import { hsl } from 'd3-color';
import { contrast, readableRatio } from '../../source/brand/colours.ts';

/** A colour that is too light for headings is made darker; what cannot be read as a colour is mentioned. */
export function brandFrom(colour: string | undefined): {
  readonly brand: Record<string, string> | undefined;
  readonly notes: readonly string[];
} {
  if (colour === undefined) return { brand: undefined, notes: [] };
  const own = hsl(colour);
  if (Number.isNaN(own.l)) return { brand: undefined, notes: [`the theme's colour "${colour}" is not understood; set brand in pack.yaml`] };
  let accent = own;
  while (contrast('#ffffff', accent.formatHex()) < readableRatio && accent.l > 0) accent = hsl(accent.h, accent.s, accent.l - 0.01);
  const isDarker = accent !== own;
  return {
    brand: {
      accent: accent.formatHex(),
      'accent-deep': hsl(accent.h, accent.s, accent.l * 0.62).formatHex(),
      'accent-soft': hsl(accent.h, Math.min(accent.s, 0.5), 0.95).formatHex(),
    },
    notes: isDarker ? [`the theme's colour ${own.formatHex()} is too light for type on white: ${accent.formatHex()} is used`] : [],
  };
}
