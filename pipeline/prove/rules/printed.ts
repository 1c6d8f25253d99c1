/** Looks for text shaped like a rule in all that a finished file says. */
import type { Channel, Where } from '../channel.ts';
import { boundary, placeMark, reorderPoint, softBreak } from '../letters.ts';
import { compared } from './literals.ts';
import { folded, shapesIn } from './shapes.ts';
import type { RuleWords } from './vocabulary.ts';

/** What is looked for, as a thread can be handed it. */
export interface ShapesToFind {
  readonly words: RuleWords;
  /** What the source shows literally, as `literalsIn` gives it. */
  readonly literals: readonly string[];
}

/** A shape that stands in a file and in no literal of the source. */
export interface PrintedShape {
  /** It and what follows it, as `compared` gives it. */
  readonly text: string;
  readonly where: Where;
}

/** Finds of one file that are told. */
const most = 50;
/** How far a literal is compared. */
const reach = 200;

const signs = new RegExp(`[${softBreak}${reorderPoint}]`, 'g');
/** A hyphen at the end of a line may be the print's own. */
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
          if (found.length >= most) return found;
        }
      }
    }
  }
  return found;
}

/** A new line or run stands between two words or inside of one: nobody knows. */
function readings(part: string): string[] {
  const lines = part.replaceAll(boundary, '\n');
  const joined = folded(lines.replace(brokenWords, ''));
  const separated = folded(lines.replace(signs, ' '));
  return joined === separated ? [joined] : [joined, separated];
}
