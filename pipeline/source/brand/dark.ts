/** The brand's colours for slides on a dark ground. */
import { type Colour, hexOf, readColour, wordsOn } from './colours.ts';
import { type Brand, wholeBrand } from './derive.ts';

/** How light the ground is, and how much of the brand's hue it has. */
const ground = { l: 0.205, c: 0.022 };

/**
 * Tokens of a dark scheme: everything follows from the brand's own colour; its series stay as they are, because drawings have a light panel.
 * @param accent the brand's colour, or that of the templates
 * @param deep the ground of title slides in the light scheme
 */
export function darkBrand(accent: string, deep: string): Brand {
  const colour: Colour = readColour(accent) ?? { mode: 'oklch', l: 0.4, c: 0.1, h: 257 };
  const tint = (l: number, c: number) => hexOf({ ...colour, l, c: Math.min(colour.c, c) });
  const own = { ground: hexOf({ ...colour, ...ground, c: Math.min(colour.c, ground.c) }), ink: tint(0.945, 0.008) };
  const whole = wholeBrand({ accent: hexOf(colour), ...own });
  const fill = hexOf({ ...colour, l: Math.min(colour.l, 0.45) });
  const names = ['accent', 'accent-soft', 'accent-deep', 'muted', 'rule'];
  return {
    ...own,
    ...Object.fromEntries(names.map((name) => [name, whole[name] ?? accent])),
    'accent-2': hexOf({ mode: 'oklch', l: 0.76, c: 0.12, h: 50 }),
    'accent-fill': fill,
    'on-accent': wordsOn(fill),
    'deep-fill': deep,
    'on-deep': wordsOn(deep),
    'code-keyword': whole['accent'] ?? accent,
    'code-comment': whole['muted'] ?? accent,
    'code-string': '#a9d6a4',
    'code-number': '#f0b98d',
    'code-name': '#e0b3e3',
  };
}
