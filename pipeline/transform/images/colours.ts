/** Colours where an image could be, as Marp has them: `![bg](#aabbcc)`. */
import { color, type RGBColor, rgb } from 'd3-color';
import { luminanceOf } from '../../source/brand/colours.ts';
import { meanOf, middle } from '../luminance.ts';

/** Whether CSS knows it as a colour: a name, `#abc`, `rgb(…)`, `hsl(…)`. */
export const isColour = (text: string): boolean => color(text) !== null;

const gradient = /^(?:repeating-)?(?:linear|radial|conic)-gradient\([\w\s.,%#()+-]*\)$/;

/** The value of CSS for a ground of one colour or a gradient; undefined for anything else, such as the path of an image. */
export function groundOf(address: string): string | undefined {
  const text = address.trim();
  return isColour(text) || (gradient.test(text) && isBalanced(text)) ? text : undefined;
}

/** Nothing can be behind the last bracket. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && character === ')' && index < text.length - 1) return false;
  }
  return depth === 0;
}

/** Whether white words are the more readable ones on this ground (WCAG's contrast); a gradient counts as the mean of its colours. */
export function isDark(ground: string): boolean {
  const colours = isColour(ground)
    ? [ground]
    : (ground.match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|\b[a-z]{3,}\b/gi) ?? []).filter(isColour);
  return (meanOf(colours.map((text) => luminanceOf(onWhite(text)))) ?? 1) < middle;
}

function onWhite(text: string): RGBColor {
  const { r, g, b, opacity } = rgb(text);
  const mixed = (channel: number) => channel * opacity + 255 * (1 - opacity);
  return rgb(mixed(r), mixed(g), mixed(b));
}
