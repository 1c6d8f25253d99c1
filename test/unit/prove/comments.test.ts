import { expect, test } from 'vitest';
import { commentsCovered } from '../../../pipeline/prove/rules/comments.ts';
import type { RawText } from '../../../pipeline/source/raw.ts';

const covered = (text: string, form: RawText['form'] = 'markdown', shown = '01.md') =>
  commentsCovered({ form, text, shown } as RawText).flatMap((ruled) => ruled.covered.map(({ from, to }) => text.slice(from, to)));

test('a brace behind a backslash opens no comment; behind two it does, as Markdown has it', () => {
  expect(covered('One {>>first<<} and \\{>>plain<<}.\n')).toEqual(['first']);
  expect(covered('One \\\\{>>second<<} and \\\\\\{>>plain<<}.\n')).toEqual(['second']);
});

test('front matter and pack.yaml are YAML, where two backslashes may be one', () => {
  expect(covered('---\ntitle: "A \\\\{>>plain<<} {>>first<<}"\n---\n\n{>>second<<}\n')).toEqual(['first', 'second']);
  expect(covered('title: "A \\\\{>>plain<<} {>>first<<}"\n', 'yaml', 'p/pack.yaml')).toEqual(['first']);
});
