/**
 * What stands for change marks in a text that is parsed for review: single characters, so that Markdown around and inside them is read
 * as it would be without. A sign of punctuation beside each lets emphasis begin and end there.
 */

export type Shown = 'added' | 'deleted' | 'marked' | 'comment';

const beside = '\u2999';
const pairs: Readonly<Record<Shown, readonly [open: string, close: string]>> = {
  added: ['\uE0E0', '\uE0E1'],
  deleted: ['\uE0E2', '\uE0E3'],
  marked: ['\uE0E4', '\uE0E5'],
  comment: ['\uE0E6', '\uE0E7'],
};

export const opening = (shown: Shown): string => pairs[shown][0] + beside;
export const closing = (shown: Shown): string => beside + pairs[shown][1];

/** Every sign; the first group is its character. */
export const reviewSign = /([\uE0E0\uE0E2\uE0E4\uE0E6])\u2999|\u2999([\uE0E1\uE0E3\uE0E5\uE0E7])/g;

/** A text in which this is found nowhere has no signs. */
export const hasReviewSign = (text: string): boolean => /[\uE0E0-\uE0E7]/.test(text);

/** A comment between its signs. */
export const shownComment = /\uE0E6\u2999[^\uE0E7]*\u2999\uE0E7/g;

/** What a sign begins or ends. */
export const shownBy = (character: string): Shown =>
  (Object.keys(pairs) as Shown[]).find((name) => pairs[name].includes(character)) as Shown;

/** The text as it is when all changes are accepted, for places that cannot show marks. */
export function acceptedText(text: string): string {
  if (!hasReviewSign(text)) return text;
  return text
    .replace(shownComment, '')
    .replace(/\uE0E2\u2999[^\uE0E3]*\u2999\uE0E3/g, '')
    .replace(reviewSign, '')
    .replace(/[\uE0E0-\uE0E7]/g, '');
}
