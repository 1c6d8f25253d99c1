/** Colours of a slide that its deck chooses, and text that can be read on them. */
import { settingText } from '../source/deck/mark.ts';
import type { InForce } from './deck-settings.ts';
import { inkOn, isDarkInk, luminance } from './luminance.ts';

/** As custom properties of the slide. */
export interface Colours {
  readonly ground: string | null;
  readonly ink: string | null;
}

export function coloursOf({ of }: InForce): Colours {
  const said = (name: 'color' | 'backgroundColor' | 'backgroundImage') => settingText(of.get(name)) || undefined;
  const [ink, ground, image] = [said('color'), said('backgroundColor'), said('backgroundImage')];
  if (ink !== undefined) {
    // Layouts have grounds of their own, on which dark text could not be read.
    return { ground: ground ?? (isDarkInk(ink) && image === undefined ? 'var(--ground)' : null), ink };
  }
  return { ground: ground ?? null, ink: inkOn(luminance(image ?? '') ?? luminance(ground ?? '')) ?? null };
}
