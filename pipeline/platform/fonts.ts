/** Fonts: static faces from npm packages, with only the slices that a document needs. */
import path from 'node:path';
import { packageFolder } from './install-root.ts';
import { programJson } from './program.ts';
import type { Resource } from './resource.ts';

/** A family as the build step indexed it (see font-index.ts). */
export interface FontFamily {
  readonly family: string;
  readonly package: string;
  readonly version: string;
  readonly faces: readonly { readonly weight: number; readonly style: 'normal' | 'italic' }[];
  /** A family for formulas only; documents without formulas do not load it. */
  readonly only?: 'math';
  /** Each slice with the characters that its file really contains, as CSS unicode ranges. */
  readonly slices: readonly Slice[];
  /** One file that covers most characters of many slices. */
  readonly whole?: Slice;
}

interface Slice {
  readonly name: string;
  /** Code point ranges: from, to, from, to. */
  readonly spans: readonly number[];
}

/** With more slices than this, one large file loads faster than many small ones and makes a smaller PDF. */
const fewSlices = 8;

/** All families, in fallback order. Read once: the index is part of the program. */
export const loadFontIndex = async (): Promise<FontIndex> => new FontIndex(programJson<readonly FontFamily[]>('fonts.json'));

export interface FontChoice {
  readonly css: string;
  /** Preload links for the most common faces: a first layout that waits for its fonts takes five times as long. */
  readonly preloads: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Characters that no family covers. */
  readonly missing: readonly string[];
}

export class FontIndex {
  readonly #families: readonly FontFamily[];

  constructor(families: readonly FontFamily[]) {
    this.#families = families;
  }

  /** Names of all families, as CSS and PDF know them. */
  get names(): readonly string[] {
    return this.#families.map(({ family }) => family);
  }

  /** The font faces that a text needs. */
  choose(characters: ReadonlySet<string>, hasMath = false): FontChoice {
    const points = [...characters].map((character) => character.codePointAt(0) as number).filter((point) => point > 32);
    const missing = new Set(points);
    const latin = new Set<number>();
    const css: string[] = [];
    const resources = new Map<string, Resource>();
    const early: string[] = [];
    for (const family of this.#families) {
      if (family.only === 'math' && !hasMath) continue;
      // A Japanese font is used only for characters that no Latin font has.
      const isJapanese = family.package.startsWith('noto');
      const wanted = isJapanese ? points.filter((point) => !latin.has(point)) : points;
      for (const slice of slicesFor(wanted, family)) {
        for (const point of wanted) {
          if (!contains(slice.spans, point)) continue;
          missing.delete(point);
          if (!isJapanese) latin.add(point);
        }
        for (const { weight, style } of family.faces) {
          const file = `${family.package}-${slice.name.replace(/[[\]]/g, '')}-${weight}-${style}.woff2`;
          const url = `/fonts/${file}`;
          css.push(
            `@font-face{font-family:"${family.family}";font-weight:${weight};font-style:${style};src:url(${url}) format("woff2");unicode-range:${rangeOf(slice)}}`,
          );
          resources.set(url, { path: path.join(packageFolder(`@fontsource/${family.package}`), 'files', file), type: 'font/woff2' });
          if (style === 'normal' && (slice === family.whole || (slice.name === 'latin' && family.whole === undefined))) early.push(url);
        }
      }
    }
    const visible = [...missing].filter((point) => !isInvisible(point)).map((point) => String.fromCodePoint(point));
    const preloads = early.map((url) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${url}">`).join('\n');
    return { css: css.join('\n'), preloads, resources, missing: visible };
  }
}

/**
 * The slices that these characters need, and no others: slices overlap, and each declared slice may be loaded. The last
 * font face that has a character is used, so the large file comes last.
 */
function slicesFor(points: readonly number[], { slices, whole }: FontFamily): readonly Slice[] {
  const needed = (wanted: readonly number[]) => {
    let left = wanted;
    return slices
      .toReversed()
      .filter(({ spans }) => {
        const rest = left.filter((point) => !contains(spans, point));
        const isNeeded = rest.length < left.length;
        left = rest;
        return isNeeded;
      })
      .reverse();
  };
  const all = needed(points);
  if (whole === undefined || all.length <= fewSlices) return all;
  return [...needed(points.filter((point) => !contains(whole.spans, point))), whole];
}

function contains(spans: readonly number[], point: number): boolean {
  for (let at = 0; at < spans.length; at += 2) if (point >= (spans[at] as number) && point <= (spans[at + 1] as number)) return true;
  return false;
}

/** As a CSS unicode range. */
function rangeOf({ spans }: Slice): string {
  const parts: string[] = [];
  for (let at = 0; at < spans.length; at += 2) {
    const [from, to] = [spans[at] as number, spans[at + 1] as number];
    parts.push(from === to ? `U+${from.toString(16)}` : `U+${from.toString(16)}-${to.toString(16)}`);
  }
  return parts.join(',');
}

/** Joiners, variation selectors, direction marks and spaces need no glyph of their own. */
const isInvisible = (point: number) => /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cc}]|\p{Variation_Selector}/u.test(String.fromCodePoint(point));
