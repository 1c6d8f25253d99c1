/** Colours where an image could be, as Marp has them: `![bg](#aabbcc)`. */
import { color, rgb } from 'd3-color';

/** Whether CSS knows it as a colour: a name, `#abc`, `rgb(…)`, `hsl(…)`. */
export const isColour = (text: string): boolean => color(text) !== null;

const gradient = /^(?:repeating-)?(?:linear|radial|conic)-gradient\([\w\s.,%#()+-]*\)$/;

/** The value of CSS for a ground of one colour or a gradient; undefined for anything else, such as the path of an image. */
export function groundOf(address: string): string | undefined {
  const text = address.trim();
  return isColour(text) || (gradient.test(text) && isBalanced(text)) ? text : undefined;
}

/** Nothing can stand behind the last bracket. */
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
  const lights = colours.map(luminance);
  // Black and white are as readable as each other at this luminance.
  return lights.length > 0 && lights.reduce((sum, one) => sum + one, 0) / lights.length < 0.179;
}

/** WCAG's relative luminance, of a colour on white. */
function luminance(text: string): number {
  const { r, g, b, opacity } = rgb(text);
  const [red = 1, green = 1, blue = 1] = [r, g, b]
    .map((channel) => (channel * opacity + 255 * (1 - opacity)) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
