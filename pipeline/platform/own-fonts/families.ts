/** Lists of font families: which of the pack's own they name, and what comes behind those for characters that they lack. */
import { hanOf } from '../han.ts';
import type { FontSort, OwnFamily } from './types.ts';

const others = '"Amiri", "Noto Serif Hebrew"';
const chains: Readonly<Record<'latin' | 'han', Readonly<Record<FontSort, string>>>> = {
  latin: {
    serif: `"Source Serif 4", "Noto Serif JP", "Source Sans 3", "Noto Sans JP", ${others}`,
    sans: `"Source Sans 3", "Noto Sans JP", ${others}`,
    mono: `"IBM Plex Mono", "Source Sans 3", "Noto Sans JP", ${others}`,
  },
  han: {
    serif: `"Noto Serif JP", "Source Serif 4", "Source Sans 3", "Noto Sans JP", ${others}`,
    sans: `"Noto Sans JP", "Source Sans 3", ${others}`,
    mono: `"IBM Plex Mono", "Noto Sans JP", "Source Sans 3", ${others}`,
  },
};

/** Families for what a font of this sort lacks. */
export const chainFor = (sort: FontSort, lang: string): string => chains[hanOf(lang) === undefined ? 'latin' : 'han'][sort];

/** The names in a list of families, as they are written, without quotation marks. */
export const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .replace(/\s+/g, ' '),
    )
    .filter((name) => name !== '');

/** The family of this name; names do not differ by case. */
export const ownFamily = (name: string, families: readonly OwnFamily[]): OwnFamily | undefined =>
  families.find(({ family }) => family.toLowerCase() === name.toLowerCase());

/** The first family of a list, if it is one of the pack's own. */
export const firstOwn = (list: string, families: readonly OwnFamily[]): OwnFamily | undefined =>
  ownFamily(namesIn(list)[0] ?? '', families);

const declaration = /((?<![\w-])(?:font-family|font|--[\w-]+)\s*:)([^;{}]*)/gi;

/** A style sheet with the fallback behind each of the pack's own families, and which of those it names. */
export function withFallbacks(css: string, families: readonly OwnFamily[], lang: string): { css: string; used: readonly OwnFamily[] } {
  const used = new Set<OwnFamily>();
  const list = (value: string): string => {
    const parts = value.split(',');
    const own = parts.map((part) => lastOf(part, families));
    if (own.every((one) => one === undefined)) return value;
    return parts
      .map((part, index) => {
        const family = own[index];
        if (family === undefined) return part;
        used.add(family);
        return own[index + 1] === undefined ? part.replace(/(\s*(?:!\s*important\s*)?)$/i, `, ${chainFor(family.sort, lang)}$1`) : part;
      })
      .join(',');
  };
  return { css: css.replace(declaration, (_, property: string, value: string) => property + list(value)), used: [...used] };
}

/** The own family that a part of a list ends with: before the first there may be a size. */
function lastOf(part: string, families: readonly OwnFamily[]): OwnFamily | undefined {
  const text = part.replace(/!\s*important\s*$/i, '').trim();
  const quoted = /(["'])([^"']*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return ownFamily(quoted.replace(/\s+/g, ' '), families);
  const plain = text.replace(/\s+/g, ' ').toLowerCase();
  return families.find(({ family }) => {
    const name = family.toLowerCase();
    return plain === name || (plain.endsWith(` ${name}`) && /^[\d.]|[\d.)](?:[a-z%]+)?$/.test(plain.slice(0, -name.length - 1)));
  });
}

/** Weights that a style sheet asks for. Dossier's own ask for 400 and 600. */
export function weightsIn(css: string): number[] {
  const found = new Set([400, 600]);
  for (const [, number, word] of css.matchAll(
    /(?:font-weight\s*:\s*|(?<![\w-])font\s*:\s*(?:italic\s+|normal\s+)?)(?:(\d{1,4})\b(?![.\w%])|(bold)\b)/gi,
  )) {
    const weight = word ? 700 : Number(number);
    if (weight >= 1 && weight <= 1000) found.add(weight);
  }
  return [...found].sort((a, b) => a - b);
}
