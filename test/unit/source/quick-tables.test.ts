import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { quickTables } from '../../../pipeline/source/markdown/quick-tables.ts';
import { sameTrees } from '../../support/chapters.ts';

const usual = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze();
const reader = unified().use(remarkParse).use(remarkGfm).use(quickTables).use(remarkDirective).freeze();
const quick = (text: string) => reader.parse(text);

describe('tables', () => {
  test.each([
    '| a | b |\n| - | - |\n| c | d |\n\nText | with a line.',
    'a | b\n-|-\nc\nd | e\n\nf',
    'a\n:-\nb\n\na\n-:\n\na\n-\n\na\n---\nb',
    'Before.\na | b\n:-: | -\nc | d\n> e | f',
    '> | a | b |\n> | - | - |\n> | c | d |\nlazy | e\n\n> Text.',
    '- | a | b |\n  | - | - |\n  | c | d |\n\n  After.\n- x | y\n-|-\n',
    '1. Text.\n\n   a | b\n   - | -\n   c | d\n',
    ':::keep\n| a | b |\n|---|---|\n| c | d |\n:::\n',
    'Note[^1].\n\n[^1]: | a | b |\n    | - | - |\n    | c | d |\n',
    '| a |\r\n| - |\r\n| b |\r\n\r\nText.\r| a |\r| - |\r| b |',
    '> - a | b\n>   - | -\n>   c | d\n> \n> e',
    'a | b\n\n- | -\n\n| - | - |\n| a | b |',
    '| a | b |\n|---|---|\n| 1 | 2 |\n\u3000\n| 3 | 4 |\n\u00a0\n| 5 | 6 |',
    '\f\n  |:-|\n| a |',
    '---\n\n> > |-\r\n-|-\n> \n:-:|-    ::::n\n\n> ',
    '\ta | b\n\t- | -\n\n```\na | b\n- | -\n```\n\n<div>\na | b\n- | -\n</div>',
    'a \\| b | c\n- | -\n`d | e` | f\n# Heading\n| g |\n|:-|\n***\n| h |\n|-|',
  ])('%s', (text) => {
    expect(quick(text)).toEqual(usual.parse(text));
  });

  test('every chapter and document of the project has the same tree, to the character', () => {
    sameTrees(quick, (text) => usual.parse(text));
  });
});
