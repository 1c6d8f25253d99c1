/** Signs in colour: each sequence of characters that is one sign (UTS 51) becomes an element with a face of its own. */
import { mapText } from './html-text.ts';

/** An element of a sequence: a flag, a key, or a sign with its skin tone, its form, or its tags. */
const element =
  '(?:\\p{Regional_Indicator}{2}|[0-9#*]\\uFE0F?\\u20E3|\\p{Emoji}(?:\\p{Emoji_Modifier}|\\uFE0F\\u20E3?|[\\u{E0020}-\\u{E007E}]+\\u{E007F})?)';
/** Elements that are joined; a text selector behind them asks for no colour. */
const sequence = new RegExp(`${element}(?:\\u200D${element})*(?!\\uFE0E)`, 'gu');

/** Whether a sequence is meant in colour, rather than being a digit or a sign that is text by default. */
const isColoured = /\uFE0F|\u20E3|\u200D|\p{Emoji_Modifier}|\p{Regional_Indicator}|^\p{Emoji_Presentation}/u;

/** What a page must hold for the search to be worth while. */
const candidate = /[\u200D\u20E3\uFE0F]|\p{Emoji_Presentation}/u;

/**
 * The page with every sign that can be shown in colour marked.
 * @param has whether the face in colour has a character
 */
export function withEmoji(html: string, has: (point: number) => boolean): string {
  if (!candidate.test(html)) return html;
  return mapText(html, (text, { isDrawing }) => {
    if (!candidate.test(text)) return text;
    return text.replace(sequence, (sign) => {
      if (!isColoured.test(sign) || ![...sign].every((one) => isJoin(one) || has(one.codePointAt(0) as number))) return sign;
      return isDrawing ? `<tspan class="emoji">${sign}</tspan>` : `<span class="emoji">${sign}</span>`;
    });
  });
}

const isJoin = (character: string): boolean => /[\u200D\uFE0F\u20E3\u{E0020}-\u{E007F}]/u.test(character);

/** A text without signs in colour. */
export const withoutEmoji = (text: string): string =>
  candidate.test(text)
    ? text
        .replace(sequence, (sign) => (isColoured.test(sign) ? '' : sign))
        .replace(/\s+/g, ' ')
        .trim()
    : text;
