/** The characters of a page, to choose fonts for them, and what stands for those that no font has. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Transformed } from '../transform/types.ts';
import { findInTemplates } from './find.ts';
import { mapStyles, mapText } from './html-text.ts';
import { scriptOf } from './scripts.ts';

/** Every character of the page, including numeric references in HTML and escapes in style sheets, without those in `<span class="emoji">`. */
export function charactersOf(html: string): Set<string> {
  const text = html.includes('class="emoji"') ? html.replace(/<(t?span) class="emoji">[^<]*<\/\1>/g, '') : html;
  const entities = [...text.matchAll(entity)].map(([, hex, decimal]) => referred(hex, decimal));
  // Only style sheets have escapes of CSS: in a text, `\def` and `C:\face` are what they are.
  const sheets = [...text.matchAll(sheet)].map(([whole]) => whole).join('\n');
  const escapes = [...sheets.matchAll(cssEscape)].map(([, hex]) => point(hex as string, 16));
  return new Set([...ascii, ...(text.match(/[^\0-\x7f]/gu) ?? []), ...entities, ...escapes]);
}

/** Most of it is in the markup anyway, and every Latin font has all of it. */
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));

const entity = /&#x([0-9a-f]+);|&#(\d+);/gi;
const sheet = /<style\b[^>]*>[\s\S]*?<\/style>|\sstyle="[^"]*"/g;
const cssEscape = /\\([0-9a-f]{2,6})\s?/gi;

/** The character of a number; empty where there is none. */
function point(digits: string, radix: number): string {
  const value = Number.parseInt(digits, radix);
  return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

/** That of a reference in HTML. */
const referred = (hex: string | undefined, decimal: string | undefined) => (hex ? point(hex, 16) : point(decimal ?? '', 10));

/** Languages that a page names. */
export const langsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/\slang="([a-zA-Z-]+)"/g)].map(([, lang]) => lang as string));

export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/** The page with a small box in place of each of these characters, and those that it does show. */
export function withStandIns(html: string, missing: readonly string[]): { html: string; shown: ReadonlySet<string> } {
  const shown = new Set<string>();
  if (missing.length === 0) return { html, shown };
  const any = new RegExp(`[${missing.map((one) => `\\u{${(one.codePointAt(0) as number).toString(16)}}`).join('')}]`, 'gu');
  const orElse = (character: string, whole: string) => (missing.includes(character) ? character : whole);
  const literal = (text: string) => text.replace(entity, (whole, hex?: string, decimal?: string) => orElse(referred(hex, decimal), whole));
  const words = mapText(html, (text, { isDrawing }) =>
    literal(text).replace(any, (character) => {
      shown.add(character);
      return isDrawing ? `[${codePoint(character)}]` : `<span class="no-glyph">${codePoint(character)}</span>`;
    }),
  );
  // A running head is a string of CSS, where signs are escapes.
  const all = mapStyles(words, (css) =>
    css
      .replace(cssEscape, (whole, hex: string) => orElse(point(hex, 16), whole))
      .replace(any, (character) => {
        shown.add(character);
        return `[${codePoint(character)}]`;
      }),
  );
  return { html: all, shown };
}

/** Reports characters that no font has: once for each script in each file, at the first. */
export async function reportMissing(shown: ReadonlySet<string>, edition: Transformed, context: Context): Promise<void> {
  const groups = new Map<string, { script: string; place: Place; characters: string[] }>();
  for (const character of [...shown].sort()) {
    const script = scriptOf(character);
    for (const place of edition.characters.get(character)?.values() ?? [await placeOutside(character, edition, context)]) {
      const key = `${place.file} ${script}`;
      const group = groups.get(key) ?? { script, place, characters: [] };
      groups.set(key, { script, place: first(group.place, place), characters: [...group.characters, character] });
    }
  }
  for (const { script, place, characters } of groups.values())
    context.report(diagnostic('GLYPH_MISSING', { script, ...inWords(characters) }, place));
}

/** How many there are, with some of them. */
const inWords = (characters: readonly string[]) => ({
  count: characters.length,
  characters: `${characters.slice(0, 3).join(', ')}${characters.length > 3 ? ' …' : ''}`,
  codepoint: codePoint(characters[0] as string),
});

const first = (one: Place, other: Place): Place =>
  (other.line ?? 0) < (one.line ?? 0) || (other.line === one.line && (other.column ?? 0) < (one.column ?? 0)) ? other : one;

/** A character that no chapter and no slide has: in `pack.yaml`, or in a template. */
async function placeOutside(character: string, { edition }: Transformed, context: Context): Promise<Place> {
  const file = path.join(edition.folder, 'pack.yaml');
  const shown = context.files.shown(file);
  const text = (await context.files.isFile(file)) ? await context.files.text(file) : '';
  const index = text.indexOf(character);
  if (index < 0) return (await findInTemplates(character, edition, context)) ?? { file: shown, line: 1, column: 1 };
  const before = text.slice(0, index).split('\n');
  return { file: shown, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
