/** Fonts as a style sheet declares them: files, and the characters that each is used for. */
import type { HanLanguage } from './font-families.ts';

/** A family as the build step indexed it (see font-index.ts). */
export interface FontFamily {
  readonly family: string;
  readonly package: string;
  readonly version: string;
  readonly faces: readonly { readonly weight: number; readonly style: 'normal' | 'italic' }[];
  /** A family for formulas, for signs in colour or for lines of code only. */
  readonly only?: 'math' | 'emoji' | 'lines';
  readonly isScript?: boolean;
  readonly han?: HanLanguage;
  readonly size?: number;
  readonly completes?: 'serif' | 'sans';
  /** Each slice with the characters that its file really contains, as CSS unicode ranges. */
  readonly slices: readonly Slice[];
  /** One file that covers most characters of many slices. */
  readonly whole?: Slice;
  /** Whether the slices have only what the large file lacks. */
  readonly isWholeFirst?: boolean;
}

/** Whether a family is one of the text faces, which the others complete. */
export const isTextFace = ({ package: name }: Pick<FontFamily, 'package'>): boolean => /^(?:source|ibm)-/.test(name);

export interface Slice {
  readonly name: string;
  /** Code point ranges: from, to, from, to. */
  readonly spans: readonly number[];
  /** Whether it is there in the first face only. */
  readonly isRare?: boolean;
}

/** With more slices than this, one large file loads faster than many small ones and makes a smaller PDF. */
const fewSlices = 8;

/**
 * The slices that these characters need, and no others: slices overlap, and each declared slice may be loaded. The last
 * font face that has a character is used, so the large file comes last.
 */
export function slicesFor(points: readonly number[], { slices, whole, isWholeFirst = false }: FontFamily): readonly Slice[] {
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
  if (whole === undefined || (!isWholeFirst && all.length <= fewSlices)) return all;
  const others = needed(points.filter((point) => !contains(whole.spans, point)));
  return isWholeFirst && !points.some((point) => contains(whole.spans, point)) ? others : [...others, whole];
}

export function contains(spans: readonly number[], point: number): boolean {
  for (let at = 0; at < spans.length; at += 2) if (point >= (spans[at] as number) && point <= (spans[at + 1] as number)) return true;
  return false;
}

/** Whether a family has a character. */
export const has = ({ slices, whole }: FontFamily, point: number): boolean =>
  (whole !== undefined && contains(whole.spans, point)) || slices.some(({ spans }) => contains(spans, point));

/** As a CSS unicode range. */
export function rangeOf(spans: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < spans.length; at += 2) {
    const [from, to] = [spans[at] as number, spans[at + 1] as number];
    parts.push(from === to ? `U+${from.toString(16)}` : `U+${from.toString(16)}-${to.toString(16)}`);
  }
  return parts.join(',');
}

/** Characters as a CSS unicode range. */
export const rangeOfPoints = (points: readonly number[]): string => rangeOf(spansOf(points));

/** Characters as ranges in a flat list: from, to, from, to. */
export function spansOf(points: readonly number[]): number[] {
  const spans: number[] = [];
  for (const point of [...new Set(points)].sort((a, b) => a - b)) {
    if (spans.at(-1) === point - 1) spans[spans.length - 1] = point;
    else spans.push(point, point);
  }
  return spans;
}

/** The file of a slice. */
export const fileOf = (packageName: string, slice: string, weight: number, style: string): string =>
  `${packageName}-${slice.replace(/[[\]]/g, '')}-${weight}-${style}.woff2`;

export const faceRule = (
  family: string,
  weight: number,
  style: string,
  url: string,
  range?: string,
  format = 'woff2',
  size?: number,
): string =>
  `@font-face{font-family:"${cssText(family)}";font-weight:${weight};font-style:${style};src:url(${url}) format("${format}")${size ? `;size-adjust:${size}%` : ''}${range ? `;unicode-range:${range}` : ''}}`;

/** Inside of quotation marks in a style sheet. */
const cssText = (text: string): string => text.replace(/["\\<\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
