/** Brand tokens from the one colour that another program's theme states. */
import { hsl, rgb } from 'd3-color';

/** Contrast with white that type needs (WCAG 2.2, AA). */
const enough = 4.5;

/** A colour that is too light for headings is made darker; what cannot be read as a colour is mentioned. */
export function brandFrom(colour: string | undefined): { readonly brand: Record<string, string> | undefined; readonly notes: readonly string[] } {
  if (colour === undefined) return { brand: undefined, notes: [] };
  const own = hsl(colour);
  if (Number.isNaN(own.l)) return { brand: undefined, notes: [`the theme's colour "${colour}" is not understood; set brand in pack.yaml`] };
  let accent = own;
  while (contrast(accent.formatHex()) < enough && accent.l > 0) accent = hsl(accent.h, accent.s, accent.l - 0.01);
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

function contrast(hex: string): number {
  const { r, g, b } = rgb(hex);
  const linear = [r, g, b].map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05);
}
