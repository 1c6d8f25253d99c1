/** Text as it is set: signs in colour, hyphens of the text face, boxes for what no font has; and the fonts for all of it. */
import type { FontChoice, FontIndex } from '../platform/fonts.ts';
import { hanOf } from '../platform/han.ts';
import type { OwnFamily } from '../platform/own-fonts/types.ts';
import { withEmoji, withoutEmoji } from './emoji.ts';
import { charactersOf, codePoint, langsOf, withStandIns } from './glyphs.ts';
import { mapStyles, mapText } from './html-text.ts';
import { withOwnFaces } from './own-faces.ts';

/** A page, its fonts, and the characters that it shows as boxes. */
export interface SetPage {
  readonly html: string;
  readonly fonts: FontChoice;
  readonly missing: ReadonlySet<string>;
  /** The same for a text that finishing puts into a margin. */
  readonly running: (text: string) => string;
}

/** @param families fonts of the pack's own */
export function setPage(given: string, lang: string, index: FontIndex, families: readonly OwnFamily[] = []): SetPage {
  const { html: body, ...own } = withOwnFaces(given, families, lang);
  const isLatin = hanOf(lang) === undefined;
  const marked = withEmoji(isLatin ? withPlainHyphens(body) : body, (point) => index.hasEmoji(point));
  const fonts = index.choose(charactersOf(marked), {
    hasMath: body.includes('<math'),
    hasEmoji: marked.includes('class="emoji"'),
    lang,
    langs: langsOf(marked),
    ...(own.families.length > 0 && { own }),
  });
  const { html, shown } = withStandIns(marked, fonts.missing);
  const box = (character: string) => (fonts.missing.includes(character) ? `[${codePoint(character)}]` : character);
  // Only letters that are in the document have glyphs in the file.
  const running = (text: string) => Array.from(withoutEmoji(isLatin ? plain(text) : text), box).join('');
  return { html, fonts, missing: shown, running };
}

/**
 * The hyphens U+2010 and U+2011, which Word writes, are in Japanese faces and in no text face. The usual one looks the same and is
 * found by who searches for it.
 */
function withPlainHyphens(html: string): string {
  if (!/[\u2010\u2011]|\\201[01] /.test(html)) return html;
  return mapStyles(
    mapText(html, (text, { isDrawing }) => plain(isDrawing ? text : text.replace(joined, '<span class="joined">$&</span>'))),
    (css) => css.replace(/[\u2010\u2011]|\\201[01] /g, '-'),
  );
}

/** What must not be split at its hyphens. A joiner would be found in the text of the file. */
const joined = /[\p{L}\p{N}\p{M}]*(?:\u2011[\p{L}\p{N}\p{M}]*)+/gu;

const plain = (text: string): string => text.replaceAll(/[\u2010\u2011]/g, '-');
