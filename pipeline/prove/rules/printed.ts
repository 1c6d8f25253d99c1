/** Searches everything in a finished file for rule-shaped text. */
import type { Channel, Where } from '../channel.ts';
import { boundary, placeMark, reorderPoint, softBreak } from '../letters.ts';
import { compared } from './literals.ts';
import { folded, shapesIn } from './shapes.ts';
import type { RuleWords } from './vocabulary.ts';

/** What to search for, in a form that can be passed to a thread. */
export interface ShapesToFind {
  readonly words: RuleWords;
  /** What the source shows literally: the result of `literalsIn`. */
  readonly literals: readonly string[];
}

/** Rule-shaped text in a file that is no literal of the source. */
export interface PrintedShape {
  /** The text and what follows it, normalised by `compared`. */
  readonly text: string;
  readonly where: Where;
}

/** Maximum number of matches reported for one file. */
const maxReported = 50;
/** How many characters are compared with a literal. */
const reach = 200;

const markers = new RegExp(`[${softBreak}${reorderPoint}]`, 'g');
/** A hyphen at the end of a line may come from hyphenation. */
const brokenWords = new RegExp(`[-\\u2010\\u00ad]?[${softBreak}${reorderPoint}]`, 'g');

export function shapesPrinted(channels: readonly Channel[], { words, literals }: ShapesToFind): PrintedShape[] {
  const found: PrintedShape[] = [];
  const known = new Set<string>();
  for (const { text, where } of channels) {
    if (!/[{:<｛：﹛﹕∶꞉︰＜]/.test(text)) continue;
    for (const [index, part] of text.split(placeMark).entries()) {
      for (const plain of readings(part)) {
        for (const { from } of shapesIn(plain, words)) {
          const shown = compared(plain.slice(from, from + reach));
          if (literals.some((literal) => shown.startsWith(literal))) continue;
          const place = where(index - 1);
          const key = `${place.page} ${place.object} ${place.what} ${shown.slice(0, 24)}`;
          if (known.has(key)) continue;
          known.add(key);
          found.push({ text: shown, where: place });
          if (found.length >= maxReported) return found;
        }
      }
    }
  }
  return found;
}

/** A line break or new run may come between two words or inside of one: both readings are tried. */
function readings(part: string): string[] {
  const lines = part.replaceAll(boundary, '\n');
  const joined = folded(lines.replace(brokenWords, ''));
  const separated = folded(lines.replace(markers, ' '));
  return joined === separated ? [joined] : [joined, separated];
}
