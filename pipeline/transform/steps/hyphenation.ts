/**
 * Soft hyphens in long words of running text, because the browser brings no dictionaries for `hyphens: auto`. Those at
 * which no line ends are taken out again before the print (`printing/hyphens.ts`), so that words stay whole in the file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Element, Nodes, Root } from 'hast';
import { installRoot } from '../../platform/install-root.ts';
import type { Env } from '../env.ts';

type Hyphenate = (text: string) => string;

/** Running text; what is in other elements is set without hyphens. */
const running = new Set(['p', 'li', 'dd', 'td', 'th']);
/** Cells have no hyphens, but where their table is too wide for its page (`render/fit/paper/`). */
const table = ['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'];
const inline = new Set([
  'a',
  'abbr',
  'b',
  'blockquote',
  'div',
  'dl',
  'em',
  'i',
  'ol',
  'section',
  'span',
  'strong',
  'ul',
  'p',
  'li',
  'dd',
  ...table,
]);
const narrow = /^(?:aside|caption|key-figures|timeline|stakeholders|org|pullquote|notes|footnotes|source|line)(?:__|$)/;

/** Letters that a word needs, and that stay together at its ends. */
const least = { word: 8, end: 3 };

export function hyphenation(env: Env) {
  return (tree: Root): void => {
    // Only chapters are set in lines that are long enough.
    if (env.slug === undefined) return;
    soften(tree, env, least.word);
  };
}

/** Letters of a word that does not fit into a narrow part of a slide. */
const longOnSlides = 14;

/** The same for a slide whose words are in narrow parts: only words that may be too long for them. */
export const hyphenateSlide = (tree: Root, env: Env): void => soften(tree, env, longOnSlides);

function soften(tree: Root, env: Env, letters: number): void {
  const { lang } = env.source;
  const locale = env.word('locale');
  const { memory } = env.context;
  const softenText = (text: string, of: string) => softened(text, of, letters, memory.call(hyphenatorFor, of));
  hyphenate(tree, locale.startsWith(`${lang}-`) ? locale : lang, false, softenText);
}

function hyphenate(node: Nodes, lang: string, isText: boolean, soften: (text: string, lang: string) => string): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (child.type === 'text' && isText) child.value = soften(child.value, lang);
    if (child.type !== 'element' || !inline.has(child.tagName) || isNarrow(child)) continue;
    hyphenate(child, String(child.properties['lang'] ?? lang), isText || running.has(child.tagName), soften);
  }
}

function isNarrow({ properties }: Element): boolean {
  if (properties['dataFootnotes'] !== undefined || properties['dataPageOf'] !== undefined) return true;
  const names = properties['className'];
  return Array.isArray(names) && names.some((name) => narrow.test(String(name)));
}

function softened(text: string, lang: string, letters: number, hyphenator: Hyphenate | undefined): string {
  if (hyphenator === undefined) return text;
  return text.replace(isOfSquares(lang) ? /[\p{sc=Latin}\p{M}]{8,}/gu : /[\p{L}\p{M}]{8,}/gu, (word, index: number) => {
    if (word.length < letters) return word;
    // Names and abbreviations stay whole, except where all nouns are written large, or one such word fills half of a line.
    if (/\p{Lu}/u.test(lang.startsWith('de') || isOfSquares(lang) ? word.slice(1) : word)) return word;
    // Part of an address, or of a word that has hyphens of its own.
    if (/[\u00AD\u2010@/_.-]/.test(`${text[index - 1] ?? ''}${(text[index + word.length] ?? '').replace('.', '')}`)) return word;
    return hyphenator(word);
  });
}

const isOfSquares = (lang: string): boolean => squares.has(lang.split('-')[0] as string);

const require = createRequire(import.meta.url);

/** Of these languages words in Latin letters are hyphenated, as English ones: beside letters that fill their squares, they tear lines apart. */
const squares = new Set(['zh', 'yue', 'ja']);

/** Where lines end between words or letters, and no sign says so: the browser knows how. */
const unhyphenated = new Set(['th', 'lo', 'km', 'my', 'bo', 'dz', 'zh', 'yue', 'ja', 'ko']);

/** Liang’s patterns for a language (BCP 47), or undefined where there are none. Words are remembered: reports repeat them. */
function hyphenatorFor(lang: string): Hyphenate | undefined {
  if (isOfSquares(lang)) return hyphenatorFor('en');
  const names = [lang.toLowerCase(), lang.split('-')[0] as string];
  if (unhyphenated.has(names[1] as string)) return undefined;
  const words = new Map<string, string>();
  const patterns = load(names[0] as string) ?? load(names[1] as string);
  return (
    patterns &&
    ((word: string) => {
      const before = words.get(word);
      if (before !== undefined) return before;
      const parts = patterns(word).split('\u00AD');
      while (parts.length > 1 && (parts[0] as string).length < least.end) parts.splice(0, 2, `${parts[0]}${parts[1]}`);
      while (parts.length > 1 && (parts.at(-1) as string).length < least.end) parts.splice(-2, 2, `${parts.at(-2)}${parts.at(-1)}`);
      const after = parts.join('\u00AD');
      words.set(word, after);
      return after;
    })
  );
}

function load(name: string): Hyphenate | undefined {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]+)*$/.test(name)) return undefined;
  return ready(name) ?? packaged(name);
}

/** Of a language that has words of Dossier's own: compiling its patterns would take ten times as long as reading them. */
function ready(name: string): Hyphenate | undefined {
  const file = path.join(installRoot, 'dist', 'hyphens', `${name}.json`);
  if (!existsSync(file)) return undefined;
  return (require('hyphen') as (patterns: unknown) => Hyphenate)(JSON.parse(readFileSync(file, 'utf8')));
}

function packaged(name: string): Hyphenate | undefined {
  try {
    return (require(`hyphen/${name}`) as { hyphenateSync: Hyphenate }).hyphenateSync;
  } catch {
    return undefined;
  }
}
