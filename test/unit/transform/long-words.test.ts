/** Words without end are broken, and told. */
import type { Root } from 'hast';
import { expect, test } from 'vitest';
import type { Env } from '../../../pipeline/transform/env.ts';
import { longWords } from '../../../pipeline/transform/steps/long-words.ts';

/** What becomes of a paragraph with this text, and what is told of it. */
function broken(text: string) {
  const told: string[] = [];
  const tree: Root = {
    type: 'root',
    children: [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] }],
  };
  const report = (code: string, params: object) => told.push(`${code} ${Object.values(params).join(' ')}`);
  longWords({ report } as unknown as Env)(tree);
  const [paragraph] = tree.children;
  const parts = paragraph?.type === 'element' ? paragraph.children : [];
  return { told, texts: parts.map((part) => (part.type === 'text' ? part.value : '\n')) };
}

test('a word of 3,500 characters is broken into four parts, and nothing is lost', () => {
  const word = 'x'.repeat(3500);
  const { told, texts } = broken(`before ${word} behind`);
  expect(told).toEqual(['WORD_BROKEN 3500 1000']);
  expect(texts.filter((text) => text === '\n').length).toBe(3);
  expect(texts.filter((text) => text !== '\n').join('')).toBe(`before ${word} behind`);
});

test('many words, and a language without spaces, stay as they are', () => {
  for (const text of ['word '.repeat(1000), '港'.repeat(5000), 'x'.repeat(3000)]) expect(broken(text)).toEqual({ told: [], texts: [text] });
});
