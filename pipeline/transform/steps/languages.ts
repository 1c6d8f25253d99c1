/** Marks runs of Japanese, Chinese and Korean in documents of another language, for fonts, line breaks and screen readers; in Japanese, joins what is one word. */
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { type FontIndex, loadFontIndex } from '../../platform/fonts.ts';
import { hanOf } from '../../platform/han.ts';
import type { Env } from '../env.ts';

const letter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const han = /\p{Script=Han}/u;
/** Letters with the marks between them; Korean has spaces between its words. */
const run =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\u30FC\uFF00-\uFFEF]+|\p{Script=Hangul}+(?:[ ,.]+\p{Script=Hangul}+)*/gu;

/**
 * A country's short name with a name in Latin letters (日EU) is one word, but line breaking finds two.
 * The joiner has no glyph; an element around the word would hide the phrase that it begins from `word-break: auto-phrase`.
 */
export const joinWords = (text: string): string => text.replace(/([日米英独仏伊加中韓印豪])(?=[A-Z]{2})/gu, '$1\u2060');

/** Fewer characters than this do not stand alone on the last line of a paragraph. */
const tail = 4;
const square = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3001\u3002\uFF01\uFF0C\uFF1F\u300D\u300F\uFF09]$/u;

/**
 * Joins the last characters of each paragraph and item, so that none is alone on its line.
 * `text-wrap: pretty` does so for words that spaces part, and there are none.
 */
function joinTails(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (!['p', 'li', 'dd'].includes(node.tagName)) return;
    let left = tail;
    let at = node.children.length;
    // Calls of notes may stand between the last letters, and behind them.
    while (left > 0 && at > 0) {
      at -= 1;
      const one = node.children[at] as Element['children'][number];
      if (isCall(one)) continue;
      if (one.type !== 'text') return;
      const letters = [...one.value.trimEnd()];
      const end = letters.slice(-left);
      if (!end.every((one) => square.test(one) || /[\d ]/.test(one)) || !end.some((one) => square.test(one))) return;
      left -= end.length;
      // What is shorter than a line and a half gains nothing.
      if (left > 0) continue;
      if (at === 0 && letters.length < 3 * tail) return;
      const head = letters.slice(0, -end.length).join('');
      const rest = [{ type: 'text' as const, value: one.value.slice(head.length) }, ...node.children.slice(at + 1)];
      const joined: Element = {
        type: 'element',
        tagName: 'span',
        properties: { className: ['joined'] },
        children: rest as Element['children'],
      };
      node.children.splice(at, node.children.length - at, { type: 'text', value: head }, joined);
    }
  });
}

/** The call of a note, which may have no words yet. */
const isCall = (node: Element['children'][number]): boolean =>
  node.type === 'element' && textOf(node).trim().length <= 3 && !letter.test(textOf(node));

export function languages(env: Env) {
  const { lang } = env.source;
  const isJapanese = lang.startsWith('ja');
  return async (tree: Root): Promise<void> => {
    if (isJapanese) {
      visit(tree, 'text', (node) => {
        node.value = joinWords(node.value);
      });
      joinTails(tree);
      return;
    }
    if (/^(?:zh|yue)\b/.test(lang)) joinTails(tree);
    let all: string | undefined;
    const index = await loadFontIndex();
    visit(tree, (node, at, parent) => {
      if (node.type === 'element' && node.properties['lang'] !== undefined) return SKIP;
      if (node.type !== 'text' || !parent || at === undefined || !letter.test(node.value)) return undefined;
      if (parent.type === 'element' && (parent.tagName === 'text' || parent.tagName === 'tspan')) return undefined;
      all ??= textOf(tree);
      const parts = languageRuns(node.value, lang, index, textOf(parent), all).map(({ text, lang: of }): Element['children'][number] => {
        const words = { type: 'text' as const, value: text };
        return of === undefined ? words : { type: 'element', tagName: 'span', properties: { lang: of }, children: [words] };
      });
      parent.children.splice(at, 1, ...parts);
      return [SKIP, at + parts.length];
    });
  };
}

/** A text in runs of one language; of the text around them, no language is given. */
export function languageRuns(
  text: string,
  lang: string,
  index: FontIndex,
  ...around: readonly string[]
): readonly { readonly text: string; readonly lang?: string | undefined }[] {
  const own = hanOf(lang);
  // The words around are asked for each run, and may be long.
  const known = new Map<string, string>();
  const langOf = (words: string): string => {
    const lang = known.get(words) ?? (kana.test(words) ? 'ja-kana' : index.formOf(words));
    known.set(words, lang);
    return lang;
  };
  const parts: { text: string; lang?: string | undefined }[] = [];
  let end = 0;
  for (const { 0: found, index: at } of text.matchAll(run)) {
    const of = letter.test(found) ? languageOf(found, around, langOf) : undefined;
    // Chinese and Korean use Han letters themselves, in their own form.
    if (of === undefined || of === own || (own !== undefined && !kana.test(found) && han.test(found))) continue;
    if (at > end) parts.push({ text: text.slice(end, at) });
    parts.push({ text: found, lang: of });
    end = at + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The language of a run. Han letters alone may be of several: the words around them decide, and the letters that only one has. */
function languageOf(found: string, around: readonly string[], langOf: (words: string) => string): string {
  if (/\p{Script=Hangul}/u.test(found)) return 'ko';
  for (const text of [found, ...around]) {
    const lang = langOf(text);
    if (lang === 'ja-kana') return 'ja';
    if (lang !== 'ja') return lang;
  }
  return 'ja';
}
