import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { findTables, quickTables } from '../../pipeline/syntax/quick-tables.ts';

const usual = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze();
const reader = unified().use(remarkParse).use(remarkGfm).use(quickTables).use(remarkDirective).freeze();
const quick = (text: string) => {
  findTables(text);
  return reader.parse(text);
};

const root = path.resolve(import.meta.dirname, '../..');
const chapters = ['content', 'test/samples', 'pipeline', '.'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join(folder, file)),
);

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
    expect(chapters.length).toBeGreaterThan(150);
    for (const file of chapters) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(quick(text), file).toEqual(usual.parse(text));
    }
  });
});
