/** Colours for code: Shiki reads the grammar, the brand's tokens give the few colours that print well. */

import { createHash } from 'node:crypto';
import type { HighlighterCore } from 'shiki/core';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import type { Context } from '../../platform/context.ts';

/** A run of one colour; null is the colour of the text, in the cache too, where `undefined` would not be the same again. */
export type Run = readonly [kind: string | null, text: string];

/** Kinds of words, and what grammars call them. Few, because each span makes the print dearer and colour must mean something. */
const kinds = {
  comment: ['comment', 'punctuation.definition.comment', 'string.comment'],
  string: ['string', 'punctuation.definition.string', 'string.regexp', 'markup.inline.raw', 'constant.character.escape'],
  number: ['constant', 'support.constant', 'keyword.other.unit', 'variable.language'],
  keyword: ['keyword', 'storage', 'entity.name.tag', 'punctuation.definition.tag', 'markup.heading', 'support.type.property-name.json'],
  name: [
    'entity.name',
    'support.function',
    'support.class',
    'support.type',
    'entity.other.inherited-class',
    'support.type.property-name',
    'meta.property-name',
  ],
  plain: ['keyword.operator', 'punctuation', 'meta.brace', 'variable'],
} as const;
const names = Object.keys(kinds) as (keyof typeof kinds)[];
const colourOf = (index: number) => `#00000${index + 1}`;
const theme = {
  name: 'dossier',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: names.map((name, index) => ({ scope: [...kinds[name]], settings: { foreground: colourOf(index) } })),
};
const kindOf = new Map<string | undefined, string>(
  names.filter((name) => name !== 'plain').map((name) => [colourOf(names.indexOf(name)), name]),
);

/** The version of Shiki's output and of what is made of it here. */
const recipe = 'shiki 4.6, dossier 3';
const plainNames = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'ansi', 'none']);

/** Lines of runs, or the nearest language if there is none of this name. */
export type Painted = { readonly lines: readonly (readonly Run[])[] } | { readonly unknown: true; readonly near: string | undefined };

export async function paint(code: string, language: string, { cache, memory }: Pick<Context, 'cache' | 'memory'>): Promise<Painted> {
  if (plainNames.has(language)) return plain(code);
  const key = createHash('sha256')
    .update(JSON.stringify(['code', recipe, kinds, language, code]))
    .digest('hex');
  const known = (await cache.get(key)) as Painted | undefined;
  if (known !== undefined) return known;
  const { bundledLanguages } = await import('shiki/langs');
  const load = own<(typeof bundledLanguages)[keyof typeof bundledLanguages]>(bundledLanguages, language);
  if (load === undefined) return { unknown: true, near: nearest(language, Object.keys(bundledLanguages)) };
  const painted = { lines: await tokens(code, language, memory) };
  await cache.set(key, painted);
  return painted;
}

export const plain = (code: string): { lines: Run[][] } => ({ lines: code.split('\n').map((line) => [[null, line]]) });

async function tokens(code: string, lang: string, memory: Context['memory']): Promise<Run[][]> {
  const highlighter = await memory.call(highlighterFor, lang);
  // By itself it stops after half a second: a line would lose its colours on a machine that is busy.
  const { tokens: lines } = highlighter.codeToTokens(code, { lang, theme: theme.name, tokenizeTimeLimit: 0 });
  return lines.map((line) => merge(line.map(({ color, content }) => [kindOf.get(color?.toLowerCase()) ?? null, content] as const)));
}

/**
 * Compiles the grammar of a language, once for all code in it. The regular expressions are Oniguruma's, for which grammars are written:
 * those of C++ take a third of the time that they take as JavaScript, and every other piece of code in it a twentieth of the first.
 */
async function highlighterFor(lang: string): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createOnigurumaEngine }, { bundledLanguages }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/oniguruma'),
    import('shiki/langs'),
  ]);
  const grammar = bundledLanguages[lang as keyof typeof bundledLanguages];
  // Shiki warns of many highlighters, which it takes for forgotten ones.
  const own = { themes: [theme], langs: [grammar], engine: createOnigurumaEngine(import('shiki/wasm')), warnings: false };
  return createHighlighterCore(own);
}

/** Neighbours of one colour become one run; white space takes the colour before it. */
function merge(runs: readonly Run[]): Run[] {
  const merged: [string | null, string][] = [];
  for (const [kind, text] of runs) {
    const last = merged.at(-1);
    if (last && (last[0] === kind || text.trim() === '')) last[1] += text;
    else merged.push([kind, text]);
  }
  return merged;
}
