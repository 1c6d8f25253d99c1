/** Colours of a slide that its deck chooses, and text that can be read on them. */
import { color, rgb } from 'd3-color';
import { settingText } from '../source/deck/mark.ts';
import type { InForce } from './deck-settings.ts';

/** As custom properties of the slide. */
export interface Colours {
  readonly ground: string | null;
  readonly ink: string | null;
}

const [white, black] = ['#ffffff', '#16191d'];
/** Grounds that are lighter take the colours of the brand. */
const light = 0.8;
/** Between these, white can be read better than black on darker grounds. */
const middle = 0.18;

export function coloursOf({ of }: InForce): Colours {
  const said = (name: 'color' | 'backgroundColor' | 'backgroundImage') => settingText(of.get(name)) || undefined;
  const [ink, ground, image] = [said('color'), said('backgroundColor'), said('backgroundImage')];
  const under = luminance(image ?? '') ?? luminance(ground ?? '');
  if (ink !== undefined) {
    // Layouts have grounds of their own, on which dark text could not be read.
    const isDark = (luminance(ink) ?? 1) < middle * 2;
    return { ground: ground ?? (isDark && image === undefined ? 'var(--ground)' : null), ink };
  }
  if (under === undefined || under >= light) return { ground: ground ?? null, ink: null };
  return { ground: ground ?? null, ink: under < middle ? white : black };
}

/** Relative luminance (WCAG 2) of a colour, or the mean of those in a gradient; undefined where none is known. */
export function luminance(text: string): number | undefined {
  const found = [...text.matchAll(/#[\da-f]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|[a-z]+/gi)].flatMap(([one]) => {
    const known = color(one.replace(/\s*\/[^)]*/, '').replace(/(\d%?)\s+(?=[\d.])/g, '$1, '));
    if (known === null) return [];
    const { r, g, b, opacity } = rgb(known);
    if (!(opacity > 0.5) || [r, g, b].some(Number.isNaN)) return [];
    const [red, green, blue] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return [0.2126 * red + 0.7152 * green + 0.0722 * blue];
  });
  return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one, 0) / found.length;
}
