/** Marks runs of Japanese in documents of another language, for fonts, line breaks and screen readers; in Japanese, joins what is one word. */
import type { Element, Root, Text } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Env } from '../env.ts';

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\u30FC\uFF00-\uFFEF]+/gu;
const letter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * A country's short name with a name in Latin letters (日EU) is one word, but line breaking finds two.
 * The joiner has no glyph; an element around the word would hide the phrase that it begins from `word-break: auto-phrase`.
 */
export const joinWords = (text: string): string => text.replace(/([日米英独仏伊加中韓印豪])(?=[A-Z]{2})/gu, '$1\u2060');

export function languages(env: Env) {
  const isJapanese = env.source.lang.startsWith('ja');
  return (tree: Root): void => {
    if (isJapanese) {
      visit(tree, 'text', (node) => {
        node.value = joinWords(node.value);
      });
      return;
    }
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && node.properties['lang'] !== undefined) return SKIP;
      if (node.type !== 'text' || !parent || index === undefined || !letter.test(node.value)) return undefined;
      if (parent.type === 'element' && (parent.tagName === 'text' || parent.tagName === 'tspan')) return undefined;
      const parts = spans(node);
      parent.children.splice(index, 1, ...parts);
      return [SKIP, index + parts.length];
    });
  };
}

function spans(node: Text): (Text | Element)[] {
  const parts: (Text | Element)[] = [];
  let end = 0;
  for (const { 0: run, index } of node.value.matchAll(japanese)) {
    if (!letter.test(run)) continue;
    if (index > end) parts.push({ type: 'text', value: node.value.slice(end, index) });
    parts.push({ type: 'element', tagName: 'span', properties: { lang: 'ja' }, children: [{ type: 'text', value: run }] });
    end = index + run.length;
  }
  if (end < node.value.length) parts.push({ type: 'text', value: node.value.slice(end) });
  return parts;
}
