/** Texts in the margins of pages: two are on one line, and what does not fit ends in an ellipsis. */
import { millimetres } from '../source/config/paper.ts';

/** Ems that a line of 8 pt has on A4, less a gap between its two texts. */
const line = 58;
/** The first text may take so many, however long the other is. */
const most = 34;

/** How much of that line there is on narrower paper. */
export function measureOf({ width, size }: { readonly width: string; readonly size?: string }): number {
  const margins = size === 'small' ? 28 : 40;
  return Math.min(1, (millimetres(width) - margins) / 170) || 1;
}

const narrow = /[iljtfrI.,:;'’|!()[\]\s·-]/u;
const wide = /[mwMW%—…@]/u;
const square = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\u3000-\u303F\uFF00-\uFF60]|\p{Extended_Pictographic}/u;

/** About as wide as it is set in the sans face, in ems. */
export function widthInEms(text: string): number {
  let width = 0;
  for (const character of text)
    width += square.test(character)
      ? 1
      : narrow.test(character)
        ? 0.27
        : wide.test(character)
          ? 0.83
          : /\p{Lu}/u.test(character)
            ? 0.57
            : /\p{M}/u.test(character)
              ? 0
              : 0.48;
  return width;
}

/**
 * A text that fits beside another.
 * @param beside what is at the other end of the line
 * @param measure how long the line is, in parts of that of A4
 */
export function fitted(text: string, beside?: string, measure = 1): string {
  return cut(
    text,
    measure * (beside === undefined ? most : line) - (beside === undefined ? 0 : Math.min(measure * most, widthInEms(beside))),
  );
}

/** A text that fits into so many ems. */
export const fittedTo = (text: string, room: number): string => cut(text, room);

/** A section's name that fits behind its chapter's; empty where there is no room for it. */
export function fittedSection(text: string, chapter: string, title: string, measure = 1): string {
  const room = measure * line - Math.min(measure * most, widthInEms(title)) - widthInEms(fitted(chapter, title, measure)) - 1.5;
  return room < 7 && widthInEms(text) > room ? '' : cut(text, room);
}

/** Ends after a word, unless that would leave little. */
function cut(text: string, limit: number): string {
  if (widthInEms(text) <= limit) return text;
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  let kept = '';
  for (const part of parts) {
    if (widthInEms(`${kept}${part}`) > limit - 1) break;
    kept += part;
  }
  if (widthInEms(kept) < limit / 2)
    for (const character of text.slice(kept.length)) {
      if (widthInEms(`${kept}${character}`) > limit - 1) break;
      kept += character;
    }
  return `${kept.replace(/[\s,;:.·–—-]+$/u, '')}…`;
}
