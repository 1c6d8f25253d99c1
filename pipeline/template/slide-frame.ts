/** The measures that slides are laid out in. */
import type { SlideSize } from '../source/deck/size.ts';

/** In CSS pixels; a page of the deck is this, `zoom` times. */
export interface SlideFrame {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

/** Type is made for a shorter side of some 720 pixels. */
const [least, usual, most] = [560, 720, 900];

export function frameOf({ width, height }: SlideSize): SlideFrame {
  const short = Math.min(width, height);
  const zoom = short < least || short > most ? short / usual : 1;
  return { width: rounded(width / zoom), height: rounded(height / zoom), zoom: rounded(zoom) };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
