/** Texts in the margins of pages: two are on one line, and what does not fit ends in an ellipsis. */

/** Ems that a line of 8 pt has on A4, less a gap between its two texts. */
const line = 58;
/** The first text may take so many, however long the other is. */
const most = 34;

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
 * @param room in ems, where the line is another
 */
export function fitted(text: string, beside?: string, room: number = most): string {
  return cut(text, beside === undefined ? room : line - Math.min(most, widthInEms(beside)));
}

/** A section's name that fits behind its chapter's; empty where there is no room for it. */
export function fittedSection(text: string, chapter: string, title: string): string {
  const room = line - Math.min(most, widthInEms(title)) - widthInEms(fitted(chapter, title)) - 1.5;
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
