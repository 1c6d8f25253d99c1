import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../../pipeline/source/markdown/parse-text.ts';
import { withSigns } from '../../../pipeline/source/markdown/shortcodes.ts';
import type { RuleNames } from '../../../pipeline/source/rules/lookalike.ts';

const names: RuleNames = {
  words: ['for', 'audience', 'except', 'depth', 'clearance'],
  values: ['press', 'desk', 'inner', 'outer', 'open', 'secret', 'summary', 'full'],
};

const parsed = (text: string) => {
  const source = { path: '/a.md', name: 'a.md', shown: 'a.md', text, lang: 'en' };
  return parseText({ source, isDeck: false, names });
};

describe('names of signs', () => {
  test.for([
    [':rocket: go :tada:', '🚀 go 🎉'],
    ['(:+1:), :-1:; :100:', '(👍), 👎; 💯'],
    ['Great:tada:', 'Great🎉'],
    ['at 12:30:45, ratio 1:100:1', 'at 12:30:45, ratio 1:100:1'],
    ['urn:key:value', 'urn:key:value'],
    ['::rocket::', '::rocket::'],
    [':unknown_thing: stays', ':unknown_thing: stays'],
    [':lock:[secret]{audience=board}', ':lock:[secret]{audience=board}'],
    [':constructor: :toString:', ':constructor: :toString:'],
  ] as const)('%s', ([text, signs]) => {
    expect(withSigns(text)).toBe(signs);
  });

  test('are none in code, behind a backslash, or in raw HTML that shows code', () => {
    const { tree } = parsed(
      '# Go :rocket:\n\n`:rocket:` \\:rocket: <code>:rocket:</code> *:tada:*\n\n    :rocket:\n\n```\n:rocket:\n```\n',
    );
    expect(tree.children.map((child) => textOf(child, { includeHtml: false }))).toEqual([
      'Go 🚀',
      ':rocket: :rocket: :rocket: 🎉',
      ':rocket:',
      ':rocket:',
    ]);
  });

  test('hide no directive', () => {
    const { tree } = parsed('A :lock:for[secret]{audience=board} word');
    const [paragraph] = tree.children;
    expect(paragraph && 'children' in paragraph && paragraph.children.map(({ type }) => type)).toContain('textDirective');
  });
});
