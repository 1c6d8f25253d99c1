/** What a withheld SVG consists of: its words are searched for as text, its shapes by their coordinates. */
import type { Cut } from '../select/withheld.ts';

/** Shorter paths are boxes and arrows, as in any drawing. */
const minPathLength = 40;

/** Texts, titles and descriptions; nothing else in an SVG is words. */
export function wordsOf(svg: string): string[] {
  return [...svg.matchAll(/<(text|title|desc)\b[^>]*>([\s\S]*?)<\/\1>/gi)].flatMap(([, , inside]) => {
    const pieces = (inside as string)
      .split(/<[^>]*>/)
      .map(plain)
      .filter((piece) => piece !== '');
    return pieces.length > 1 ? [...pieces, pieces.join(' ')] : pieces;
  });
}

const plain = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);|&#(\d+);/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(Number.parseInt(hex ?? (decimal as string), hex ? 16 : 10)),
    )
    .replace(/&lt;|&gt;|&amp;|&quot;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Coordinates of its longer shapes, as they appear in the page if the drawing is inlined. */
export function shapesOf(svg: string): Set<string> {
  const shapes = [...svg.matchAll(/\s(?:d|points)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, double, single]) =>
    squeezed((double ?? single) as string),
  );
  return new Set(shapes.filter((shape) => shape.length >= minPathLength));
}

const squeezed = (text: string) => text.replace(/[\s,]+/g, ' ').trim();

/** The words of a drawing as withheld strings. */
export const cutsOf = (svg: string, { place, rule }: Pick<Cut, 'place' | 'rule'>): Cut[] =>
  wordsOf(svg).map((text) => ({ sort: 'image', text, place, rule }));
