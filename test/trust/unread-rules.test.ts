/** Rules in places that nothing reads, each an error at its place: code without a fence, comments of other formats, the end of a slide. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, expectError, reported } from '../support/trust.ts';

const pack = `title: Harbour review
date: 2025-09-08
kinds: [briefing, slides]
audiences: { desk: {}, press: {} }
`;
const chapter = '# Harbour\n\nIt opens.\n';
const entry = '@book{quay, title = {Quays}, author = {Jane Doe}, publisher = {Pier}, year = 2020}\n';

type Row = readonly [name: string, file: string, text: string, line: number, code: RegExp];
const errors: readonly Row[] = [
  ['a block of a list, moved in too far', '01.md', '# A\n\n- a\n\n      Brambleworth {audience="desk"}\n', 5, /^RULE_INDENTED$/],
  ['a comment, moved in', '01.md', '# A\n\nWords.\n\n    <!-- audience: desk -->\n    Brambleworth\n', 5, /^RULE_INDENTED$/],
  ['code under a paragraph with a rule', '01.md', '# A\n\nWords. {audience="desk"}\n\n    Brambleworth\n', 5, /^RULE_ABOVE_CODE$/],
  [
    'a comment between two slides',
    'slides.md',
    '# A\n\nOpen.\n\n<!-- audience: desk -->\n\n---\n\n## B\n\nBrambleworth\n',
    5,
    /^SETTING_BETWEEN$/,
  ],
  ['braces behind a formula', '01.md', '# A\n\n$$\n\\text{Brambleworth}\n$$ {for="desk"}\n', 5, /^RULE_LOOKALIKE$/],
  [
    'braces with two names behind a formula',
    '01.md',
    '# A\n\n$$\n\\text{Brambleworth}\n$$ {for="desk -press"}\n\nEnd.\n',
    5,
    /^RULE_LOOKALIKE$/,
  ],
  ['unclosed braces behind a formula', '01.md', '# A\n\n$$\n\\text{Brambleworth}\n$$ {for="desk"\n\nEnd.\n', 5, /^RULE_LOOKALIKE$/],
  [
    'a name in capitals in the comment of a heading',
    'slides.md',
    '# A\n\nOpen.\n\n---\n\n## <!-- fit for: DESK --> Brambleworth\n\nText.\n',
    7,
    /./,
  ],
  [
    'a cell of a grid table',
    '01.md',
    '# A\n\n+------------------------------+---+\n| Brambleworth {audience="desk"} | b |\n+------------------------------+---+\n',
    4,
    /^TABLE_RULE$/,
  ],
  ['a comment of YAML above', 'glossary.yaml', '# audience: desk\n- { term: Quay, definition: Brambleworth }\n', 1, /^RULE_IN_COMMENT$/],
  ['a comment of YAML behind', 'glossary.yaml', '- term: Quay\n  definition: Brambleworth # for: desk\n', 2, /^RULE_IN_COMMENT$/],
  ['a comment of a bibliography', 'references.bib', `% audience: desk\n${entry}`, 1, /^RULE_IN_COMMENT$/],
  ['@comment of a bibliography', 'references.bib', `@comment{for = desk}\n${entry}`, 1, /^RULE_IN_COMMENT$/],
];

test.for(errors)('%s', async ([, file, text, line, code], { folder }) => {
  const config = file.endsWith('.bib') ? `${pack}bibliography: references.bib\n` : pack;
  const cited = file.endsWith('.bib') ? '# Harbour\n\nIt opens [@quay].\n' : chapter;
  expectError(await documentsOf(await write(folder, { 'pack.yaml': config, '00.md': cited, [file]: text })), { file, line, code });
});

describe('what only looks so is none:', () => {
  test.for([
    ['code without a rule under a paragraph without one', '01.md', '# A\n\nWords.\n\n    const a = { b: 1 };\n'],
    ['code between fences under a paragraph with a rule', '01.md', '# A\n\nWords. {audience="desk"}\n\n```\ncode\n```\n'],
    [
      'a comment at the top of a slide',
      'slides.md',
      '# A\n\nOpen.\n\n---\n\n<!-- audience: desk -->\n\n## B\n\nWords.\n\n---\n\n## C\n\nWords.\n',
    ],
    [
      'a comment without a rule between slides',
      'slides.md',
      '# A\n\nOpen.\n\n<!-- Ask the audience for questions. -->\n\n---\n\n## B\n\nWords.\n',
    ],
    [
      'code in a cell of a grid table',
      '01.md',
      '# A\n\n+-----------------------+---+\n| `{audience="desk"}`   | b |\n+-----------------------+---+\n',
    ],
    ['a number behind a formula', '01.md', '# A\n\n$$\nx_{for=1} + y_{audience}\n$$ {#eq:x}\n\nSee @eq:x.\n'],
    [
      'a footer in the last comment of a slide',
      'slides.md',
      '# A\n\n<!-- footer: Open :for[words]{audience="desk"} -->\n\n---\n\n## B\n\nWords.\n',
    ],
    ['a comment of YAML in words', 'glossary.yaml', '# Terms for the desk and its audience.\n- { term: Quay, definition: A wall }\n'],
  ] as const)('%s', async ([, file, text], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, '00.md': chapter, [file]: text }));
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
  });
});

test.for(['pack.yml', 'Pack.yaml', 'pack.yaml/README'])(
  'a pack with its rules in %s is not printed without them',
  async (name, { folder }) => {
    const rules = `${pack}data: { d.csv: { audience: desk } }\n`;
    await write(folder, { [name]: rules, '01.md': '# A\n\n::table[T]{data="d.csv"}\n', 'd.csv': 'a,b\nBrambleworth,1\n' });
    const file = name.replace(/\/.*/, '');
    expectError(await documentsOf(folder), { file, code: /^(?:PACK_PASSED_OVER|PACK_UNREADABLE)$/ });
  },
);

test('nor is one of its files alone', async ({ folder }) => {
  const rules = `${pack}data: { d.csv: { audience: desk } }\n`;
  await write(folder, { 'pack.yaml': rules, '01.md': '# A\n\n::table[T]{data="d.csv"}\n', 'd.csv': 'a,b\nBrambleworth,1\n' });
  const alone = await documentsOf(`${folder}/01.md`);
  expect([alone.documents, alone.diagnostics.map(({ severity, code }) => `${severity} ${code}`)]).toEqual([[], ['error PACK_PASSED_OVER']]);
  // Without readers there is nothing to withhold.
  await write(folder, { 'pack.yaml': 'title: P\n' });
  expect((await documentsOf(`${folder}/01.md`)).documents.length).toBe(1);
});
