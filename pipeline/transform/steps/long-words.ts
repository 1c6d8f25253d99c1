/**
 * Words without end: the browser sets each of their lines anew with all that follows, so that its time grows with the square of their
 * length. They are broken into parts of their own lines, which is reported.
 */
import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { Env } from '../env.ts';

/** Characters of a part, some ten lines. */
const part = 1000;
/** Shorter words are set as they are. */
const longest = 3 * part;
/** Letters of languages that need no spaces are no word together. No-break spaces join what they are between. */
const word = new RegExp(
  `[^ \\t\\n\\r\\u3000\\u200B\\u00AD\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Mymr}]{${longest + 1},}`,
  'gu',
);

export function longWords(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'text', (node, index, parent) => {
      if (node.value.length <= longest || parent === undefined || index === undefined) return undefined;
      const children: ElementContent[] = [];
      let from = 0;
      for (const { 0: long, index: at } of node.value.matchAll(word)) {
        env.report('WORD_BROKEN', { length: long.length, limit: part }, node.position ? node : parent);
        for (let start = 0; start < long.length; ) {
          const end = boundary(long, start + part);
          children.push({ type: 'text', value: node.value.slice(from, at + end) });
          from = at + end;
          start = end;
          if (end < long.length) children.push({ type: 'element', tagName: 'br', properties: {}, children: [] } as Element);
        }
      }
      if (from === 0) return undefined;
      if (from < node.value.length) children.push({ type: 'text', value: node.value.slice(from) });
      (parent.children as ElementContent[]).splice(index, 1, ...children);
      return [SKIP, index + children.length];
    });
  };
}

/** Not between the halves of a character. */
const boundary = (text: string, at: number): number => {
  const isHalf = /[\uDC00-\uDFFF]/.test(text[at] ?? '');
  return Math.min(text.length, isHalf ? at + 1 : at);
};
