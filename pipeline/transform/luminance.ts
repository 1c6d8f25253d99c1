/** How light colours are, and the words that can be read on them (WCAG 2). */
import { color, rgb } from 'd3-color';
import { luminanceOf } from '../source/brand/colours.ts';

const [white, black] = ['#ffffff', '#16191d'];
/** Grounds that are lighter keep the colours of the brand. */
const light = 0.8;
/** White can be read better than black on darker grounds: both are as readable as each other here. */
export const middle = 0.179;

/** The mean of numbers; undefined without any. */
export const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0) / values.length;

/** Luminance of a colour, or the mean of those in a gradient; undefined where none is known. */
export function luminance(text: string): number | undefined {
  return meanOf(
    [...text.matchAll(/#[\da-f]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|[a-z]+/gi)].flatMap(([one]) => {
      const known = color(one.replace(/\s*\/[^)]*/, '').replace(/(\d%?)\s+(?=[\d.])/g, '$1, '));
      if (known === null) return [];
      const parts = rgb(known);
      if (!(parts.opacity > 0.5) || [parts.r, parts.g, parts.b].some(Number.isNaN)) return [];
      return [luminanceOf(parts)];
    }),
  );
}

/** White or black for a ground of this luminance; undefined where the brand's own words can be read. */
export function inkOn(ground: number | undefined): string | undefined {
  if (ground === undefined || ground >= light) return undefined;
  return ground < middle ? white : black;
}

/** Whether words of this colour need a light ground. */
export const isDarkInk = (ink: string): boolean => (luminance(ink) ?? 1) < middle * 2;
