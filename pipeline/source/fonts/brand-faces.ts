/** The brand's tokens for fonts (`face-text` and so on), with fonts of the pack's own. */
import { familyNames } from '../../platform/fonts.ts';
import { chainFor, firstOwn, namesIn, ownFamily } from '../../platform/own-fonts/families.ts';
import type { FontSort, OwnFamily } from '../../platform/own-fonts/types.ts';

type Brand = Readonly<Record<string, string | number>>;

/**
 * The brand with what follows from its text face: headings are set in it, and where it has no serifs captions, tables, charts and slides
 * too, unless the brand names others for them.
 */
export function withFaces(given: Brand, families: readonly OwnFamily[], lang: string): Brand {
  const brand = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, thereOr(name, value, families, lang)]));
  const text = brand['face-text'];
  const own = text === undefined ? undefined : firstOwn(String(text), families);
  if (text === undefined || own === undefined) return brand;
  return {
    ...brand,
    'face-display': brand['face-display'] ?? text,
    ...(brand['face-sans'] !== undefined ? {} : own.sort === 'sans' ? { 'face-sans': text } : {}),
  };
}

const sorts: Readonly<Record<string, FontSort>> = {
  'face-text': 'serif',
  'face-display': 'serif',
  'face-sans': 'sans',
  'face-mono': 'mono',
};

/** The families of a token, or Dossier's own where none of them is there: what the machine has installed is not used. */
function thereOr(token: string, value: string | number, families: readonly OwnFamily[], lang: string): string | number {
  const sort = sorts[token];
  if (sort === undefined) return value;
  const known = familyNames();
  const isThere = namesIn(String(value)).some((name) => /^var\(/.test(name) || known.includes(name) || ownFamily(name, families));
  return isThere ? value : chainFor(sort, lang);
}
