/** Fonts: static faces from npm packages, and of their slices only those that a document needs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { home, packageFolder } from '../resources/home.ts';
import type { Resource } from '../types.ts';

/** A family as the build step indexed it (see `fontIndex` in rolldown.config.ts). */
export interface FontFamily {
  readonly family: string;
  readonly package: string;
  readonly version: string;
  readonly faces: readonly { readonly weight: number; readonly style: 'normal' | 'italic' }[];
  /** A family for formulas alone, which documents without them do not see. */
  readonly only?: 'math';
  /** Each slice with the characters that its file really has, as CSS writes them. */
  readonly slices: readonly { readonly name: string; readonly range: string }[];
}

/** Every family, in the order in which a character looks for a font. */
export async function loadFontIndex(): Promise<FontIndex> {
  const families = JSON.parse(await readFile(path.join(home, 'dist', 'fonts.json'), 'utf8')) as FontFamily[];
  return new FontIndex(families);
}

export interface FontChoice {
  readonly css: string;
  /** Links that load the Latin faces before the first layout: one that waits for its fonts costs five times as much. */
  readonly preloads: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Characters that no family has. */
  readonly missing: readonly string[];
}

type Span = readonly [from: number, to: number];

export class FontIndex {
  readonly #families: readonly (FontFamily & { readonly spans: readonly (readonly Span[])[] })[];

  constructor(families: readonly FontFamily[]) {
    this.#families = families.map((family) => ({ ...family, spans: family.slices.map(({ range }) => parseRange(range)) }));
  }

  /** Names of all families, as CSS and PDF know them. */
  get names(): readonly string[] {
    return this.#families.map(({ family }) => family);
  }

  /** The faces that a text needs. */
  choose(characters: ReadonlySet<string>, hasMath = false): FontChoice {
    const points = [...characters].map((character) => character.codePointAt(0) as number).filter((point) => point > 32);
    const missing = new Set(points);
    const latin = new Set<number>();
    const css: string[] = [];
    const resources = new Map<string, Resource>();
    for (const { family, package: name, faces, slices, spans, only } of this.#families) {
      if (only === 'math' && !hasMath) continue;
      // A Japanese face is only asked for what no Latin one has.
      const wanted = name.startsWith('noto') ? points.filter((point) => !latin.has(point)) : points;
      for (const [index, slice] of slices.entries()) {
        const has = wanted.filter((point) => contains(spans[index] as readonly Span[], point));
        if (has.length === 0) continue;
        for (const point of has) {
          missing.delete(point);
          if (!name.startsWith('noto')) latin.add(point);
        }
        for (const { weight, style } of faces) {
          const file = `${name}-${slice.name.replace(/[[\]]/g, '')}-${weight}-${style}.woff2`;
          const url = `/fonts/${file}`;
          css.push(
            `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(${url}) format("woff2");unicode-range:${slice.range}}`,
          );
          resources.set(url, { path: path.join(packageFolder(`@fontsource/${name}`), 'files', file), type: 'font/woff2' });
        }
      }
    }
    const visible = [...missing].filter((point) => !isInvisible(point)).map((point) => String.fromCodePoint(point));
    const common = [...resources.keys()].filter((url) => /-latin-\d+-normal\.woff2$/.test(url) && !url.includes('-math-'));
    const preloads = common.map((url) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${url}">`).join('\n');
    return { css: css.join('\n'), preloads, resources, missing: visible };
  }
}

const contains = (spans: readonly Span[], point: number) => spans.some(([from, to]) => point >= from && point <= to);

/** Joiners, variation selectors, marks of direction and spaces need no glyph of their own. */
const isInvisible = (point: number) => /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cc}]|\p{Variation_Selector}/u.test(String.fromCodePoint(point));

function parseRange(range: string): Span[] {
  return range.split(',').map((part) => {
    const [from = '', to] = part.replace(/^U\+/i, '').split('-');
    const start = Number.parseInt(from, 16);
    return [start, to === undefined ? start : Number.parseInt(to, 16)] as const;
  });
}
