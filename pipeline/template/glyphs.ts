/** The characters of a page, to choose fonts for them. */
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import type { Transformed } from '../transform/types.ts';

/** Every character of the page, including numeric references in HTML and CSS. */
export function charactersOf(html: string): Set<string> {
  const point = (digits: string, radix: number) => {
    const value = Number.parseInt(digits, radix);
    return value > 0 && value <= 0x10ffff ? String.fromCodePoint(value) : '';
  };
  const entities = [...html.matchAll(entity)].map(([, hex, decimal]) => (hex ? point(hex, 16) : point(decimal as string, 10)));
  const escapes = [...html.matchAll(cssEscape)].map(([, hex]) => point(hex as string, 16));
  return new Set([...ascii, ...(html.match(/[^\0-\x7f]/gu) ?? []), ...entities, ...escapes]);
}

/** Most of it is in the markup anyway, and every Latin font has all of it. */
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));

const entity = /&#x([0-9a-f]+);|&#(\d+);/gi;
const cssEscape = /\\([0-9a-f]{2,6})\s?/gi;

/** Reports a character that no font has, at its place in the source. */
export function reportMissing(character: string, edition: Transformed, context: Context): void {
  const codepoint = `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
  const place = edition.characters.get(character) ?? {
    file: context.files.shown(path.join(edition.edition.folder, 'pack.yaml')),
    line: 1,
    column: 1,
  };
  context.report(diagnostic('GLYPH_MISSING', { character, codepoint }, place));
}
