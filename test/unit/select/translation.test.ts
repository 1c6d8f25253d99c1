/** Rules that a translation lacks are told at their place in it; those that it has in another form are not. */

import path from 'node:path';
import { expect } from 'vitest';
import { forgottenRules } from '../../../pipeline/select/translation.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import { source } from '../../../pipeline/source/source.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

const config = `title: Pack
date: 2025-10-15
languages: [en, ja]
properties: { clearance: { levels: [open, closed] } }
audiences:
  technical: { properties: { clearance: closed } }
  officials: { properties: { clearance: closed } }
  press: { properties: { clearance: open } }
`;

/** What is told of a pack with these files, as `place rule (place in the original)`. */
async function told(folder: string, files: Record<string, string>): Promise<string[]> {
  await write(folder, { 'pack.yaml': config, '01.md': '# One\n', 'ja/pack.yaml': 'title: 資料\n', 'ja/01.md': '# 一\n', ...files });
  const { context, diagnostics } = testContext(folder);
  const [english, japanese] = (await source(folder, kindNames, context)) ?? [];
  if (!english || !japanese) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  const [original, translation] = [await parse(english, context), await parse(japanese, context)];
  return forgottenRules(original, translation).map(({ code, message, place: { file, line, column } }) => {
    expect(code).toBe('RULE_UNTRANSLATED');
    const [, rule, at] = /the original has the rule (.*) \((.*)\), but/.exec(message) ?? [];
    return `${path.relative(folder, path.join(folder, file))}:${line}:${column} ${rule} (${at})`;
  });
}

const forgotten: [string, string, string, string][] = [
  [
    'a section',
    '# One\n\nText.\n\n## Inner {audience="technical"}\n\nText.\n',
    '# 一\n\n本文。\n\n## 内\n\n本文。\n',
    '5:1 audience="technical" (section, 01.md:5:1)',
  ],
  [
    'a paragraph, at its heading',
    '# One\n\nText.\n\n## Two\n\nText.\n\nInner. {for="technical"}\n',
    '# 一\n\n## 二\n\n本文。内。\n',
    '3:1 for="technical" (paragraph, 01.md:9:1)',
  ],
  [
    'one of three items',
    '# One\n\n- a {for="technical"}\n- b {for="technical"}\n- c {for="technical"}\n',
    '# 一\n\n- a {for="technical"}\n- b\n- c {for="technical"}\n',
    '4:1 for="technical" (list item, 01.md:4:1)',
  ],
  [
    'a row',
    '# One\n\n| a | b |\n| - | - |\n| c {for="technical"} | d |\n| e | f |\n',
    '# 一\n\n| a | b |\n| - | - |\n| c | d |\n| e | f |\n',
    '5:1 for="technical" (row, 01.md:5:1)',
  ],
  [
    'a column',
    '# One\n\n| a | b {for="technical"} |\n| - | - |\n| c | d |\n',
    '# 一\n\n| a | b |\n| - | - |\n| c | d |\n',
    '1:1 for="technical" (column, 01.md:3:5)',
  ],
  ['words', '# One\n\nA :only[b]{for="technical"} c.\n', '# 一\n\nA b c.\n', '1:1 for="technical" (words, 01.md:3:3)'],
  ['a redaction', '# One\n\nA :redact[b]{for="press"} c.\n', '# 一\n\nA b c.\n', '1:1 redact for="press" (redaction, 01.md:3:3)'],
  ['a block', '# One\n\n:::only{for="technical"}\nA\n:::\n', '# 一\n\nA\n', '1:1 for="technical" (block, 01.md:3:1)'],
  [
    'an alternative that became the text of all',
    '# One\n\n:::for{audience="technical"}\nA\n:::\n\n:::otherwise\nB\n:::\n',
    '# 一\n\nA\n\n:::except{audience="technical"}\nB\n:::\n',
    '1:1 audience="technical" (block, 01.md:3:1)',
  ],
  [
    'a slide',
    '# One\n\n:::slide[A]\nText.\n:::\n\n:::slide[B]{audience="technical"}\nText.\n:::\n',
    '# 一\n\n:::slide[A]\n本文。\n:::\n\n:::slide[B]\n本文。\n:::\n',
    '7:1 audience="technical" (slide, 01.md:7:1)',
  ],
  [
    'a footnote',
    '# One\n\nA.[^1]\n\n[^1]: B {for="technical"}\n',
    '# 一\n\nA.[^1]\n\n[^1]: B\n',
    '1:1 for="technical" (footnote, 01.md:5:1)',
  ],
  ['a chapter', '---\nfor: technical\n---\n# One\n', '---\ntitle: 一\n---\n本文。\n', '1:1 for="technical" (chapter, 01.md:2:6)'],
  [
    'a rule that stands at another block',
    '# One\n\nA {for="technical"}\n\nB\n',
    '# 一\n\nA\n\nB {for="technical"}\n',
    '3:1 for="technical" (paragraph, 01.md:3:1)',
  ],
  [
    'a rule that the translation has made wider',
    '# One\n\nInner. {for="technical"}\n',
    '# 一\n\n内。 {for="technical press"}\n',
    '3:1 for="technical" (paragraph, 01.md:3:1)',
  ],
];

test.for(forgotten)('%s', async ([, original, translation, expected], { folder }) => {
  expect(await told(folder, { '01.md': original, 'ja/01.md': translation })).toEqual([`ja/01.md:${expected}`]);
});

const kept: [string, string, string][] = [
  ['the same rules', '# One\n\nA {for="technical"}\n\n- b {except="press"}\n', '# 一\n\nA {for="technical"}\n\n- b {except="press"}\n'],
  ['another wording for the same readers', '# One\n\nA {except="press"}\n', '# 一\n\nA {for="technical officials"}\n'],
  ['a property for the same readers', '# One\n\nA {clearance="closed"}\n', '# 一\n\nA {except="press"}\n'],
  ['a block in place of a paragraph', '# One\n\nA {for="technical"}\n', '# 一\n\n:::only{for="technical"}\nA\n:::\n'],
  ['a bar in place of nothing', '# One\n\nA :only[b]{except="press"} c.\n', '# 一\n\nA :redact[b]{for="press"} c.\n'],
  ['fewer readers', '# One\n\nA {except="press"}\n', '# 一\n\nA {for="technical"}\n'],
  ['another order', '# One\n\nA {for="technical"}\n\nB {for="officials"}\n', '# 一\n\nB {for="officials"}\n\nA {for="technical"}\n'],
  ['an empty block for what is left out', '# One\n\nA {for="technical"}\n', '# 一\n\n本文。\n\n:::only{for="technical"}\n:::\n'],
  ['rules of its own', '# One\n\nA\n', '# 一\n\nA {for="technical"}\n'],
  ['what is for the other language', '# One\n\nA {for="technical lang:en"}\n\nB {for="lang:en"}\n', '# 一\n\n本文。\n'],
  ['what everybody reads in this language', '# One\n\nA {except="lang:en"}\n', '# 一\n\nA\n'],
];

test.for(kept)('nothing is reported for %s', async ([, original, translation], { folder }) => {
  expect(await told(folder, { '01.md': original, 'ja/01.md': translation })).toEqual([]);
});

test.for(['{clearance:closed}', '{fo="technical"}'])('an original with %s on a block is not compared', async (braces, { folder }) => {
  const files = { '01.md': `# One\n\n:::note${braces}\nA\n:::\n`, 'ja/01.md': '# 一\n\n:::note\n本文。\n:::\n' };
  await write(folder, { 'pack.yaml': config, 'ja/pack.yaml': 'title: 資料\n', ...files });
  const { context } = testContext(folder);
  const [english, japanese] = (await source(folder, kindNames, context)) ?? [];
  if (!english || !japanese) throw new Error('no pack');
  const found = forgottenRules(await parse(english, context), await parse(japanese, context));
  expect(found.map(({ code }) => code)).toEqual(['ORIGINAL_ERRORS']);
});

test('of two files each is compared with its own, and one without translation with none', async ({ folder }) => {
  const files = {
    '01.md': '# One\n\nA {for="technical"}\n',
    '02.md': '# Two\n\nB {for="technical"}\n',
    'ja/01.md': '# 一\n\nA {for="technical"}\n\nA {for="technical"}\n',
  };
  expect(await told(folder, files)).toEqual([]);
  expect(await told(folder, { ...files, 'ja/02.md': '# 二\n\nB\n', 'slides.md': '# S {for="press"}\n', 'ja/slides.md': '# S\n' })).toEqual([
    'ja/02.md:3:1 for="technical" (paragraph, 02.md:3:1)',
    'ja/slides.md:1:1 for="press" (slide, slides.md:1:1)',
  ]);
});

test('records of data are reported at the record, terms at the term', async ({ folder }) => {
  const files = {
    '01.md': '# One\n\n:::table[T]{data="data/d.yaml"}\n:::\n',
    'ja/01.md': '# 一\n\n:::table[T]{data="data/d.yaml"}\n:::\n',
    'data/d.yaml': '- { a: x }\n- { a: y, for: technical }\n',
    'ja/data/d.yaml': '- { a: エ }\n- { a: ワ }\n',
    'glossary.yaml': '- { term: A, definition: a }\n- { term: B, definition: b, audience: [press] }\n',
    'ja/glossary.yaml': '- { term: A, definition: a }\n- { term: B, definition: b }\n',
  };
  expect(await told(folder, files)).toEqual([
    'ja/data/d.yaml:2:3 for="technical" (record, data/d.yaml:2:3)',
    'ja/glossary.yaml:2:3 audience="press" (term, glossary.yaml:2:3)',
  ]);
  // Shorter lists may lack what everybody may read, and have what is withheld.
  const shorter = { ...files, 'ja/data/d.yaml': '- { a: ワ }\n', 'ja/glossary.yaml': '- { term: B, definition: b }\n' };
  expect(await told(folder, shorter)).toEqual([
    'ja/data/d.yaml:1:1 for="technical" (record, data/d.yaml:2:3)',
    'ja/glossary.yaml:1:1 audience="press" (term, glossary.yaml:2:3)',
  ]);
});

const record = (fields: string) => `- { ${fields} }\n`;
const lists: [string, string, string, readonly string[]][] = [
  [
    'a code tells that the open record is left',
    `${record('code: NQ-1, a: x')}${record('code: SQ-2, a: y, for: technical')}`,
    record('code: NQ-1, a: エ'),
    [],
  ],
  [
    'a code tells that the open record is lacking',
    `${record('code: NQ-1, a: x')}${record('code: SQ-2, a: y, for: technical')}`,
    record('code: SQ-2, a: ワ'),
    ['1:3 for="technical" (record, data/d.yaml:2:3)'],
  ],
  [
    'the rule stands at another record',
    `${record('code: NQ-1, a: x')}${record('code: SQ-2, a: y, for: technical')}`,
    `${record('code: NQ-1, a: エ, for: technical')}${record('code: SQ-2, a: ワ')}`,
    ['2:3 for="technical" (record, data/d.yaml:2:3)'],
  ],
  [
    'another order',
    `${record('code: NQ-1, a: x')}${record('code: SQ-2, a: y, for: technical')}`,
    `${record('code: SQ-2, a: ワ, for: technical')}${record('code: NQ-1, a: エ')}`,
    [],
  ],
  [
    'one of the records that are left is not known',
    `${record('code: NQ-1, a: x')}${record('code: NQ-2, a: z')}${record('code: SQ-3, a: y, for: technical')}`,
    `${record('code: NQ-1, a: エ')}${record('a: ワ')}`,
    ['1:1 for="technical" (record, data/d.yaml:3:3)'],
  ],
  [
    'numbers that only count',
    `${record('number: NO-001, a: x')}${record('number: NO-002, a: y, for: technical')}`,
    record('number: NO-001, a: ワ'),
    ['1:1 for="technical" (record, data/d.yaml:2:3)'],
  ],
  [
    'another amount beside the same code',
    `${record('code: NQ-1, sum: 120, a: x')}${record('code: SQ-2, sum: 380, a: y, for: technical')}`,
    record('code: NQ-1, sum: 380, a: ワ'),
    ['1:1 for="technical" (record, data/d.yaml:2:3)'],
  ],
  [
    'a value that several records share',
    `${record('harbour: Kiel, a: x')}${record('harbour: Kiel, a: y, for: technical')}`,
    record('harbour: Kiel, a: ワ'),
    ['1:1 for="technical" (record, data/d.yaml:2:3)'],
  ],
];

test.for(lists)('a shorter list: %s', async ([, original, translation, expected], { folder }) => {
  const found = await told(folder, {
    '01.md': '# One\n\n:::table[T]{data="data/d.yaml"}\n:::\n',
    'ja/01.md': '# 一\n\n:::table[T]{data="data/d.yaml"}\n:::\n',
    'data/d.yaml': original,
    'ja/data/d.yaml': translation,
  });
  expect(found).toEqual(expected.map((one) => `ja/data/d.yaml:${one}`));
});

test('equal rules that are missing at one place are reported together', async ({ folder }) => {
  const original = `# One\n\n${'A {for="technical"}\n\n'.repeat(6)}B {for="press"}\n`;
  expect(await told(folder, { '01.md': original, 'ja/01.md': '# 一\n\nA\n\nB\n' })).toEqual([
    'ja/01.md:1:1 for="technical" (paragraph, 01.md:3:1; paragraph, 01.md:5:1; paragraph, 01.md:7:1; paragraph, 01.md:9:1; and 2 more)',
    'ja/01.md:1:1 for="press" (paragraph, 01.md:15:1)',
  ]);
});

test('of pack.yaml: texts of variables, and authors', async ({ folder }) => {
  const files = {
    'pack.yaml': `${config}variables:\n  sum: [{ for: technical, text: 12 million }]\nauthors: [{ name: Jane, for: technical }]\n`,
    'ja/pack.yaml': 'variables:\n  sum: 千二百万\nauthors: [{ name: 花子 }]\n',
  };
  expect(await told(folder, files)).toEqual([
    'ja/pack.yaml:2:3 for="technical" (variable sum, pack.yaml:10:9)',
    'ja/pack.yaml:3:1 for="technical" (author, pack.yaml:11:11)',
  ]);
  expect(await told(folder, { ...files, 'ja/pack.yaml': 'title: 資料\n' })).toEqual([]);
});
