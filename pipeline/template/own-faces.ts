/** Fonts of the pack's own in a page: with a fallback behind each of them, and only those that it names. */
import { hanOf } from '../platform/han.ts';
import { firstOwn, weightsIn, withFallbacks } from '../platform/own-fonts/families.ts';
import type { OwnFamily } from '../platform/own-fonts/types.ts';
import { mapStyles } from './html-text.ts';

export interface OwnFaces {
  readonly html: string;
  readonly families: readonly OwnFamily[];
  readonly weights: readonly number[];
}

export function withOwnFaces(html: string, families: readonly OwnFamily[], lang: string): OwnFaces {
  if (families.length === 0) return { html, families, weights: [] };
  const used = new Set<OwnFamily>();
  const sheets: string[] = [];
  const complete = (css: string): string => {
    const done = withFallbacks(css, families, lang);
    for (const family of done.used) used.add(family);
    sheets.push(css);
    return done.css;
  };
  const inSheets = mapStyles(html, complete);
  const all = inSheets.replace(/(<[a-z][^<>]*\sstyle=")([^"]*font[^"]*)(?=")/gi, (_, open: string, css: string) => {
    const plain = css.replaceAll('&quot;', '"').replaceAll('&#x22;', '"');
    return open + complete(plain).replaceAll('"', '&quot;');
  });
  return { html: all, families: [...used], weights: weightsIn(sheets.join('\n')) };
}

/** In documents with Han letters Dossier names its own faces behind those of the brand: these come before them again. */
export function brandRules(brand: Readonly<Record<string, string | number>>, families: readonly OwnFamily[], lang: string): string {
  if (hanOf(lang) === undefined) return '';
  const own = Object.entries(brand).filter(([name, value]) => name.startsWith('face-') && firstOwn(String(value), families));
  if (own.length === 0) return '';
  const tokens = own.map(([name, value]) => `--${name}:${withFallbacks(`--x:${value}`, families, lang).css.slice(4)}`).join(';');
  return `:root:root,:root:root:root :is(.chapter,.slide,.handout__notes)[lang]{${tokens}}\n`;
}
